import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';

import type { Audit } from '../../src/engine/audit.ts';
import { junit } from '../../src/reporters/junit/junit.ts';
import { element, escaped } from '../../src/reporters/junit/xml.ts';
import { fc } from '../../src/testing/properties.ts';
import { arrays, audit, AUDITS, loaded, NASTY, tool } from './audits.ts';

const env = { root: '/repo/packages/server', repository: '/repo', color: false, links: false, width: 80 };
const render = (each: Audit): string => junit.render(each, env);

/** An element as it was read: its attributes under `:@`, its children in their order under its name. */
type Node = Readonly<Record<string, unknown>>;
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: false,
});
const nameOf = (node: Node): string => Object.keys(node).find((key) => key !== ':@')!;
const attributesOf = (node: Node): Readonly<Record<string, string>> =>
  (node[':@'] ?? {}) as Readonly<Record<string, string>>;
const childrenOf = (node: Node): readonly Node[] =>
  (node[nameOf(node)] as Node[]).filter((each) => nameOf(each) !== '#text');
const textOf = (node: Node): string =>
  (node[nameOf(node)] as Node[]).map((each) => (each['#text'] as string | undefined) ?? '').join('');
const read = (xml: string): Node => (parser.parse(xml) as Node[]).find((each) => nameOf(each) === 'testsuites')!;

/** What junit-10.xsd of jenkinsci/xunit-plugin allows, as far as we write it. */
const SCHEMA: Readonly<Record<string, { required: string[]; optional: string[]; children: string[]; text?: boolean }>> =
  {
    testsuites: { required: [], optional: ['name', 'time', 'tests', 'failures', 'errors'], children: ['testsuite'] },
    testsuite: {
      required: ['name', 'tests', 'failures', 'errors'],
      optional: ['group', 'time', 'skipped', 'timestamp', 'hostname', 'id', 'package', 'file', 'log', 'url'],
      children: ['testsuite', 'properties', 'testcase', 'system-out', 'system-err'],
    },
    testcase: {
      required: ['name'],
      optional: ['time', 'classname', 'group'],
      children: ['skipped', 'error', 'failure', 'system-out', 'system-err'],
    },
    failure: { required: [], optional: ['type', 'message'], children: [], text: true },
    error: { required: [], optional: ['type', 'message'], children: [], text: true },
    skipped: { required: [], optional: ['type', 'message'], children: [], text: true },
    'system-out': { required: [], optional: [], children: [], text: true },
  };
