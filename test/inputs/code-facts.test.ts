import { describe, expect, it } from 'vitest';

import { runAudit } from '../../src/engine/run.ts';
import { isFailed, type Loaded } from '../../src/inputs/input.ts';
import { loadText } from '../../src/inputs/json/load.ts';
import { published } from '../../src/inputs/npm/published.ts';
import { withPlaces } from '../../src/inputs/placing/with-places.ts';
import { renamed } from '../../src/inputs/rename.ts';
import { snapshotOf } from '../../src/inputs/snapshot.ts';
import { printAddress, type Address } from '../../src/model/address.ts';
import { atHandler, coverageAt, chargedAt, defineRule, together, type CodeFacts } from '../../src/rule.ts';
import { codeCase, type Case } from '../../src/testing/code-case.ts';
import { fc } from '../../src/testing/properties.ts';
import { synthetic } from '../engine/synthetic.ts';

const tool = (name: string, nth = 1): Address => ({ server: 's', kind: 'tool', name, nth, pointer: '' });
const code = (pointer: string, file = 'src/a.ts'): Address => ({
  server: 's',
  kind: 'code',
  name: file,
  nth: 1,
  pointer,
});
const TEXT = { from: ['message', 'words'], fields: ['error', 'code'], words: 'Failed: ' } as const;
const SHAPE = { kind: 'result', isError: 'no', structured: 'unknown', text: TEXT } as const;
/** One fact of each kind, with everything a fact may have. */
const ALL: CodeFacts = {
  handlers: {
    facts: [
      {
        at: code('/tool(a)'),
        tools: [tool('a')],
        tool: tool('a'),
        by: 'dispatch',
        complete: true,
        returns: [{ at: code('/tool(a)/return~1'), where: 'error-branch', shape: SHAPE }],
        signal: 'given',
        observed: ['name', 'latency'],
        longest: 30_000,
        waits: 10_000,
        capped: false,
      },
    ],
    complete: true,
    gaps: [],
  },
  failures: {
    facts: [
      {
        at: code('/get/catch~1'),
        tools: [tool('a'), tool('a', 2), tool('\uD800')],
        form: 'callback',
        guards: ['this.api.get'],
        outbound: true,
        narrow: true,
        ends: [
          { at: code('/get/return~1'), does: 'returns', shape: SHAPE },
          { at: code('/get/throw~1'), does: 'throws' },
        ],
        reaches: 'tested',
        kept: true,
      },
    ],
    complete: false,
    gaps: [{ at: code('/get/call~1', 'b/ü #.ts'), reason: 'a call of `x`', tools: [tool('a')] }],
  },
  outbound: {
    facts: [5, 'set' as const].map((timeout, i) => ({
      at: code(`/get/call~${i}`),
      tools: [],
      client: 'axios',
      callee: 'axios.get',
      method: 'write',
      timeout,
      signal: 'given',
      status: 'throws',
      background: true,
      retry: 'loop',
      idempotent: true,
      retryAfter: 'read',
      limited: code('/get/branch~1'),
      credential: 'request',
      host: 'api.example.com',
    })),
    complete: false,
    gaps: [],
  },
  stdout: {
    facts: [{ at: code('/main/call~1'), tools: [], by: 'console.log', reached: 'start', certain: true, text: 'up' }],
    complete: true,
    gaps: [],
  },
  throws: {
    facts: [{ at: code('/get/throw~2'), tools: [], what: 'McpError', code: 'InvalidParams', about: 'input' }],
    complete: true,
    gaps: [],
  },
  loops: {
    facts: [
      {
        at: code('/get/loop~1'),
        tools: [],
        kind: 'poll',
        bound: 'count',
        calls: [code('/get/call~1')],
        wait: 5,
        rounds: 3,
      },
    ],
    complete: true,
    gaps: [],
  },
  state: {
    facts: [
      {
        at: code('/sessions/state~1'),
        tools: [],
        what: 'session',
        name: 'sessions',
        scope: 'module',
        bounded: false,
        keyedBy: 'id',
      },
    ],
    complete: true,
    gaps: [],
  },
  transports: {
    facts: [
      {
        at: code('/main/transport~1'),
        tools: [],
        kind: 'http',
        by: 'new StreamableHTTPServerTransport',
        sessions: 'memory',
        host: '0.0.0.0',
        origin: 'checked',
        bodyLimit: 'default',
        auth: 'none',
        rateLimit: 'set',
        app: code('/main/app~1'),
        listens: code('/main/listen~1'),
        bound: code('/main/listen~12'),
        store: code('/main/store~1'),
        reader: code('/main/app~12'),
      },
    ],
    complete: true,
    gaps: [],
  },
  routes: {
    facts: [
      {
        at: code('/main/route~1'),
        tools: [],
        method: 'GET',
        path: '/health',
        app: 'express',
        role: 'readiness',
        auth: 'before',
        asks: ['pool.query'],
        complete: true,
        constant: true,
        leaks: ['stack'],
      },
    ],
    complete: true,
    gaps: [],
  },
  process: {
    facts: [
      {
        at: code('/main/call~3'),
        tools: [],
        what: 'logger',
        name: 'pino',
        mode: 'stdout',
        version: '9.1.0',
        stdio: 'possible',
      },
    ],
    complete: true,
    gaps: [],
  },
  probes: {
    facts: [
      {
        at: code('/HEALTHCHECK~1', 'Dockerfile'),
        tools: [],
        from: 'kubernetes',
        kind: 'http',
        path: '/ready',
        port: 80,
        decides: 'readiness',
      },
    ],
    complete: true,
    gaps: [],
  },
};
const TOOLS = ['a', 'a', '\uD800', 'b'].map((name) => ({ name, inputSchema: { type: 'object' } }));
const made = (facts: CodeFacts, id = 's', tools: readonly unknown[] = TOOLS): Loaded =>
  renamed(synthetic({ id: 's', fidelity: 'declared', tools, code: facts }, { input: 'typescript' }), id);

