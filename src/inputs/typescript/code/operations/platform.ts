import type { Machine } from '../../machine/machine.ts';
import type { Sources } from './sources.ts';

/** Files by which platforms know what to run. */
const MANIFESTS = [
  'wrangler.toml',
  'wrangler.json',
  'wrangler.jsonc',
  'vercel.json',
  'netlify.toml',
  'next.config.js',
  'next.config.mjs',
  'next.config.ts',
  'serverless.yml',
  'serverless.ts',
  'template.yaml',
  'sst.config.ts',
];
/** What a file gives to a platform that calls it. */
const GIVEN =
  /\bexport\s+default\s+\{[^}]{0,400}\bfetch\b|\bexport\s+(?:async\s+)?(?:function|const)\s+(?:GET|POST|handler)\b|\bexports\.handler\s*=|\bexport\s*\{[^}]{0,200}\bas\s+(?:GET|POST)\b|\bserverless-http\b|hono\/(?:aws-lambda|vercel|cloudflare|netlify)|@vendia\/serverless-express|\bDeno\.serve\b|@codegenie\/serverless-express/;

/** Whether requests are taken by a platform, and none by the program itself. */
export const platformOf = (m: Machine, root: string, { served }: Sources): boolean =>
  MANIFESTS.some((name) => m.world.disk.size(`${root}/${name}`) !== undefined) ||
  served.some(({ text }) => GIVEN.test(text));