const TIME = /^(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?$/;

function hold(node: Node): void {
  const { required, optional, children, text } = SCHEMA[nameOf(node)]!;
  const attributes = attributesOf(node);
  expect(Object.keys(attributes)).toEqual(expect.arrayContaining(required));
  for (const key of Object.keys(attributes)) expect([...required, ...optional]).toContain(key);
  if (attributes['time'] !== undefined) expect(attributes['time']).toMatch(TIME);
  if (!text) expect(textOf(node).trim()).toBe('');
  for (const child of childrenOf(node)) {
    expect(children).toContain(nameOf(child));
    hold(child);
  }
}

/** `class › name: outcome` of every case. */
const cases = (each: Audit): string[] =>
  childrenOf(read(render(each))).flatMap((suite) =>
    childrenOf(suite).map((one) => {
      const { classname, name } = attributesOf(one);
      const ended = childrenOf(one).map((child) =>
        [nameOf(child), attributesOf(child)['message'] ?? textOf(child).split('\n')[0]].join(' '),
      );
      return [`${classname} › ${name}`, ...ended].join(': ');
    }),
  );

describe('junit', () => {
  it.each(Object.keys(AUDITS))('is XML, and what the schema of Jenkins allows: %s', (name) => {
    const xml = render(AUDITS[name]!);
    expect(XMLValidator.validate(xml)).toBe(true);
    const root = read(xml);
    hold(root);
    const suites = childrenOf(root);
    const count = (nodes: readonly Node[], outcome: string): number =>
      nodes.filter((one) => childrenOf(one).some((child) => nameOf(child) === outcome)).length;
    for (const suite of suites) {
      const all = childrenOf(suite);
      expect(attributesOf(suite)).toMatchObject({
        tests: String(all.length),
        failures: String(count(all, 'failure')),
        errors: String(count(all, 'error')),
        skipped: String(count(all, 'skipped')),
      });
      const names = all.map((one) => `${attributesOf(one)['classname']}\0${attributesOf(one)['name']}`);
      expect(new Set(names).size).toBe(names.length); // GitLab keeps the first of a name
    }
    const sum = (key: string): number => suites.reduce((all, suite) => all + Number(attributesOf(suite)[key]), 0);
    for (const key of ['tests', 'failures', 'errors']) expect(Number(attributesOf(root)[key])).toBe(sum(key));
  });

  it('counts what else a rule says of a tool', () =>
    expect(cases(audit([loaded({ tools: [tool('a', arrays('u', 'v', 'x', 'y', 'z'))] })])).join()).toContain(
      '(and 4 more)',
    ));

  it('has a case for each rule that speaks of a tool, and one for a tool without findings', () => {
    expect(cases(AUDITS['clean']!)).toEqual(['tidy › get_page: no findings', 'tidy › list_pages: no findings']);
    const [a, b] = [tool('a', arrays('x', 'y')), tool('b', { annotations: undefined, description: 'A thing.' })];
    expect(cases(audit([loaded({ server: { name: 'shop' }, tools: [a, b, tool('c')] })]))).toEqual([
      'shop › a: test-array: failure `x` is an array of nothing. (and 1 more)',
      'shop › b: test-safe: system-out packages/server/tools.json:25:15: note: `b` does not say whether it is safe.',
      'shop › b: test-text: system-out packages/server/tools.json:26:22: warning: The description of `b` is vague: A thing.',
      'shop › c: no findings',
    ]);
  });

  it('says where, what to do and where to read on', () => {
    expect(render(AUDITS['min severity']!)).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="mcp-audit" tests="2" failures="1" errors="0" time="0">
        <testsuite name="tools" tests="2" failures="1" errors="0" skipped="0" time="0">
          <testcase classname="tools" name="run: test-safe" time="0"><system-out>packages/server/tools.json:4:15: note: \`run\` does not say whether it is safe.
      Add \`&quot;annotations&quot;: { &quot;readOnlyHint&quot;: true }\`.
      https://github.com/mcp-audit/mcp-audit/blob/v0.1.0/rules/test-safe/README.md</system-out></testcase>
          <testcase classname="tools" name="run: test-array" time="0"><failure type="error" message="\`tags\` is an array of nothing.">packages/server/tools.json:9:11: error: \`tags\` is an array of nothing.
      Add \`&quot;items&quot;: {}\`.
      https://github.com/mcp-audit/mcp-audit/blob/v0.1.0/rules/test-array/README.md</failure></testcase>
        </testsuite>
      </testsuites>
      "
    `);
  });

  it('fails what fails the run', () => {
    const of = (failOn: 'error' | 'warning' | 'info' | 'never'): number =>
      cases(
        audit([loaded({ tools: [tool('a', { ...arrays('x'), description: 'A thing.', annotations: undefined })] })], {
          failOn,
        }),
      ).filter((each) => each.includes(': failure ')).length;
    expect([of('never'), of('error'), of('warning'), of('info')]).toEqual([1, 1, 2, 3]);
  });

  it('skips what is suppressed, with the reason', () => {
    expect(cases(AUDITS['suppressed']!)).toEqual([
      'tools › a: test-array: failure `y` is an array of nothing.: system-out silenced by a comment until 2030-01-01: a [link](x) | ok: `x` is an array of nothing.',
      'tools › b: test-safe: skipped in the baseline: `b` does not say whether it is safe.',
    ]);
  });

  it.each([
    ['failed', ['broken › the server: not evaluated: error broken: the server exited with code 1 before it answered.']],
    ['empty', ['tools › the server: not evaluated: error tools: the server lists no tools.']],
    [
      'partial',
      [
        'half › the server: audited whole: error half: the list goes on: `nextCursor` is set and the next page is not here.',
        'half › a: test-array: failure `x` is an array of nothing.',
      ],
    ],
    ['opaque', ['holes › a: everything checked: error a: not checked: a \\u{1B}[31mcall.', 'holes › a: no findings']],
    [
      'over the limit',
      [
        'tools › the server: within the limits: failure The tools and instructions of `tools` cost 26 tokens; --max-tokens allows 10.',
        'tools › a: no findings',
      ],
    ],
    ['nothing', []],
  ])('says what was not audited: %s', (name, expected) => expect(cases(AUDITS[name]!)).toEqual(expected));

  it('holds any text', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        ...NASTY,
        ']]>',
        '<![CDATA[',
        '&#0;',
        '&amp;',
        '\uFFFE\uFFFF',
        '\u0000',
        '\uD800',
        '\u{1FFFE}',
        '<!--',
        '-->',
      ),
    );
    const allowed = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
    const kept = (text: string): string =>
      text
        .replace(allowed, (char) => `\\u{${char.codePointAt(0)!.toString(16).toUpperCase()}}`)
        .replace(/\r\n?/g, '\n');
    fc.assert(
      fc.property(texts, texts, (attribute, text) => {
        const xml = `<?xml version="1.0"?><testsuites>${element('failure', { message: attribute }, [escaped(text)])}</testsuites>`;
        expect(XMLValidator.validate(xml)).toBe(true);
        expect(xml).not.toMatch(allowed);
        const [failure] = childrenOf(read(xml));
        expect(textOf(failure!).replace(/\r\n?/g, '\n')).toBe(kept(text));
        expect(attributesOf(failure!)['message']).toBe(kept(attribute).replace(/[\r\n\t]+/g, ' '));
      }),
    );
  });
});
