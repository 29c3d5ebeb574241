import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Writes name, version and licence text of every package of which esbuild took something into the bundle. */
export function writeNotices(metafile, file) {
  const packages = new Set(
    Object.keys(metafile.inputs).flatMap(
      (input) => /^(?:[a-z-]+:)?(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? [],
    ),
  );
  packages.add('node_modules/gpt-tokenizer'); // its table comes in through packed-table.mjs
  const sections = [...packages].toSorted().map(notice);
  writeFileSync(
    file,
    `mcp-audit contains code or data of these packages.\n\n${sections.join(`\n${'-'.repeat(80)}\n\n`)}`,
  );
}

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const licence = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!licence || !existsSync(path.join(folder, licence)))
    throw new Error(`${name} ${version} is bundled and has no licence file`);
  return `${name} ${version} (${license})\n\n${readFileSync(path.join(folder, licence), 'utf8').trim()}\n`;
}
