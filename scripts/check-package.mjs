// Packs the package once and lints the tarball; also proves that packing prints nothing but the file name.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { readFileSync } from 'node:fs';

const dir = mkdtempSync(path.join(tmpdir(), 'mcp-audit-pack-'));
try {
  const printed = execFileSync('npm', ['pack', '--pack-destination', dir], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
  if (!/^mcp-audit-[\w.-]+\.tgz$/.test(printed))
    throw new Error(`npm pack printed more than a file name on stdout:\n${printed}`);
  const tarball = readFileSync(path.join(dir, printed));
  const { messages, pkg } = await publint({
    pack: { tarball: tarball.buffer.slice(tarball.byteOffset, tarball.byteOffset + tarball.byteLength) },
    strict: true,
  });
  for (const message of messages) console.error(formatMessage(message, pkg));
  if (messages.length > 0) process.exitCode = 1;
  else console.log(`${printed}: publint has nothing to say`);
} finally {
  rmSync(dir, { recursive: true, force: true });
}