const read = (text: string): Loaded => {
  const [loaded] = loadText(text, 'x.json', 'x');
  if (loaded === undefined || isFailed(loaded)) throw new Error(loaded?.reason ?? 'nothing');
  return loaded;
};
const opaque = ({ server }: Loaded) =>
  server.quirks.flatMap((quirk) => (quirk.what === 'opaque' ? [`${printAddress(quirk.at)}: ${quirk.reason}`] : []));

describe('a snapshot brings back what was read of the code', () => {
  it('all of it', () => {
    const back = read(snapshotOf([made(ALL)])).server;
    expect(back.code).toEqual(ALL);
    expect(back.id).toBe('s');
  });

  it('and what was not, once', () => {
    const before = made(ALL);
    expect(opaque(before)).toEqual([
      'mcp:s/code/#/coverage/failures: a call of `x`',
      'mcp:s/code/#/coverage/outbound: not followed to the end',
    ]);
    expect(opaque(read(snapshotOf([before])))).toEqual(opaque(before));
  });

  it('under another server id', () => {
    const back = read(snapshotOf([made(ALL)]).replace('"id": "s"', '"id": "t"')).server.code!;
    expect(back.failures.facts[0]!.at.server).toBe('t');
    expect(back.failures.facts[0]!.tools[0]!.server).toBe('t');
  });

  it('names the tools of a fact on one line', () => {
    expect(snapshotOf([made(ALL)])).toContain('"tools": [0, 1, 2],\n');
  });

  it('places each fact where the snapshot names it first', () => {
    const text = snapshotOf([made(ALL)]);
    const loaded = read(text);
    const said = (at: Address): string => {
      const { start } = loaded.locate(at, 'value')!;
      return text.split('\n')[start.line - 1]!.trim();
    };
    expect(said(code('/get/throw~1'))).toBe('"at": "mcp:s/code/src%2Fa.ts#/get/throw~1",');
    expect(said(coverageAt('s', 'outbound'))).toBe('"outbound": {');
    expect(said(code('/nowhere'))).toBe('"code": {');
  });

  it('leaves out a fact of another shape, and then does not hold the rest for all', () => {
    const text = snapshotOf([made({ ...ALL, outbound: { ...ALL.outbound, complete: true } })]);
    for (const wrong of [
      text.replace('"client": "axios"', '"client": 7'),
      text.replace('"at": "mcp:s/code/src%2Fa.ts#/get/call~0"', '"at": "mcp:s/tools/a"'),
      text.replace('"timeout": 5', '"timeout": "never"'),
    ]) {
      const { outbound } = read(wrong).server.code!;
      expect(outbound).toMatchObject({ facts: [{ timeout: 'set' }], complete: false });
    }
  });

  it('whatever stands there', () => {
    const base = JSON.parse(codeCase({ failures: [{ at: 'a.ts#/a', ends: [{}] }], outbound: [{ at: 'a.ts#/b' }] }));
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('mcp:case/code/a#/b', 'mcp:x', -1, 0.5, 1e9, '', '__proto__'),
    );
    fc.assert(
      fc.property(
        fc.constantFrom('handlers', 'failures', 'outbound', 'stdout'),
        fc.nat(9),
        value,
        (family, i, wrong) => {
          const copy = structuredClone(base) as { code: Record<string, { facts: Record<string, unknown>[] }> };
          const [fact] = copy.code[family]!.facts;
          if (fact) fact[Object.keys(fact)[i % Object.keys(fact).length]!] = wrong;
          else copy.code[family] = wrong as never;
          const loaded = read(JSON.stringify(copy));
          const again = read(snapshotOf([loaded]));
          expect(again.server.code).toEqual(loaded.server.code);
        },
      ),
    );
  });
});

