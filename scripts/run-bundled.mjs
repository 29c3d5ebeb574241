// Runs a TypeScript program of ours as users run the command, bundled: loaded file by file, every import costs.
//   node scripts/run-bundled.mjs FILE [ARGUMENT …]
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { bundle } from './bundle.mjs';

const cache = 'node_modules/.cache'; // inside, so that what is not bundled is found
mkdirSync(cache, { recursive: true });
const dir = mkdtempSync(path.join(cache, 'bundled-'));
const [entry] = process.argv.splice(2, 1); // the program finds its own arguments where it looks for them
try {
  await bundle({ entryPoints: { program: entry }, outdir: dir });
  await import(pathToFileURL(path.resolve(dir, 'program.js')).href);
} finally {
  rmSync(dir, { recursive: true, force: true });
}
