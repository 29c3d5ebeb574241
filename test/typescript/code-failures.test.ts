import { describe, expect, test } from 'vitest';

import type { FailureFact } from '../../src/model/code.ts';
import { codeOf } from '../../src/testing/code-of.ts';

const HEAD = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const server = new McpServer({ name: 's', version: '1' });
`;
const tool = (body: string, more = ''): string => `${HEAD}${more}
server.registerTool('t', {}, async (args: any, extra: any) => {
${body}
});`;

const DEFECT = `try {
  const response = await fetch('https://example.com');
  return { content: [{ type: 'text', text: await response.text() }] };
} catch (error) { //@ catch
  return { content: [{ type: 'text', text: 'It failed: ' + error.message }] }; //@ end
}`;

describe('a defect is found wherever it stands', () => {
  test.each<[string, Record<string, string>]>([
    ['in the handler', { 'server.ts': tool(DEFECT) }],
    [
      'two calls away',
      {
        'server.ts': tool(
          'return await first();',
          `const first = () => second();\nasync function second() {\n${DEFECT}\n}`,
        ),
      },
    ],
    [
      'in another file',
      {
        'server.ts': tool('return ask();', `import { ask } from './deep/ask.js';`),
        'deep/ask.ts': `export async function ask() {\n${DEFECT}\n}`,
      },
    ],
    [
      'in a method of a class of another file',
      {
        'server.ts': tool(
          'return client.ask();',
          `import { Client } from './client.js';\nconst client = new Client();`,
        ),
        'client.ts': `class Base { async ask() { return this.really(); } }
          export class Client extends Base { async really() {\n${DEFECT}\n} }`,
      },
    ],
    [
      'behind a wrapper',
      {
        'server.ts': tool(
          'return guarded(() => fetch("https://example.com").then((response) => ({ content: [] })));',
          `async function guarded(run: () => Promise<any>) {
            try { return await run(); } catch (error) { //@ catch
              return { content: [{ type: 'text', text: 'It failed: ' + error.message }] }; //@ end
            }
          }`,
        ),
      },
    ],
    [
      'behind an interface',
      {
        'server.ts': tool(
          'const robot = robotFor(args.device); return robot.tap();',
          `import type { Robot } from './robot.js'; import { robots } from './robots.js';
           const robotFor = (id: string): Robot => robots.open(id);`,
        ),
        'robot.ts': 'export interface Robot { tap(): Promise<any>; }',
        'robots.ts': `import type { Robot } from './robot.js';
          export class Phone implements Robot { async tap() {\n${DEFECT}\n} }
          declare const robots: any; export { robots };`,
      },
    ],
  ])('%s', async (_where, files) => {
    const { code, at } = await codeOf(files);
    const [failure, ...more] = code.failures.facts;
    expect(more).toEqual([]);
    expect(at(failure!.at)).toBe('catch');
    expect(failure!.tools.map(({ name }) => name)).toEqual(['t']);
    expect(failure).toMatchObject({ form: 'catch', outbound: true, narrow: false, reaches: 'result', kept: true });
    expect(failure!.ends.map((end) => [at(end.at), end.does, end.shape?.kind, end.shape?.isError])).toEqual([
      ['end', 'returns', 'result', 'no'],
    ]);
    expect(failure!.ends[0]!.shape!.text).toEqual({ from: ['message', 'words'], fields: [], words: 'It failed:' });
  });
});

type Seen = Partial<Pick<FailureFact, 'form' | 'narrow' | 'reaches' | 'kept' | 'outbound'>> & {
  readonly ends?: readonly string[];
};

const ASK = `async function ask(id: string) { return await fetch('https://example.com/' + id); }`;

describe('what becomes of a failure', () => {
  test.each<[string, string, string, Seen]>([
    [
      'an empty list as if there were none',
      'const all = await list(); return { content: [{ type: "text", text: JSON.stringify(all) }] };',
      `${ASK} async function list() { try { return await ask('x'); } catch { return []; } }`,
      { reaches: 'data', kept: false, outbound: true, ends: ['returns empty'] },
    ],
    [
      'looked at by who asked',
      'const one = await get(); if (!one) return { content: [], isError: true }; return { content: [one] };',
      `${ASK} async function get() { try { return await ask('x'); } catch { return null; } }`,
      { reaches: 'tested', ends: ['returns empty'] },
    ],
    [
      'only where nothing is found',
      'return { content: [await get()] };',
      `${ASK} async function get() { try { return await ask('x'); } catch (error) { if (error.status === 404) return null; throw error; } }`,
      { narrow: true, ends: ['returns empty', 'throws'] },
    ],
    [
      'kept for the answer',
      'const failed: string[] = []; for (const id of args.ids) { try { await ask(id); } catch (error) { failed.push(String(error)); } } return { content: failed };',
      ASK,
      { kept: true, ends: ['goes-on'] },
    ],
    [
      'skipped in a loop',
      'const all: any[] = []; for (const id of args.ids) { try { all.push(await ask(id)); } catch { continue; } } return { content: all };',
      ASK,
      { kept: false, reaches: 'data', outbound: true, ends: ['goes-on'] },
    ],
    [
      'a parse',
      'let value = {}; try { value = JSON.parse(args.text); } catch {} return { content: [value] };',
      '',
      { outbound: false, ends: ['goes-on'] },
    ],
    [
      'a token that cannot be opened',
      'let claims = null; try { claims = await compactDecrypt(args.token, key); } catch {} return { content: [claims] };',
      `import { compactDecrypt } from 'jose'; const key = new Uint8Array(32);`,
      { outbound: false, ends: ['goes-on'] },
    ],
    [
      'of nobody',
      'track().then(); return { content: [] };',
      `async function track() { try { await fetch('https://example.com'); } catch { /* never mind */ } }`,
      { reaches: 'nothing', outbound: true, ends: ['goes-on'] },
    ],
    [
      'a callback',
      'const all = await fetch("https://example.com").catch(() => []); return { content: all };',
      '',
      { form: 'callback', reaches: 'data', outbound: true, ends: ['returns empty'] },
    ],
    [
      'a branch on what came back',
      `const response = await ask('x'); if (!response.ok) { return { content: [{ type: 'text', text: 'no' }] }; } return { content: [] };`,
      ASK,
      { form: 'branch', reaches: 'result', outbound: true, ends: ['returns result'] },
    ],
    [
      'a branch on what is missing',
      `if (!process.env.API_TOKEN) return { content: [{ type: 'text', text: 'The token is not set' }] }; return { content: [] };`,
      '',
      { form: 'branch', outbound: false, ends: ['returns result'] },
    ],
    [
      'made by a helper that is told the error',
      `try { await ask('x'); } catch (error) { return failed(error); } return { content: [] };`,
      `${ASK} const failed = (error: unknown) => ({ content: [{ type: 'text', text: error instanceof Error ? error.message : String(error) }], isError: true });`,
      { reaches: 'result', kept: true, ends: ['returns result'] },
    ],
    [
      'told by a function that never comes back',
      `try { await ask('x'); } catch (error) { rethrow(error); } return { content: [] };`,
      `${ASK} const rethrow = (error: unknown) => { explain(error); }; function explain(error: unknown): never { throw new Error('failed: ' + error); }`,
      { reaches: 'nothing', ends: ['throws'] },
    ],
    [
      'returned from a function that only throws',
      `try { await ask('x'); } catch (error) { return rethrow(error); } return { content: [] };`,
      `${ASK} function rethrow(error: unknown) { if (error instanceof TypeError) throw error; throw new Error('failed'); }`,
      { ends: ['throws'] },
    ],
    [
      'a default that means something',
      `let zone; try { zone = await ask('x'); } catch { zone = 'UTC'; } return { content: [zone] };`,
      ASK,
      { kept: true, ends: ['goes-on'] },
    ],
    [
      'a default that means nothing',
      `let all: any = null; try { all = await ask('x'); } catch { all = []; } return { content: [all] };`,
      ASK,
      { kept: false, reaches: 'data', ends: ['goes-on'] },
    ],
    [
      'a note among the lines of the answer',
      `const lines: string[] = []; try { lines.push(String(await ask('x'))); } catch { lines.push('*not read*'); } return { content: lines };`,
      ASK,
      { kept: true, ends: ['goes-on'] },
    ],
    [
      'told to whoever waits',
      `return { content: [await ask('x')] };`,
      `async function ask(id: string) { return new Promise(async (resolve) => { try { const answer = await fetch(id); resolve({ well: await answer.text() }); } catch (error) { resolve({ well: false, why: String(error) }); } }); }`,
      { kept: true, ends: ['goes-on'] },
    ],
    [
      'of what is sent with headers of its own',
      `await track(args.id); return { content: [] };`,
      `async function track(id: string) { try { const headers: any = {}; if (id) headers['x-id'] = id; await fetch('https://example.com', { headers }); } catch (error) { console.error(error); } }`,
      { reaches: 'nothing', ends: ['goes-on'] },
    ],
    [
      'tried in another way',
      `return { content: [await find()] };`,
      `${ASK} async function find() { try { return await ask('x'); } catch { console.error('again'); } return await ask('y'); }`,
      { kept: true, ends: ['goes-on'] },
    ],
    [
      'tried once, and nothing else',
      `return { content: [await find()] };`,
      `${ASK} async function find() { try { return await ask('x'); } catch { console.error('no'); } return null; }`,
      { kept: false, reaches: 'data', ends: ['goes-on'] },
    ],
    [
      'looked at, and answered as if all were well',
      `const one = await get(); if (!one) return { content: [{ type: 'text', text: 'No orders.' }] }; return { content: [one] };`,
      `${ASK} async function get() { try { return await ask('x'); } catch { return null; } }`,
      { reaches: 'data', ends: ['returns empty'] },
    ],
    [
      'used where it is there',
      `const all: any = await list(); const lines = []; if (all.length > 0) { lines.push(all.join()); } return { content: lines };`,
      `${ASK} async function list() { try { return await ask('x'); } catch { return []; } }`,
      { reaches: 'data', ends: ['returns empty'] },
    ],
    [
      'a branch of what is not well',
      `const response = await ask('x'); if (response.ok) { return { content: [] }; } else { return { content: [{ type: 'text', text: 'no' }] }; }`,
      ASK,
      { form: 'branch', reaches: 'result', outbound: true, ends: ['returns result'] },
    ],
    [
      'a branch by the function that it calls',
      `if (!args.id) { return toolError('Give an order.'); } return { content: [] };`,
      `const toolError = (text: string) => ({ content: [{ type: 'text', text }], isError: true });`,
      { form: 'branch', ends: ['returns result'] },
    ],
  ])('%s', async (_what, body, more, seen) => {
    const { code } = await codeOf({ 'server.ts': tool(body, more) });
    const [failure] = code.failures.facts;
    const ends = failure!.ends.map(({ does, shape }) => (shape ? `${does} ${shape.kind}` : does));
    expect({ ...failure, ends }).toMatchObject(seen);
  });

  test('what is passed on is no failure because of its words', async () => {
    const { code } = await codeOf({
      'server.ts': tool(
        `const result = await ask('x'); if ('content' in result) return result; return { content: [] };`,
        `async function ask(id: string) { const response = await fetch(id); return { content: [{ type: 'text', text: 'Error: ' + response.status }] }; }`,
      ),
    });
    expect(code.failures.facts.map(({ form }) => form)).toEqual([]);
  });

  test.each([
    [
      'a way to do the work in which something may fail',
      `if (args.id.startsWith('orders/')) { try { return await work(args.id); } catch (error) { return { content: [{ type: 'text', text: 'Error: ' + error }], isError: true }; } } return { content: [] };`,
      `async function work(id: string) { if (id === '') return { content: [{ type: 'text', text: 'Error: empty' }], isError: true }; return { content: [{ type: 'text', text: 'Order ' + id }] }; }`,
    ],
    [
      'what a table of handlers answers',
      `if (args.id) return await handlers[args.name](args.id); return { content: [] };`,
      `const handlers: any = {
        a: async (id: string) => { if (id === '') return { content: [{ type: 'text', text: 'Error: empty' }], isError: true }; return { content: [{ type: 'text', text: 'Order ' + id }] }; },
      };`,
    ],
    [
      'a search that finds nothing',
      `const found = await fetch(args.url); if (found) return { content: [{ type: 'text', text: 'Found it' }] }; else return { content: [{ type: 'text', text: "Couldn't find any order" }] };`,
      '',
    ],
  ])('%s is no branch of failures', async (_what, body, more) => {
    const { code } = await codeOf({ 'server.ts': tool(body, more) });
    expect(
      code.failures.facts.filter(
        ({ form, ends }) => form === 'branch' && ends.some(({ shape }) => shape?.isError === 'no'),
      ),
    ).toEqual([]);
    expect(
      code.handlers.facts
        .flatMap(({ returns }) => returns)
        .filter(({ where, shape }) => where !== 'success' && shape.isError === 'no'),
    ).toEqual([]);
  });

  test('a function in another sees the parameters of both', async () => {
    const { code } = await codeOf({
      'server.ts': tool(
        `return make('a', 'b', 'It failed')();`,
        `function make(a: string, b: string, words: string) {
          const inner = (again?: string) => ({ content: [{ type: 'text', text: words }], isError: true });
          return () => { try { return inner(a); } catch { return inner(); } };
        }`,
      ),
    });
    expect(
      Object.values(code)
        .flatMap(({ gaps }) => gaps)
        .filter(({ reason }) => reason.includes('mistake')),
    ).toEqual([]);
  });

  test('a result that is asked whether it is an error is one where it is', async () => {
    const { code, at } = await codeOf({
      'server.ts': tool(
        `const result = await work(); if (result.isError) return result; return { content: [{ type: 'text', text: 'done' }] }; //@ done`,
        `async function work() {
          if (Math.random() > 2) return { content: [], isError: false }; //@ well
          return { content: [], isError: true }; //@ failed
        }`,
      ),
    });
    const [{ returns }] = code.handlers.facts as [(typeof code.handlers.facts)[0]];
    expect(returns.map((each) => [at(each.at), each.where, each.shape.isError])).toEqual([
      ['failed', 'error-branch', 'yes'],
      ['done', 'success', 'no'],
    ]);
    expect(code.failures.facts[0]!.ends.map(({ shape }) => shape?.isError)).toEqual(['yes']);
  });

  test('the text of a function is that of each call', async () => {
    const { code, at } = await codeOf({
      'server.ts': tool(
        `try { await fetch(args.a); } catch (error) {
           return failed('Orders: ' + error.stack); //@ stack
         }
         try { await fetch(args.b); } catch (error) {
           return failed('Customers: ' + error.message); //@ message
         }
         try { await fetch(args.b); } catch {
           return failed('Try again later.'); //@ words
         }
         return { content: [] };`,
        `function failed(message: string) {
           return { content: [{ type: 'text', text: message }], isError: true }; //@ made
         }`,
      ),
    });
    const ends = code.failures.facts.flatMap((failure) => failure.ends);
    expect(
      ends.map((end) => [at(end.at), end.made && at(end.made), end.shape!.text.from, end.shape!.text.words]),
    ).toEqual([
      ['stack', 'made', ['stack', 'words'], 'Orders:'],
      ['message', 'made', ['message', 'words'], 'Customers:'],
      ['words', 'made', ['words'], 'Try again later.'],
    ]);
  });

  test('a function that answers successes as well makes no failure', async () => {
    const { code } = await codeOf({
      'server.ts': tool(
        `try { await fetch(args.a); } catch (error) { return said(error.message); } return said('done');`,
        `const said = (text: string) => ({ content: [{ type: 'text', text }] });`,
      ),
    });
    expect(code.failures.facts.flatMap(({ ends }) => ends.map(({ made }) => made))).toEqual([undefined]);
  });

  test('what says that it is an error in an item of its content says so in the wrong place', async () => {
    const { code } = await codeOf({
      'server.ts': tool(
        `try { await fetch(args.a); } catch (error) { return { content: [{ type: 'text', text: 'no', isError: true }] }; } return { content: [] };`,
      ),
    });
    expect(code.failures.facts[0]!.ends.map(({ shape }) => shape?.isError)).toEqual(['inside']);
  });

  test('facts stand in the order of what is written', async () => {
    const { code, at } = await codeOf({
      'server.ts': tool(
        `await second(); await first(); return { content: [] };`,
        `async function first() {
           try { await fetch('a'); } catch { return null; } //@ first
         }
         async function second() {
           try { await fetch('b'); } catch { return null; } //@ second
         }`,
      ),
    });
    expect(code.failures.facts.map((failure) => at(failure.at))).toEqual(['first', 'second']);
  });

  test('a helper that many tools share is one fact', async () => {
    const { code } = await codeOf({
      'server.ts': `${HEAD}${ASK}
        for (const name of ['a', 'b', 'c']) server.registerTool(name, {}, async () => {
          try { return await ask(name); } catch { return { content: [] }; }
        });
        server.registerTool('d', {}, async () => ({ content: [] }));`,
    });
    expect(code.failures.facts.map(({ tools }) => tools.map(({ name }) => name))).toEqual([['a', 'b', 'c']]);
  });
});

describe('a fact has a name of its own', () => {
  const of = async (source: string): Promise<string[]> => {
    const { code } = await codeOf({ 'server.ts': source });
    return code.failures.facts.map(({ at }) => `${at.name}#${at.pointer}`);
  };

  test('that does not change with the layout', async () => {
    const before = await of(tool(DEFECT));
    const after = await of(`// a comment\n\n${tool(DEFECT.replace(/ \/\/@ \w+/g, '').replaceAll('  ', '\t\t'))}`);
    expect(after).toEqual(before);
    expect(before[0]).toMatch(/^server\.ts#\/tool\(t\)\/catch-[\da-f]{6}$/);
  });

  test('that changes with the statement', async () => {
    expect(await of(tool(DEFECT.replace('It failed', 'It broke')))).not.toEqual(await of(tool(DEFECT)));
  });

  test('and another where the same stands twice', async () => {
    const names = await of(tool(`if (args.a) { ${DEFECT} } else { ${DEFECT} }`));
    expect(new Set(names).size).toBe(2);
  });
});