describe('the facts follow their server', () => {
  it('to another id', () => {
    const { server } = made(ALL, 't');
    const all = JSON.stringify([server.code, server.quirks]);
    expect(all).not.toContain('"server":"s"');
    expect(renamed(made(ALL, 't'), 's').server.code).toEqual(ALL);
  });

  it('to the tools that are listed', () => {
    const observed = synthetic({ id: 'o', tools: [{ name: 'a', inputSchema: { type: 'object' } }] });
    const { code: facts } = withPlaces(observed, made(ALL)).server;
    expect(facts!.failures.facts[0]!.tools).toEqual([{ ...tool('a'), server: 'o' }]);
    expect(facts!.handlers).toMatchObject({ complete: true, facts: [{ tool: { server: 'o' } }] });
    expect(facts!.stdout.facts).toHaveLength(1);
  });

  it('without those of tools that are not listed', () => {
    const observed = synthetic({ id: 'o', tools: [{ name: 'b', inputSchema: { type: 'object' } }] });
    const { code: facts } = withPlaces(observed, made(ALL)).server;
    expect([facts!.handlers.facts, facts!.failures.facts, facts!.outbound.facts.length]).toEqual([[], [], 2]);
  });

  it('and holds nothing for absent where a tool that is listed has no source', () => {
    const names = ['a', 'z'].map((name) => ({ name, inputSchema: { type: 'object', properties: { [name]: {} } } }));
    const { server } = withPlaces(synthetic({ id: 'o', tools: names }), made(ALL, 's', [TOOLS[0]]));
    expect(server.code!.stdout.complete).toBe(false);
    expect(opaque({ server } as Loaded)).toContain('mcp:o/code/#/coverage/stdout: not followed to the end');
  });

  it('under the names that files of a package have everywhere', () => {
    const place = { file: 'node_modules/x/a.ts', start: { line: 1, column: 1 }, end: { line: 1, column: 2 } };
    const inner: Loaded = {
      ...made(ALL),
      locate: ({ name }) => (name === 'src/a.ts' ? { ...place, precision: 'exact' } : undefined),
    };
    const out = published(inner, {
      file: (name) => `npm:${name}`,
      text: (said) => said,
      reason: (said) => said.replace('`x`', '`y`'),
    });
    const [fact] = out.server.code!.failures.facts;
    expect(fact!.at.name).toBe('npm:src/a.ts');
    expect(out.server.code!.failures.gaps[0]!.reason).toBe('a call of `y`');
    expect(out.locate(fact!.at, 'value')?.file).toBe('npm:node_modules/x/a.ts');
  });
});

const calls = defineRule(
  {
    id: 'calls',
    title: 't',
    category: 'errors',
    severity: 'warning',
    why: 'w',
    hint: 'h',
    messages: { call: 'Here.', none: 'None.' },
    references: [],
    realCase: 'none',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code: facts, at, id }) {
      for (const [first, ...more] of together(facts?.outbound.facts ?? []))
        yield { ...chargedAt(first!, ...more), message: 'call' };
      if (facts?.stdout.facts.length === 0)
        yield { at: at('tools'), because: [coverageAt(id, 'stdout')], message: 'none' };
    },
  },
);
const audit = (given: Case, failOnUnchecked = false) =>
  runAudit([read(codeCase(given))], { rules: [calls], failOn: 'never', minTools: 0, failOnUnchecked });
const three = ['a', 'b', 'c'].map((name) => ({ name, description: 'Lists the orders of a shop.' }));

