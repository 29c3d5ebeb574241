import { describe, expect, it } from 'vitest';

import type { Audit, Finding } from '../../src/engine/audit.ts';
import { github } from '../../src/reporters/github/github.ts';
import { command } from '../../src/reporters/github/command.ts';
import { fc } from '../../src/testing/properties.ts';
import { BROKEN, cli, folder } from '../cli/run.ts';
import { arrays, audit, AUDITS, loaded, NASTY, placeless, tool } from './audits.ts';
import { commandsIn } from './commands.ts';

const env = { root: '/repo/packages/server', repository: '/repo', color: false, links: false, width: 80 };
const render = (each: Audit): string => github.render(each, env);
const annotations = (name: string) => commandsIn(render(AUDITS[name]!));

/** Servers with as many errors, warnings and notes, each on a line of its own. */
const many = (errors: number, warnings: number, notes: number): Audit =>
  audit([
    loaded({
      server: { name: 'big' },
      tools: [
        tool('e', arrays(...Array.from({ length: errors }, (_, i) => `p${i}`))),
        ...Array.from({ length: warnings }, (_, i) => tool(`w${i}`, { description: 'A thing.' })),
        ...Array.from({ length: notes }, (_, i) => tool(`n${i}`, { annotations: undefined })),
      ],
    }),
  ]);

describe('a workflow command', () => {
  it.each([
    [{ title: 'a' }, 'b', '::error title=a::b'],
    [{ title: '50%: a, b' }, '50%: a, b', '::error title=50%25%3A a%2C b::50%25: a, b'],
    [{ title: 'a\r\nb' }, 'a\r\nb', '::error title=a%0D%0Ab::a%0D%0Ab'],
    [
      { title: 't', file: 'a,b:c.ts', line: 1, endLine: 1, col: 2, endColumn: 3 },
      '',
      '::error file=a%2Cb%3Ac.ts,line=1,endLine=1,col=2,endColumn=3,title=t::',
    ],
    [{ title: '' }, '%0A', '::error ::%250A'],
    [{ title: '##[x]' }, '##vso[x]', '::error title=#\\u{23}[x]::#\\u{23}vso[x]'],
    [
      { title: 't' },
      'a\n::stop-commands::x\n  ::error::y',
      '::error title=t::a%0A\\u{3A}:stop-commands::x%0A  \\u{3A}:error::y',
    ],
  ])('%o %s', (properties, text, expected) => expect(command('error', properties, text)).toBe(expected));

  it('is one command with the text given, whatever it holds', () => {
    const hostile = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...NASTY, '%0A::error::x', '%3A,%2C=,='));
    fc.assert(
      fc.property(hostile, hostile, hostile, (title, file, text) => {
        const line = command('warning', { title, file }, text);
        expect(line).not.toMatch(/[\r\n]/);
        const [only, ...more] = commandsIn(line);
        expect(more).toEqual([]);
        expect(only!.name).toBe('warning');
        const said = (written: string): string => written.replaceAll('\\u{3A}', ':').replaceAll('#\\u{23}', '##');
        expect(said(only!.data)).toBe(said(text));
        expect(said(only!.properties['title'] ?? '')).toBe(said(title));
        expect(said(only!.properties['file'] ?? '')).toBe(said(file));
        expect(Object.keys(only!.properties).every((key) => ['title', 'file'].includes(key))).toBe(true);
      }),
    );
  });
});

