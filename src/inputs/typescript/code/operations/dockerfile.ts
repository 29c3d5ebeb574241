import type { Probe } from './deploy.ts';
import { askedBy } from './probe-command.ts';

interface Instruction {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** What serves a program that itself speaks over stdio, or programs of another language. */
const OTHERS =
  /\b(?:supergateway|mcp-proxy|mcpo|python3?|uvicorn|gunicorn|uv|nginx|caddy|java|dotnet|php|ruby|httpd|traefik)\b/;
const NODE = /\b(?:node|npm|npx|pnpm|yarn|bun|bunx|deno|tsx|ts-node|pm2|fastmcp)\b/;

/** The instructions of a Dockerfile; one goes on over lines that end with a backslash. */
function instructionsIn(text: string): readonly Instruction[] {
  const found: Instruction[] = [];
  let start = -1;
  let at = 0;
  for (const line of text.split('\n')) {
    const end = at + line.length;
    const isComment = /^\s*#/.test(line);
    if (start < 0 && !isComment && line.trim() !== '') start = at + (line.length - line.trimStart().length);
    if (start >= 0 && !isComment && !/[\\`]\s*$/.test(line)) {
      found.push({ name: /^\w*/.exec(text.slice(start, start + 20))![0].toUpperCase(), start, end });
      start = -1;
    }
    at = end + 1;
  }
  return found;
}

/** Those of the stage that becomes the image, and of those it is built on. */
function lastStage(text: string): readonly Instruction[] {
  const all = instructionsIn(text);
  const froms = all.filter(({ name }) => name === 'FROM');
  const stages = froms.map(({ start, end }, i) => {
    const [, base = '', alias = ''] =
      /^FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(text.slice(start, end)) ?? [];
    const next = froms[i + 1]?.start ?? Infinity;
    return { base, alias, body: all.filter((each) => each.start >= start && each.start < next) };
  });
  const found: Instruction[] = [];
  const seen = new Set<unknown>();
  for (let stage = stages.at(-1); stage && !seen.has(stage);) {
    seen.add(stage);
    found.unshift(...stage.body);
    const { base } = stage;
    stage = stages.find(({ alias }) => alias !== '' && alias === base);
  }
  return found;
}

/** Whether an image runs a program such as ours by itself. */
export function runsProgram(text: string): boolean {
  const stage = lastStage(text);
  const written = (...names: readonly string[]): string =>
    stage
      .filter(({ name }) => names.includes(name))
      .map(({ start, end }) => text.slice(start, end))
      .join('\n');
  const started = written('CMD', 'ENTRYPOINT');
  if (OTHERS.test(started)) return false;
  return NODE.test(started) || NODE.test(written('FROM'));
}

/** `HEALTHCHECK` of the image: the last one holds. */
export function healthcheckIn(text: string): readonly Probe[] {
  if (!text.includes('HEALTHCHECK') || !runsProgram(text)) return [];
  const check = lastStage(text).findLast(({ name }) => name === 'HEALTHCHECK');
  if (!check || /^HEALTHCHECK\s+NONE/i.test(text.slice(check.start, check.end))) return [];
  return [{ ...askedBy(text, check.start, check.end), from: 'docker', within: 'HEALTHCHECK' }];
}