describe('what is charged for a fact', () => {
  it('is lost by every tool that reaches it, and told once', () => {
    const { findings, servers } = audit({
      tools: three,
      outbound: [{ at: 'a.ts#/x', tools: [0, 2] }],
      handlers: [0, 1, 2].map((i) => ({ at: `a.ts#/${i}`, tool: i })),
    });
    const call = findings.find(({ messageId }) => messageId === 'call');
    expect(call!.related.map(({ note }) => note)).toEqual(['reached by a', 'reached by c']);
    expect(servers[0]!.tools.map(({ score }) => score.categories.errors)).toEqual([75, 100, 75]);
  });
  it('names twenty of many tools, and says how many there are besides', () => {
    const { findings } = audit({
      tools: Array.from({ length: 25 }, (_, i) => ({ name: `t${i}` })),
      outbound: [{ at: 'a.ts#/x', tools: Array.from({ length: 25 }, (_, i) => i) }],
    });
    const notes = findings.find(({ messageId }) => messageId === 'call')!.related.map(({ note }) => note);
    expect(notes).toHaveLength(21);
    expect(notes.slice(-2)).toEqual(['reached by t19', 'and 5 more']);
  });
  it('is the server’s where no tool reaches it', () => {
    const { servers } = audit({
      tools: three,
      outbound: [{ at: 'a.ts#/x', tools: [] }],
      handlers: [0, 1, 2].map((i) => ({ at: `a.ts#/${i}`, tool: i })),
    });
    expect(servers[0]!.tools.map(({ score }) => score.categories.errors)).toEqual([100, 100, 100]);
    expect(servers[0]!.score!.categories.errors).toBeLessThan(100);
  });
  it('is told once for a file that is full of it', () => {
    const { findings } = audit({
      tools: three,
      outbound: [0, 1, 2, 3].map((i) => ({ at: `a.ts#/${i}`, tools: i === 1 ? [1] : [0, 2] })),
    });
    expect(
      findings.filter(({ messageId }) => messageId === 'call').map(({ related }) => related.map(({ note }) => note)),
    ).toEqual([
      [
        'here, reached by a and 1 more',
        'here, reached by b',
        'here, reached by a and 1 more',
        'here, reached by a and 1 more',
      ],
    ]);
  });
  it('is nothing where the handler was not read to its end', () => {
    const { servers } = audit({
      tools: three,
      handlers: [{ at: 'a.ts#/a' }, { at: 'a.ts#/b', tool: 1, complete: false }],
    });
    expect(servers[0]!.tools.map(({ score }) => score.categories.errors)).toEqual([100, null, null]);
  });
});

describe('what was not followed to its end', () => {
  it('is listed, and what rests on it is not said', () => {
    const said = (given: Case) => audit(given).findings.map(({ messageId }) => messageId);
    expect(said({})).toEqual(['none']);
    expect(said({ cut: ['stdout'] })).toEqual([]);
    expect(said({ cut: ['handlers'] })).toEqual(['none']);
    expect(audit({ cut: ['stdout'] }).servers[0]!.unchecked).toMatchObject([{ dropped: 1 }]);
  });
  it('is no failure of its own', () => {
    expect(audit({ cut: ['stdout'] }, true).exitCode).toBe(0);
    expect(audit({}, true).exitCode).toBe(0);
  });
});

describe('what a call of a tool has shown', () => {
  const placed = (given: Case) => {
    const { server } = read(codeCase({ tools: three, ...given }));
    return server.tools.map(({ address }) => {
      const { at, shared = [] } = atHandler(server, address);
      return `${at.name}${at.pointer} ${shared.map(({ name }) => name).join()}`.trim();
    });
  };
  it('stands at its handler', () =>
    expect(placed({ handlers: [0, 1, 2].map((tool) => ({ at: `a.ts#/${tool}`, tool })) })).toEqual([
      'a.ts/0 a',
      'a.ts/1 b',
      'a.ts/2 c',
    ]));
  it('stands at a return of its own, where one function answers for several tools', () =>
    expect(
      placed({
        handlers: [['a.ts#/unknown', 'a.ts#/one'], ['a.ts#/unknown'], ['a.ts#/unknown', 'b.ts#/three']].map(
          (returns, tool) => ({ at: 'a.ts#/call', tool, returns: returns.map((at) => ({ at })) }),
        ),
      }),
    ).toEqual(['a.ts/one a', 'a.ts/call b', 'b.ts/three c']));
  it('stands at the tool, where its code was not read', () => {
    expect(placed({ handlers: [{ at: 'a.ts#/x', tool: 1 }] })).toEqual(['a', 'a.ts/x b', 'c']);
    const bare = synthetic({ id: 'o', tools: [{ name: 'a' }] }).server;
    expect(atHandler(bare, bare.tools[0]!.address)).toEqual({ at: bare.tools[0]!.address });
  });
});
