import { describe, expect, it } from 'vitest';

import { isFailed } from '../inputs/input.ts';
import { loadText } from '../inputs/json/load.ts';
import { ARCHETYPES } from '../model/archetypes.ts';
import { codeCase, type Case } from '../testing/code-case.ts';
import { factsOf } from './facts.ts';
import type { Given } from './given.ts';

function archetype(json: string, given?: Given) {
  const [loaded] = loadText(json, 'case.json', 'case');
  if (!loaded || isFailed(loaded)) throw new Error('the case does not load');
  const { name, by, evidence } = factsOf(loaded.server, given).archetype();
  return { name, by, says: evidence.map(({ says, at }) => `${says} @ ${at.name}${at.pointer}`) };
}

const tools = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `t${i}` }));
const call = (file: string, reached: readonly number[], more: object = {}) => ({
  at: `${file}.ts#/f/call~1`,
  tools: reached,
  ...more,
});
const writes = (...reached: readonly (readonly number[])[]) =>
  reached.map((each, i) => call(`w${i}`, each, { method: 'write' }));
const KNOWN: Case = { tools: tools(4) };

describe('the archetype', () => {
  it.each<[why: string, known: Case, name: string, ...says: string[]]>([
    [
      'passes calls on',
      { outbound: [call('rare', [0]), call('api', [0, 1])] },
      'api-wrapper',
      'another service is called by 2 of 4 tools @ api.ts/f/call~1',
    ],
    ['passes few calls on', { outbound: [call('api', [0])] }, 'unknown'],
    ['only tells who wrote it', { outbound: [call('api', [0, 1, 2, 3], { background: true })] }, 'unknown'],
    ['makes nothing of a call', {}, 'unknown'],
    [
      'makes three changes of a call',
      { outbound: [...writes([0], [0], [0, 1]), call('api', [1, 2, 3])] },
      'workflow-orchestrator',
      '3 or more different changes are made in one call by 1 of 4 tools @ w2.ts/f/call~1',
    ],
    [
      'changes two things',
      { outbound: [...writes([0], [0]), call('api', [1, 2, 3])] },
      'api-wrapper',
      'another service is called by 4 of 4 tools @ api.ts/f/call~1',
    ],
    [
      'opens a session before each change',
      { outbound: [...writes([0], [0]), call('session', [0, 1, 2, 3], { method: 'write' })] },
      'api-wrapper',
      'another service is called by 4 of 4 tools @ session.ts/f/call~1',
    ],
    [
      'reads much in a call',
      { outbound: [1, 2, 3].map((nth) => call(`r${nth}`, [0, 1])) },
      'api-wrapper',
      'another service is called by 2 of 4 tools @ r1.ts/f/call~1',
    ],
    [
      'asks a database',
      { outbound: [call('db', [0, 1], { client: 'pg' }), call('api', [2, 3])] },
      'stateful-backend',
      'a database (pg) is used by 2 of 4 tools @ db.ts/f/call~1',
    ],
    [
      'keeps results for later calls',
      { state: [{ at: 'store.ts#/put/set~1', tools: [0, 1] }], outbound: [call('api', [0, 1, 2, 3])] },
      'stateful-backend',
      'something is kept in memory for a later call by 2 of 4 tools @ store.ts/put/set~1',
    ],
    [
      'keeps what can be asked again',
      { state: [{ at: 'cache.ts#/put/set~1', tools: [0, 1, 2], what: 'cache' }], outbound: [call('api', [0, 1])] },
      'api-wrapper',
      'another service is called by 2 of 4 tools @ api.ts/f/call~1',
    ],
    [
      'keeps the sessions of a transport, which no tool looks at',
      { state: [{ at: 'http.ts#/post/set~1', tools: [], what: 'session' }], outbound: [call('api', [0, 1])] },
      'api-wrapper',
      'another service is called by 2 of 4 tools @ api.ts/f/call~1',
    ],
  ])('of a server that %s', (_, known, name, ...says) =>
    expect(archetype(codeCase({ ...KNOWN, ...known }))).toEqual({ name, by: 'source', says }),
  );

  const open = { annotations: { openWorldHint: true } };
  it.each<[why: string, list: readonly object[], name: string, ...says: string[]]>([
    ['says nothing', tools(3), 'unknown'],
    ['lists nothing', [], 'unknown'],
    [
      'says that its tools reach out',
      [{ name: 'a' }, { name: 'b', ...open }],
      'api-wrapper',
      '`openWorldHint: true` is said by 1 of 2 tools @ b/annotations/openWorldHint',
    ],
    ['says so of few of them', [{ name: 'a' }, { name: 'b' }, { name: 'c', ...open }], 'unknown'],
  ])('of a list that %s', (_, list, name, ...says) =>
    expect(archetype(JSON.stringify({ tools: list }))).toEqual({ name, by: 'tools', says }),
  );

  it.each(ARCHETYPES)('is what the configuration says: %s', (name) => {
    const said = { name, by: 'configuration', says: [] };
    expect(archetype(codeCase({ outbound: [call('api', [0])] }), { archetype: name })).toEqual(said);
    expect(archetype('{"tools":[]}', { archetype: name })).toEqual(said);
  });
});
