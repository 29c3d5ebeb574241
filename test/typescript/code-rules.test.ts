import { describe, expect, it } from 'vitest';

import { rules } from '../../rules/index.ts';
import { runAudit } from '../../src/engine/run.ts';
import { dispatched, placements, registered, type Frame, type Sources } from '../../src/testing/placements.ts';
import { readMarks, slice } from '../../src/testing/rule-test.ts';
import { loadSource } from '../../src/testing/source-test.ts';

/** The findings of one rule over a program, each as `FILE: TEXT` of its place. */
async function said(id: string, sources: Sources): Promise<string[]> {
  const { 'server.ts': main = '', ...beside } = sources;
  const { findings } = runAudit(await loadSource(main, beside), {
    rules: rules.filter(({ meta }) => meta.id === id),
    failOn: 'never',
    minTools: 0,
  });
  return findings.map(({ place }) => {
    if (!place) return 'nowhere';
    return `${place.file}: ${slice(sources[place.file]!, place).replace(/^\S+ /, '')}`;
  });
}

/** The same program without its marks, and what they say of the findings expected. */
function unmarked(sources: Sources): { readonly sources: Sources; readonly expected: readonly string[] } {
  const read = Object.entries(sources).map(([name, text]) => ({ name, ...readMarks(text) }));
  return {
    sources: Object.fromEntries(read.map(({ name, source }) => [name, source])),
    expected: read.flatMap(({ name, source, ranges }) =>
      ranges.map(([from, to]) => `${name}: ${source.slice(from, to)}`),
    ),
  };
}

const CALL = `const response = await fetch('https://shop.example/orders', { signal: AbortSignal.timeout(5000) });
if (!response.ok) throw new Error('the shop answered ' + response.status);`;
const GIVE = "return { content: [{ type: 'text', text: await response.text() }] };";
const tried = (rescue: string): string => `try {\n${CALL}\n${GIVE}\n} catch (error) {\n${rescue}\n}`;

const CODED = `try { ${CALL} } catch {
return { content: [{ type: 'text', text: JSON.stringify({ code: 'down' }) }], isError: true };
}`;

/** The lines of a handler with a defect, and the same ones mended. */
const DEFECTS: Readonly<Record<string, readonly [defect: string, mended: string, frame?: Frame, rule?: string]>> = {
  'error-swallowed': [
    tried("[|return { content: [{ type: 'text', text: `Error: ${error.message}` }] };|]"),
    tried("return { content: [{ type: 'text', text: `Error: ${error.message}` }], isError: true };"),
  ],
  'error-bare-message': [
    tried("[|return { content: [{ type: 'text', text: `Error: ${error.message}` }], isError: true };|]"),
    tried("return { content: [{ type: 'text', text: `Try again later: ${error.message}` }], isError: true };"),
  ],
  'error-stack-leak': [
    tried("[|return { content: [{ type: 'text', text: error.stack }], isError: true };|]"),
    tried("console.error(error.stack);\nreturn { content: [{ type: 'text', text: 'Try again.' }], isError: true };"),
  ],
  'outbound-no-timeout': [
    `const response = await [|fetch|]('https://shop.example/orders');\nif (!response.ok) throw new Error('no');\n${GIVE}`,
    `${CALL}\n${GIVE}`,
  ],
  'http-status-unchecked': [
    `const response = await [|fetch|]('https://shop.example/orders', { signal: AbortSignal.timeout(5000) });\n${GIVE}`,
    `${CALL}\n${GIVE}`,
  ],
  'error-as-empty': [
    `let orders = [];\ntry {\n${CALL}\norders = await response.json();\n} [|catch (error)|] {\nconsole.error(error);\n}\nreturn { content: [{ type: 'text', text: JSON.stringify(orders) }] };`,
    `const problems = [];\nlet orders = [];\ntry {\n${CALL}\norders = await response.json();\n} catch (error) {\nproblems.push(error.message);\n}\nreturn { content: [{ type: 'text', text: JSON.stringify({ orders, problems }) }] };`,
  ],
  'error-shape-inconsistent': [
    `${CODED}\n${tried("[|return { content: [{ type: 'text', text: JSON.stringify({ retryable: true }) }], isError: true };|]")}`,
    `${CODED}\n${tried("return { content: [{ type: 'text', text: JSON.stringify({ code: 'gone' }) }], isError: true };")}`,
  ],
  'output-schema-unstructured': [
    "[|return { content: [{ type: 'text', text: '12' }] };|]",
    "return { content: [{ type: 'text', text: '12' }], structuredContent: { count: 12 } };",
    registered("{ description: 'Counts the orders of a shop.', outputSchema: { count: z.number() } }"),
  ],
  'error-protocol-from-tool': [
    tried('[|throw new Error(`Failed: ${error}`);|]'),
    tried("return { content: [{ type: 'text', text: `Failed: ${error}` }], isError: true };"),
    dispatched,
  ],
  'error-protocol-from-tool, bad arguments': [
    `if (Math.random() > 2) [|throw new Error('Invalid arguments: the customer is missing');|]\n${CALL}\n${GIVE}`,
    `if (Math.random() > 2) return { content: [{ type: 'text', text: 'Give the customer.' }], isError: true };\n${CALL}\n${GIVE}`,
    dispatched,
    'error-protocol-from-tool',
  ],
  'polling-unbounded': [
    `[|for (;;) {|]\nconst job = await (await fetch('https://shop.example/export')).json();\nif (job.done) return { content: [] };\nawait new Promise((resolve) => setTimeout(resolve, 100));\n}`,
    `for (let round = 0; round < 9; round++) {\nconst job = await (await fetch('https://shop.example/export')).json();\nif (job.done) return { content: [] };\nawait new Promise((resolve) => setTimeout(resolve, 100));\n}\nthrow new Error('late');`,
  ],
  'error-retry-after-dropped': [
    `const response = await fetch('https://shop.example/orders');\n[|if (response.status === 429) throw new Error('later');|]\n${GIVE}`,
    `const response = await fetch('https://shop.example/orders');\nif (response.status === 429) throw new Error('in ' + response.headers.get('retry-after'));\n${GIVE}`,
  ],
  'write-retry-unsafe': [
    `for (let attempt = 0; attempt < 3; attempt++) {\ntry {\nconst response = await [|fetch|]('https://shop.example/orders', { method: 'POST' });\n${GIVE}\n} catch {}\n}`,
    `for (let attempt = 0; attempt < 3; attempt++) {\ntry {\nconst response = await fetch('https://shop.example/orders', { method: 'PUT' });\n${GIVE}\n} catch {}\n}`,
    registered("{ description: 'Creates an order.', annotations: { readOnlyHint: false } }", 'create_order'),
  ],
  'stdio-console-log': [`[|console.log|]('asking');\n${CALL}\n${GIVE}`, `console.error('asking');\n${CALL}\n${GIVE}`],
};

