// Packs the package once and lints the tarball: publint on what package.json says, attw on what TypeScript finds by it. Also
// proves that packing prints nothing but the file name. With a tarball as argument that one is linted.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

const dir = mkdtempSync(path.join(tmpdir(), 'mcp-audit-pack-'));
try {
  const file = process.argv[2] ?? pack();
  const tarball = readFileSync(file);
  const { messages, pkg } = await publint({
    pack: { tarball: tarball.buffer.slice(tarball.byteOffset, tarball.byteOffset + tarball.byteLength) },
    strict: true,
  });
  for (const message of messages) console.error(formatMessage(message, pkg));
  if (messages.length > 0) process.exitCode = 1;
  const attw = ['node_modules/@arethetypeswrong/cli/dist/index.js', file, '--profile', 'esm-only'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...attw, '--format', 'ascii', '--no-color'], {
    encoding: 'utf8',
  });
  if (status !== 0) {
    console.error(stdout + stderr);
    process.exitCode = 1;
  }
  const size = `${(tarball.byteLength / 1e6).toFixed(2)} MB`;
  if (!process.exitCode) console.log(`${path.basename(file)}, ${size}: publint and attw have nothing to say`);
} finally {
  rmSync(dir, { recursive: true, force: true });
}

function pack() {
  const printed = execFileSync('npm', ['pack', '--pack-destination', dir], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
  if (!/^mcp-audit-[\w.-]+\.tgz$/.test(printed))
    throw new Error(`npm pack printed more than a file name on stdout:\n${printed}`);
  return path.join(dir, printed);
}
