import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import type { Region, Run } from '../../src/reporters/sarif/format.ts';
import { fc } from '../../src/testing/properties.ts';
import { cli, folder } from '../cli/run.ts';

const FIXTURE = path.resolve(import.meta.dirname, '../fixtures/moved');
type Files = Readonly<Record<string, string>>;
const FILES: Files = Object.fromEntries(
  (readdirSync(FIXTURE, { recursive: true }) as string[])
    .filter((name) => /\.(?:ts|json)$/.test(name))
    .map((name) => [name.replaceAll('\\', '/'), readFileSync(path.join(FIXTURE, name), 'utf8')]),
);

/** What identifies a result, and what stands where it points. */
interface Pointed {
  readonly identity: string;
  readonly file: string;
  readonly text: string;
}

async function audited(files: Files, more: Files = {}): Promise<Pointed[]> {
  const { code, stdout } = await cli(['.', '-f', 'sarif', '--fail-on', 'never'], {
    cwd: folder({ ...files, ...more }),
  });
  expect(code).toBe(0);
  const { runs } = JSON.parse(stdout) as { runs: Run[] };
  return runs
    .flatMap(({ results }) => results)
    .map(({ ruleId, partialFingerprints, locations: [at], suppressions = [] }) => {
      const { artifactLocation, region } = at!.physicalLocation!;
      return {
        identity: `${ruleId} ${JSON.stringify(partialFingerprints)} ${at!.logicalLocations![0]!.fullyQualifiedName}${suppressions.length > 0 ? ' suppressed' : ''}`,
        file: artifactLocation.uri,
        text: pointedAt(files[artifactLocation.uri]!, region!),
      };
    })
    .toSorted((a, b) => (a.identity < b.identity ? -1 : 1));
}

/** The text of a region, without what a formatter changes. */
function pointedAt(source: string, { startLine, startColumn, endLine, endColumn }: Region): string {
  const lines = source.split(/\r\n|\n/).slice(startLine - 1, endLine);
  const [first, last] = [lines[0]!, lines.at(-1)!];
  const cut = [...lines];
  cut[cut.length - 1] = last.slice(0, endColumn! - 1);
  cut[0] = (cut.length === 1 ? cut[0]! : first).slice(startColumn! - 1);
  return cut
    .filter((line) => !/^\s*(?:\/\/ moved|\/\* moved \*\/)?\s*$/.test(line))
    .join(' ')
    .replace(/\s+/g, '')
    .replace(/,(?=[)\]}])/g, '');
}

/** A file as its blocks: what stands between empty lines. */
const blocksOf = (source: string): string[] => source.trimEnd().split(/\n\n/);
const isTool = (block: string): boolean => /^ {2}server\.registerTool\(/m.test(block);

/** A change that no result is about. */
type Move = (source: string, number: () => number) => string;
const NOISE = ['', '// moved', '  /* moved */', '\t// moved'];
const MOVES: Readonly<Record<string, Move>> = {
  'lines between others': (source, number) =>
    source
      .split('\n')
      .flatMap((line, i, all) =>
        /^#!|mcp-audit-disable/.test(all[i - 1] ?? '#!') || number() % 4 > 0
          ? [line]
          : [...Array.from({ length: 1 + (number() % 3) }, () => NOISE[number() % NOISE.length]!), line],
      )
      .join('\n'),
  'tools in another order': (source, number) => {
    const blocks = blocksOf(source);
    const [first, last] = [blocks.findIndex(isTool), blocks.findLastIndex(isTool)];
    if (first < 0) return source;
    const own = blocks.slice(first, last + 1);
    // the last block ends the function as well, and the first begins it
    const head = own[0]!.match(/^(?:export function [^\n]*\n)?/)![0];
    const tail = own.at(-1)!.endsWith('\n}') ? '\n}' : '';
    const tools = own.map((block) => block.slice(block === own[0] ? head.length : 0));
    tools[tools.length - 1] = tools.at(-1)!.slice(0, tools.at(-1)!.length - tail.length);
    const keyed = tools.map((tool) => ({ tool, key: number() })).toSorted((a, b) => a.key - b.key);
    const mixed = keyed.map(({ tool }) => tool).join('\n\n');
    return `${[...blocks.slice(0, first), `${head}${mixed}${tail}`, ...blocks.slice(last + 1)].join('\n\n')}\n`;
  },
  'other indentation': (source, number) =>
    source.replace(/^(?: {2})+/gm, (indent) => ['\t', '    ', ' '][number() % 3]!.repeat(indent.length / 2)),
  'line ends of Windows': (source) => source.replaceAll('\n', '\r\n'),
  'calls on one line': (source) =>
    source.replace(/server\.registerTool\([^]*?\n {2}\);/g, (call) =>
      call.replace(/\n\s*/g, ' ').replace(/, ([)}])/g, ' $1'),
    ),
  'schemas on lines of their own': (source) =>
    source.replace(
      /inputSchema: \{ ([^}]*) \}/g,
      (_, fields: string) => `inputSchema: {\n${fields.split(/, (?=\w+(?:[:,]|$))/).join(',\n')},\n}`,
    ),
};

describe('a result in SARIF from source', () => {
  const original = audited(FILES);

  it('is there for every kind of place', async () => {
    const all = await original;
    expect(new Set(all.map(({ file }) => file)).size).toBe(5);
    expect(all.length).toBeGreaterThan(40);
    expect(all.filter(({ identity }) => identity.endsWith('suppressed'))).toHaveLength(1);
  });

  it.each(Object.entries(MOVES))('keeps its fingerprints and follows its line: %s', async (name, move) => {
    const expected = await original;
    // of an object on several lines its key is pointed at
    const pointed = ({ text, ...each }: Pointed): Pointed =>
      name.startsWith('schemas') && /^(?:inputSchema|\{.*\})$/.test(text) ? { ...each, text: '' } : { ...each, text };
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat(1_000)), async (stream) => {
        const number = (): number => stream.next().value as number;
        const moved = Object.fromEntries(
          Object.entries(FILES).map(([file, text]) => [file, file.endsWith('.ts') ? move(text, number) : text]),
        );
        expect(moved).not.toEqual(FILES);
        expect((await audited(moved)).map(pointed)).toEqual(expected.map(pointed));
      }),
      { numRuns: 8 },
    );
  });

  it('keeps them when everything moves at once', async () => {
    const expected = await original;
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat(1_000)), async (stream) => {
        const number = (): number => stream.next().value as number;
        const order = ['tools in another order', 'other indentation', 'lines between others', 'line ends of Windows'];
        const moved = Object.fromEntries(
          Object.entries(FILES).map(([name, text]) => [
            name,
            name.endsWith('.ts') ? order.reduce((so, each) => MOVES[each]!(so, number), text) : text,
          ]),
        );
        expect(await audited(moved)).toEqual(expected);
      }),
      { numRuns: 8 },
    );
  });

  it('keeps the others when a tool comes or goes', async () => {
    const without = {
      ...FILES,
      'src/mail.ts': FILES['src/mail.ts']!.replace(/\n {2}server\.registerTool\(\n {4}'mail_list'[^]*?\n {2}\);\n/, ''),
    };
    expect(without['src/mail.ts']).not.toContain('mail_list');
    const before = (await original).filter(({ identity }) =>
      /tools\/(?:delete_order|orderStatus|find_orders)#/.test(identity),
    );
    const after = (await audited(without)).map(({ identity }) => identity);
    expect(before.length).toBeGreaterThan(8);
    for (const { identity } of before) expect(after).toContain(identity);
  });
});
