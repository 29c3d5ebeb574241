import { describe, expect, it } from 'vitest';

import type { Report } from '../../src/reporters/json/contract.ts';
import { json } from '../../src/reporters/json/json.ts';
import { markdown } from '../../src/reporters/markdown/markdown.ts';
import type { Run } from '../../src/reporters/sarif/format.ts';
import { sarif } from '../../src/reporters/sarif/sarif.ts';
import { terminal } from '../../src/reporters/terminal/terminal.ts';
import { AUDITS } from './audits.ts';

const env = { root: '/repo', color: false, links: false, width: 80 };

describe('a server read from its source', () => {
  it('in the terminal', () => {
    expect(terminal.render(AUDITS['source']!, env).split('\n\ncontext')[0]).toMatchInlineSnapshot(`
      "── shop 2.1.0 · at least 2 tools · source, 2 files ─────────────────────────────
         read as @modelcontextprotocol/sdk 1.29.0 (installed), zod 3.25.76 (from the
         lock file)

      search
        error    \`tags\` is an array of nothing.  test-array
                 src/tools.ts:3:84
               3 │ …ches a thing.', inputSchema: { tags: z.array() } }, run);
                 │                                 ^^^^
                 help: Add \`"items": {}\`.
        warning  The description of \`search\` is vague: Searches a thing.  test-text
                 src/tools.ts:3:48
               3 │ …search', { description: 'Searches a thing.', inputSchema: { tags:…
                 │                          ^^^^^^^^^^^^^^^^^^^
                 see src/tools.ts:3:23: the name [search](x)
                 help: Say what it does.

      drop
        note     \`drop\` does not say whether it is safe.  test-safe
                 src/tools.ts:4:46
               4 │ if (process.env.ADMIN) server.registerTool('drop', { description: …
                 │                                            ^^^^^^
                 help: Add \`"annotations": { "readOnlyHint": true }\`.

      listed only sometimes: 1 tool
        src/tools.ts:4:46: drop, if process.env.ADMIN

      not always the same: 1 part
        src/tools.ts:3:48: search#/description, if the language | \`set\`

      not checked: 2 parts
        src/tools.ts:4:46: drop#/inputSchema: a call of \`shape\`, which is not read
        src/tools.ts:5:38: a tool whose name could not be read: names() is not known"
    `);
  });
  it('the terminal links to files of this machine only', () => {
    const linked = { ...env, links: true };
    expect(terminal.render(AUDITS['source']!, linked)).toContain('file:///repo/src/tools.ts');
    const shown = terminal.render(AUDITS['package']!, linked);
    expect(shown).toContain('npm:@scope/shop@2.1.0/dist/my tools.js:3:84');
    expect(shown).not.toContain('file://');
  });
  it('in Markdown', () => {
    expect(markdown.render(AUDITS['source']!, env).split('### `shop`')[0]).toMatchInlineSnapshot(`
      "## ❌ mcp-audit: failed

      Checked 2 tools of 1 server with 3 rules: at least 1 error, 1 warning, 1 note; 2 parts not checked.

      | server | status | score | tools | errors | warnings | notes | tokens (o200k_base) |
      | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |
      | \`shop\` | audited |  | at least 2 | 1 | 1 | 1 | at least 54 |

      \`shop\`: source, 2 files; read as \`@modelcontextprotocol/sdk 1.29.0\` (installed), \`zod 3.25.76\` (from the lock file)

      - tokens in the model's view: at least **54**: names 10 · descriptions 12 · input schemas 32
      - instructions 0, the whole listing at least 62, with annotations 8

      "
    `);
    expect(markdown.render(AUDITS['source']!, env)).toContain('- `drop` (`src/tools.ts:4`), if `process.env.ADMIN`');
  });
  it('in JSON', () => {
    const [server] = (JSON.parse(json.render(AUDITS['source']!, env)) as Report).servers;
    expect(server!.source).toEqual({
      libraries: [
        { name: '@modelcontextprotocol/sdk', role: 'sdk', version: '1.29.0', basis: 'installed' },
        { name: 'zod', role: 'schema', version: '3.25.76', basis: 'lock file' },
      ],
      files: ['src/index.ts', 'src/tools.ts'],
    });
    expect(
      server!.tools.map(({ name, location, condition, varies }) => [name, location?.startLine, condition, varies]),
    ).toEqual([
      ['search', 3, null, [{ address: 'mcp:shop/tools/search#/description', test: 'the language | `set`' }]],
      ['drop', 4, 'process.env.ADMIN', []],
    ]);
    expect((JSON.parse(json.render(AUDITS['clean']!, env)) as Report).servers[0]!.source).toBeNull();
  });
  it('in SARIF', () => {
    const [run] = (JSON.parse(sarif.render(AUDITS['source']!, env)) as { runs: Run[] }).runs;
    expect(run!.properties).toMatchObject({ libraries: [{ version: '1.29.0' }, { basis: 'lock file' }] });
    expect(
      run!.invocations[0]!.toolExecutionNotifications.map(({ descriptor, message, locations }) => [
        descriptor.id,
        message.text,
        locations![0]!.physicalLocation!.region!.startLine,
      ]),
    ).toEqual([
      ['conditional', 'drop is listed only if process.env.ADMIN.', 4],
      ['unchecked', 'Not checked: a call of `shape`, which is not read.', 4],
      ['unchecked', 'Not checked: a tool whose name could not be read: names() is not known.', 5],
    ]);
  });
  it('in SARIF, the files of a package are no files of the repository, and have no scheme that GitHub refuses', () => {
    const [run] = (JSON.parse(sarif.render(AUDITS['package']!, { ...env, repository: '/' })) as { runs: Run[] }).runs;
    for (const { locations } of run!.results)
      expect(locations[0]!.physicalLocation!.artifactLocation).toEqual({
        uri: 'npm%3A%40scope/shop%402.1.0/dist/my%20tools.js',
        uriBaseId: '%SRCROOT%',
      });
  });
  it('says of a running server that it has the places of its source', () => {
    expect(terminal.render(AUDITS['live with its source']!, env)).toContain('live, placed in 2 files');
  });
});