describe.each(Object.entries(DEFECTS))('%s, wherever it stands', (name, [defect, mended, frame, id = name]) => {
  it.each(placements(defect, frame).map(({ where, sources }) => [where, sources] as const))('%s', async (_, marked) => {
    const { sources, expected } = unmarked(marked);
    const found = await said(id, sources);
    expect(found).toEqual(expected);
  });

  it.each(placements(mended, frame).map(({ where, sources }) => [where, sources] as const))(
    'is silent where it is mended: %s',
    async (_, sources) => expect(await said(id, sources)).toEqual([]),
  );
});

describe('what only looks like a failure that is swallowed', () => {
  const swallowed = async (body: string, more: string): Promise<string[]> => {
    const { head } = registered();
    const tail = 'await server.connect(new StdioServerTransport());\n';
    const handler = `server.registerTool('find_orders', {}, async () => {\n${body}\n});\n`;
    return said('error-swallowed', { 'server.ts': `${head}${more}\n${handler}${tail}` });
  };
  const TEXT = 'const text = (words: string) => ({ content: [{ type: "text" as const, text: words }] });';
  const ASK = `async function ask() {\n${CALL}\nreturn await response.text();\n}`;

  it.each([
    [
      'what is written to a file, or told after all',
      'const orders = await ask();\ntry { return await keep(orders); } catch (error) { console.error(error); }\nreturn told(orders);',
      `${ASK}
       async function keep(orders: string) { if (orders === '') throw new Error('nothing'); return told('kept'); }
       const told = (orders: string) => { if (orders.length > 9) return { content: [{ type: 'text' as const, text: '⚠️ WARNING: cut short ' + orders.slice(9) }] }; return { content: [{ type: 'text' as const, text: orders }] }; };`,
    ],
    [
      'the same in the clause',
      'const orders = await ask();\nif (process.env["FOLDER"]) { try { return await keep(orders); } catch (error) { console.error(error); return told(orders); } }\nreturn told(orders);',
      `${ASK}
       async function keep(orders: string) { if (orders === '') throw new Error('nothing'); return { content: [] }; }
       const told = (orders: string) => { if (orders.length > 9) return { content: [{ type: 'text' as const, text: '⚠️ WARNING: cut short ' + orders.slice(9) }] }; return { content: [{ type: 'text' as const, text: orders }] }; };`,
    ],
    [
      'that there is none, decided by a helper',
      'try { return text(await ask()); } catch (error) { const known = answerOf(error); if (known) return known; throw error; }',
      `${ASK}${TEXT}
       function answerOf(error: any) { if (error.status === 404) return text('No orders were found: ' + error); return undefined; }`,
    ],
  ])('%s', async (_, body, more) => expect(await swallowed(body, more)).toEqual([]));

  it('is charged to the wrapper, not to what is done in it', async () => {
    const found = await swallowed(
      `if (process.env['SHOP']) {
         if (process.env['SHOP'].length > 9) return { content: [{ type: 'text', text: 'Error: too long' }], isError: true };
         return wrap(() => ask());
       }
       return { content: [] };`,
      `${ASK}
       const wrap = (work: () => Promise<string>) => work().then((answer) => ({ content: [{ type: 'text' as const, text: answer }] }))
         .catch((error) => ({ content: [{ type: 'text' as const, text: 'Error: ' + error.message }] }));`,
    );
    expect(found).toEqual(["server.ts: ({ content: [{ type: 'text' as const, text: 'Error: ' + error.message }] })"]);
  });

  it('is charged to who swallows it, not to what makes answers of all kinds', async () => {
    const found = await swallowed(
      'return askWithErrorHandling();',
      `${ASK}${TEXT}
       async function askWithErrorHandling() { try { return text(await ask()); } catch (error) { return text('Error: ' + error.message); } }`,
    );
    expect(found).toEqual(["server.ts: return text('Error: ' + error.message);"]);
  });
});