describe('github', () => {
  it('annotates the lines of findings, the most severe first', () => {
    expect(render(AUDITS['findings']!)).toMatchInlineSnapshot(`
      "::error title=over the limit::The tools and instructions of \`tools\` cost 53 tokens; --max-tokens allows 10.
      ::error file=packages/server/tools.json,line=9,endLine=9,col=11,endColumn=17,title=test-array::\`search\`: \`tags\` is an array of nothing.%0AAdd \`"items": {}\`.%0Ahttps://github.com/mcp-audit/mcp-audit/blob/v0.1.0/rules/test-array/README.md
      ::warning file=packages/server/tools.json,line=20,endLine=20,col=22,endColumn=37,title=test-text::The description of \`run\` is vague: Does a thing.%0ASay what it does.%0ASee packages/server/tools.json:19: the name [run](x).%0Ahttps://github.com/mcp-audit/mcp-audit/blob/v0.1.0/rules/test-text/README.md
      ::notice file=packages/server/tools.json,line=19,endLine=19,col=15,endColumn=20,title=test-safe::\`run\` does not say whether it is safe.%0AAdd \`"annotations": { "readOnlyHint": true }\`.%0Ahttps://github.com/mcp-audit/mcp-audit/blob/v0.1.0/rules/test-safe/README.md
      mcp-audit: checked 2 tools of 1 server with 3 rules: 1 error, 1 warning, 1 note; 0 not checked
      "
    `);
  });

  it('names files from the root of the repository, and those outside it in the text', () => {
    expect(annotations('findings')[1]!.properties['file']).toBe('packages/server/tools.json');
    const [first] = annotations('package');
    expect(first!.properties).toEqual({ title: 'test-array and 1 more finding' });
    expect(first!.data).toMatch(
      /^error: npm:@scope\/shop@2\.1\.0\/dist\/my tools\.js:3: `search`: `tags` is an array of nothing\. \(test-array\)/,
    );
    const above = github.render(AUDITS['findings']!, { ...env, root: '/elsewhere' });
    expect(commandsIn(above)[1]).toMatchObject({ properties: { title: 'test-array' } });
    expect(commandsIn(above)[1]!.data).toContain('/elsewhere/tools.json:9: ');
  });

  it('gives columns only where a range begins and ends on one line', () => {
    for (const name of Object.keys(AUDITS))
      for (const { properties } of annotations(name)) {
        if ('col' in properties) expect(properties['endLine']).toBe(properties['line']);
        if ('endColumn' in properties)
          expect(Number(properties['endColumn'])).toBeGreaterThan(Number(properties['col']));
        if (!('file' in properties)) expect(Object.keys(properties)).toEqual(['title']);
      }
    const [block] = audit([loaded({ tools: [tool('run', { description: 'Does a thing.' })] })]).findings;
    const long = { ...block!, place: { ...block!.place!, end: { line: block!.place!.start.line + 3, column: 9 } } };
    const [only] = commandsIn(render({ ...AUDITS['clean']!, findings: [long] }));
    expect(only!.properties).toEqual({
      file: 'packages/server/tools.json',
      line: '5',
      endLine: '8',
      title: 'test-text',
    });
  });

  it('makes the findings of one line one annotation, by the worst of them', () => {
    const [only, ...more] = commandsIn(
      render(audit([loaded({ tools: [tool('run', { ...arrays('tags'), description: 'A thing.' })] }, 'min.json', 0)])),
    );
    expect(more).toEqual([]);
    expect(only).toEqual({
      name: 'error',
      properties: expect.objectContaining({ line: '1', title: 'test-array and 1 more finding' }) as object,
      data: 'error: `run`: `tags` is an array of nothing. (test-array) Add `"items": {}`.\nwarning: The description of `run` is vague: A thing. (test-text) Say what it does.',
    });
  });

  it('says whose they are where servers share a line', () => {
    const of = (name: string) => loaded({ server: { name }, tools: [tool('a', arrays('x'))] }, 'tools.json', 0);
    const [only] = commandsIn(render(audit(['one', 'two', 'three', 'four', 'five'].map(of))));
    expect(only!.properties['title']).toBe('test-array and 4 more findings');
    expect(only!.data).toBe(
      'error: `a`: `x` is an array of nothing. (test-array) Add `"items": {}`. In one, two, three and 2 more.',
    );
  });

  it('has findings without a place by their tool, and without a file', () => {
    const server = placeless(loaded({ tools: [tool('a', arrays('x', 'y')), tool('b', arrays('z'))] }));
    expect(commandsIn(render(audit([server]))).map(({ properties }) => properties)).toEqual([
      { title: 'test-array and 1 more finding' },
      { title: 'test-array' },
    ]);
  });

  it('leaves out what is suppressed, and what is not to be shown', () => {
    expect(annotations('suppressed').map(({ name, data }) => `${name} ${data.split('\n')[0]!}`)).toEqual([
      'error `a`: `y` is an array of nothing.',
    ]);
    expect(annotations('min severity').map(({ properties }) => properties['title'])).toEqual(['test-array']);
  });

  it.each([
    ['failed', ['error · broken: not evaluated · broken: the server exited with code 1 before it answered.']],
    [
      'mixed',
      [
        'error · half: audited only in part · half: the list goes on: `nextCursor` is set and the next page is not here.',
        'error · broken: not evaluated · broken: the server exited with code 1 before it answered.',
        'error · packages/server/one.json · test-array · `a`: `x` is an array of nothing.',
      ],
    ],
    ['empty', ['error · tools: not evaluated · tools: the server lists no tools.']],
    ['failed with a place', ['error · packages/server/bad.json · bad: not evaluated · bad: not valid JSON.']],
    [
      'over the limit',
      ['warning · over the limit · The tools and instructions of `tools` cost 26 tokens; --max-tokens allows 10.'],
    ],
    ['opaque', ['error · packages/server/tools.json · not checked · a: not checked: a \\u{1B}[31mcall.']],
    ['nothing', []],
  ])('says what was not audited: %s', (name, expected) => {
    const said = annotations(name).map(({ name: level, properties: { title, file }, data }) =>
      [level, file, title, data.split('\n')[0]].filter(Boolean).join(' · '),
    );
    expect(said).toEqual(expected);
  });

  it.each([
    [10, 10, 10, ''],
    [11, 0, 0, '1 error'],
    [0, 25, 3, '15 warnings'],
    [12, 11, 10, '2 errors, 1 warning, 1 note'],
    [0, 0, 11, '2 notes'],
  ])('keeps to what GitHub shows of a step: %i errors, %i warnings, %i notes', (errors, warnings, notes, left) => {
    const text = render(many(errors, warnings, notes));
    const all = commandsIn(text);
    const count = (level: string): number => all.filter(({ name }) => name === level).length;
    expect(count('error')).toBe(Math.min(errors, 10));
    expect(count('warning')).toBe(Math.min(warnings, 10));
    expect(count('notice')).toBeLessThanOrEqual(10);
    expect(all.map(({ name }) => name)).toEqual(
      ['error', 'warning', 'notice'].flatMap((level) => Array<string>(count(level)).fill(level)),
    );
    const last = text.trimEnd().split('\n').at(-1)!;
    if (left === '') expect(last).toMatch(/^mcp-audit: checked /);
    else expect(commandsIn(last)[0]!.data).toContain(`\nNot annotated: ${left}. `);
  });

  it('keeps a message below what GitHub cuts', () => {
    const names = Array.from({ length: 300 }, (_, i) => `parameter_${i}`);
    const [only] = commandsIn(render(audit([loaded({ tools: [tool('a', arrays(...names))] }, 'min.json', 0)])));
    expect(only!.data.length).toBeLessThan(4_096);
    expect(only!.data).toMatch(/\n… and \d+ more$/);
    expect(only!.properties['title']).toBe('test-array and 299 more findings');
  });

  it.each(Object.keys(AUDITS))('holds no command but annotations, each of them ours: %s', (name) => {
    const text = render(AUDITS[name]!);
    const lines = text.trimEnd().split('\n');
    const all = commandsIn(text);
    expect(all.length).toBeGreaterThanOrEqual(lines.length - 1);
    for (const { name: level, data, properties } of all) {
      expect(['error', 'warning', 'notice']).toContain(level);
      expect(data).not.toMatch(/^\s*::|##(?:vso|teamcity)?\[/im); // a runner prints it line by line
      expect(properties['title']).not.toMatch(/##(?:vso|teamcity)?\[/i);
    }
  });

  it('has the counts of the audit in its last line', () => {
    const findings: Finding[] = many(3, 2, 1).findings.map((each) => ({ ...each }));
    expect(findings).toHaveLength(6);
    expect(
      render(many(3, 2, 1))
        .trimEnd()
        .split('\n')
        .at(-1),
    ).toBe('mcp-audit: checked 4 tools of 1 server with 3 rules: 3 errors, 2 warnings, 1 note; 0 not checked');
  });
});

describe('-f github', () => {
  const cwd = folder({ 'repo/.git/HEAD': '', 'repo/packages/shop/tools.json': BROKEN });
  const shop = `${cwd}/repo/packages/shop`;

  it('stands in the log beside what people read, and nothing else does', async () => {
    const both = await cli(['tools.json', '-f', 'terminal', '-f', 'github'], { cwd: shop });
    expect(both.code).toBe(1);
    expect(both.stdout).toContain('FAIL  checked 1 tool');
    expect(commandsIn(both.stdout)[0]!.properties).toMatchObject({ file: 'packages/shop/tools.json', line: '10' });
    const refused = await cli(['tools.json', '-f', 'json', '-f', 'github'], { cwd: shop });
    expect(refused.stderr).toContain('json and github would both go to stdout');
  });

  it('leaves out what is below --min-severity, which the exit code does not know', async () => {
    const { code, stdout } = await cli(['tools.json', '-f', 'github', '--min-severity', 'error', '--fail-on', 'info'], {
      cwd: shop,
    });
    expect(code).toBe(1);
    expect(commandsIn(stdout).map(({ name }) => name)).toEqual(['error']);
  });

  it.each(['sarif', 'gitlab'])('needs no file, as %s does', async (format) => {
    const { code, stderr } = await cli(['-f', format, '--', 'node', 'server.js'], { cwd: shop });
    expect(code).toBe(2);
    expect(stderr).toContain('needs a file for every finding, and the running server `node server.js` has none');
    expect(stderr).toContain(`then \`mcp-audit tools.json -f ${format}\``);
  });
});
