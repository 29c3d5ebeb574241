import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';

import { artifactOf } from '../../src/reporters/sarif/location.ts';
import { plain, type Run } from '../../src/reporters/sarif/format.ts';
import { sarif } from '../../src/reporters/sarif/sarif.ts';
import { UNSAFE } from '../../src/text/printable.ts';
import { AUDITS, rules } from './audits.ts';

const env = { root: '/repo', color: true, links: true, width: 80 };
const schema = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('@microsoft/sarif-multitool-linux/sarif-2.1.0.json'), 'utf8'),
) as object;
const validate = formats.default(new Ajv2020({ allErrors: true, strict: false })).compile(schema);
const runs = (name: string): Run[] => (JSON.parse(sarif.render(AUDITS[name]!, env)) as { runs: Run[] }).runs;

describe('sarif', () => {
  it.each(Object.keys(AUDITS))('is SARIF 2.1.0: %s', (name) => {
    validate(JSON.parse(sarif.render(AUDITS[name]!, env)));
    expect(validate.errors).toBeNull();
  });

  it.each(Object.keys(AUDITS))('has what GitHub asks for: %s', (name) => {
    const all = runs(name);
    expect(new Set(all.map(({ automationDetails }) => automationDetails.id)).size).toBe(all.length);
    for (const { results, tool } of all) {
      const listed = tool.driver['rules'] as { id: string }[];
      expect(listed.map(({ id }) => id)).toEqual(rules.map(({ meta }) => meta.id).toSorted());
      for (const { ruleId, ruleIndex, locations, message } of results) {
        expect(listed[ruleIndex]!.id).toBe(ruleId);
        expect(locations).toHaveLength(1);
        expect(locations[0]!.physicalLocation!.artifactLocation.uri).toMatch(/^[\w%./:~-]+$/);
        expect(message.text).not.toMatch(/(?<!\\)\]\((?!\d+\))/);
      }
    }
    expect(sarif.render(AUDITS[name]!, env).replaceAll('\n', '').match(UNSAFE)).toBeNull();
  });

  it('has one run for each server, and says of each how it went', () => {
    expect(
      runs('mixed').map(({ automationDetails, invocations: [call], results }) => [
        automationDetails.id,
        call!.executionSuccessful,
        call!.exitCode,
        call!.toolExecutionNotifications.map(({ level, descriptor }) => `${level} ${descriptor.id}`),
        results.length,
      ]),
    ).toEqual([
      ['mcp-audit/one/', true, 2, [], 1],
      ['mcp-audit/half/', false, 2, ['warning partial', 'note unchecked'], 0],
      ['mcp-audit/broken/', false, 2, ['error not-evaluated'], 0],
    ]);
    expect(runs('failed')[0]!.invocations[0]!.toolExecutionNotifications[0]!.message.text).toBe(
      "broken: the server exited with code 1 before it answered.\nRun `node server.js` on its own to see why.\nError: Cannot find module 'x'\n  at load (a.js:1)",
    );
  });

  it('points at the place, with the address beside it', () => {
    const [first] = runs('findings')[0]!.results;
    expect(first).toMatchObject({
      ruleId: 'test-array',
      level: 'error',
      message: { text: '`search`: `tags` is an array of nothing. Add `"items": {}`.' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'tools.json', uriBaseId: '%SRCROOT%' },
            region: { startLine: 9, startColumn: 11, endLine: 9, endColumn: 17 },
          },
          logicalLocations: [
            {
              name: 'items',
              fullyQualifiedName: 'mcp:tools/tools/search#/inputSchema/properties/tags/items',
              kind: 'property',
            },
          ],
        },
      ],
    });
    expect(Object.keys(first!.partialFingerprints)).toEqual(['mcpAudit/v1']);
  });

  it('tells findings apart that share one line', () => {
    for (const name of ['anchored', 'placeless', 'stdin']) {
      const hashes = runs(name)[0]!.results.map(
        ({ partialFingerprints }) => partialFingerprints['primaryLocationLineHash'],
      );
      expect(hashes.every((hash) => /^[0-9a-f]{32}:1$/.test(hash!))).toBe(true);
      expect(new Set(hashes).size).toBe(hashes.length);
    }
    expect(runs('anchored')[0]!.results[0]!.locations[0]!.physicalLocation).toEqual({
      artifactLocation: { uri: 'src/my%20server.ts', uriBaseId: '%SRCROOT%' },
      region: { startLine: 3 },
    });
    expect(runs('stdin')[0]!.results[0]!.locations[0]!.physicalLocation).toEqual({
      artifactLocation: { uri: '%3Cstdin%3E', uriBaseId: '%SRCROOT%' },
    });
  });

  it('links to what is related', () => {
    const { message, relatedLocations } = runs('findings')[0]!.results.find(({ ruleId }) => ruleId === 'test-text')!;
    expect(message.text).toBe(
      'The description of `run` is vague: Does a thing. See also [the name \\[run\\](x)](1). Say what it does.',
    );
    expect(relatedLocations).toMatchObject([{ id: 1, message: { text: 'the name [run\\](x)' } }]);
  });

  it('keeps what is suppressed; all results of a run have suppressions or none has', () => {
    expect(runs('suppressed')[0]!.results.map(({ suppressions }) => suppressions)).toEqual([
      [{ kind: 'inSource', status: 'accepted', justification: 'a [link\\](x) | ok, until 2030-01-01' }],
      [],
      [{ kind: 'external', status: 'accepted', justification: 'in the baseline' }],
    ]);
    expect(runs('findings')[0]!.results.some(({ suppressions }) => suppressions)).toBe(false);
  });

  it('describes each rule, and marks safety rules for GitHub', () => {
    const listed = runs('clean')[0]!.tool.driver['rules'] as { id: string; properties: object; helpUri: string }[];
    expect(listed.find(({ id }) => id === 'test-safe')!.properties).toEqual({
      tags: ['mcp', 'safety', 'security'],
      'problem.severity': 'recommendation',
      'security-severity': '2.0',
    });
    expect(listed.find(({ id }) => id === 'test-array')).toMatchObject({
      name: 'TestArray',
      properties: { tags: ['mcp', 'schema'], precision: 'very-high', 'problem.severity': 'error' },
    });
  });

  it.each([
    ['tools.json', { uri: 'tools.json', uriBaseId: '%SRCROOT%' }],
    ['./a b/c#d?e%.json', { uri: 'a%20b/c%23d%3Fe%25.json', uriBaseId: '%SRCROOT%' }],
    ['日本.json', { uri: '%E6%97%A5%E6%9C%AC.json', uriBaseId: '%SRCROOT%' }],
    ['/repo/src/x.ts', { uri: 'src/x.ts', uriBaseId: '%SRCROOT%' }],
    ['/other/x y.ts', { uri: 'file:///other/x%20y.ts' }],
    ['../x.ts', { uri: 'file:///x.ts' }],
    ['C:/src/x.ts', { uri: 'file:///C:/src/x.ts' }],
    ['a:b.json', { uri: 'a%3Ab.json', uriBaseId: '%SRCROOT%' }],
    ['lone\uD800.json', { uri: 'lone%EF%BF%BD.json', uriBaseId: '%SRCROOT%' }],
  ])('writes %j as a URI', (file, expected) => expect(artifactOf(file, { root: '/repo' })).toEqual(expected));

  it('names files from the root of the repository', () =>
    expect(artifactOf('src/a.ts', { root: '/repo/packages/x', repository: '/repo' }).uri).toBe('packages/x/src/a.ts'));

  it('leaves no link in text by strangers', () =>
    expect(plain('see [x](https://evil.example)')).toBe('see [x\\](https://evil.example)'));
});