describe('error-shape-missing, wherever it stands', () => {
  const told = (error: string): string =>
    tried(`return { content: [{ type: 'text', text: ${error} }], isError: true };`);
  it.each(placements(told('`Error: ${error.message}`')).map(({ where, sources }) => [where, sources] as const))(
    '%s',
    async (_, sources) => expect(await said('error-shape-missing', sources)).toHaveLength(1),
  );
  it.each(
    placements(told('JSON.stringify({ code: "down", retryable: true })')).map(
      ({ where, sources }) => [where, sources] as const,
    ),
  )('is silent where it is mended: %s', async (_, sources) =>
    expect(await said('error-shape-missing', sources)).toEqual([]),
  );
});

describe('a comment at a statement', () => {
  const CONNECTED = 'await server.connect(new StdioServerTransport());\n';
  const DIRECTIVE = '// mcp-audit-disable-next-line error-swallowed -- known';
  const handler = (name: string, above = ''): string =>
    `server.registerTool('${name}', {}, async () => {\n${tried(`${above}\nreturn { content: [{ type: 'text', text: error.message }] };`)}\n});\n`;
  const audit = async (...handlers: readonly string[]) => {
    const { head } = registered();
    const { findings } = runAudit(await loadSource(head + handlers.join('') + CONNECTED), {
      rules,
      failOn: 'never',
      minTools: 0,
    });
    return findings.filter(({ ruleId }) => ruleId === 'error-swallowed' || ruleId === 'suppression-unused');
  };

  it('silences what is reported there', async () => {
    expect(await audit(handler('find_orders', DIRECTIVE))).toMatchObject([{ suppressed: { reason: 'known' } }]);
  });
  it('silences its part of what is told of a file', async () => {
    const [finding, ...more] = await audit(
      ...'abcde'.split('').map((name) => handler(name, name === 'a' || name === 'd' ? DIRECTIVE : '')),
    );
    expect(more).toEqual([]);
    expect(finding!.message).toContain('2 of 5 places silenced');
    expect(finding!.suppressed).toBeUndefined();
    expect(finding!.place!.start.line).toBeGreaterThan(15); // the first is silenced
  });
  it('is unused where nothing is reported', async () => {
    const other = DIRECTIVE.replace('error-swallowed', 'http-status-unchecked');
    expect((await audit(handler('find_orders', other))).map(({ ruleId }) => ruleId).toSorted()).toEqual([
      'error-swallowed',
      'suppression-unused',
    ]);
  });
  it('is not judged where not all was followed', async () => {
    const unread = "server.registerTool('other', {}, async (args) => (await import(args.name)).run(args));\n";
    const other = DIRECTIVE.replace('error-swallowed', 'http-status-unchecked');
    expect((await audit(handler('find_orders', other), unread)).map(({ ruleId }) => ruleId)).toEqual([
      'error-swallowed',
    ]);
  });
});
