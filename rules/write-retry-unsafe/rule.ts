import {
  chargedAt,
  COPIES,
  defineRule,
  few,
  MAKES,
  STARTS,
  type Address,
  type CallFact,
  type Context,
  type Item,
  type Tool,
} from '../../src/rule.ts';

/** Verbs of what is there twice when it is done twice, beside those that make, copy and start. */
const GIVES = new Set(
  'send publish post append comment reply pay charge transfer buy order book invite notify log'.split(' '),
);

export default defineRule(
  {
    id: 'write-retry-unsafe',
    title: 'What is done again after a failure is not done twice.',
    category: 'operations',
    severity: 'info', // seen fewer than ten times on the servers read
    why: 'A request that timed out may have done its work: the answer was lost, not the record. Made again without a key it makes a second one. An agent whose tool tried three times wrote three records, and read one success.',
    hint: 'Give each request a key that stays the same over its tries (`Idempotency-Key`), or make the thing under an id that the caller chooses (`PUT`, an upsert); else try again only where nothing was taken: 429, a refused connection.',
    messages: {
      retried:
        '`{callee}` is made again when it fails, and nothing tells the second from a new one: `{tools}`{rest} may do twice what was asked once.',
      may: {
        text: '`{tools}`{rest}: nothing tells a call that is made again from a new one, so that a client or an agent that tries again does it twice.',
        hint: 'Take a key from the caller and pass it on (`Idempotency-Key`), or look first whether the thing is there; and say `idempotentHint: true` where it is safe.',
        points: 1,
      },
    },
    references: [
      'https://arxiv.org/abs/2603.13417',
      'https://modelcontextprotocol.io/specification/2025-11-25/schema#toolannotations',
      'https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2',
    ],
    realCase:
      'kocakli/Trello-Desktop-MCP at 36041f7: every request of its client, those that make cards as well, is made again after a timeout',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code, tools }, { facts }) {
      const writers = new Map(
        tools.filter((tool) => doesTwice(tool, facts)).map((tool) => [keyOf(tool.address), tool]),
      );
      const readers = new Set(
        tools.filter((tool) => facts.effect(tool).class === 'read').map(({ address }) => keyOf(address)),
      );
      // a POST that tools come to which only read is a login, or a question
      const isCommon = ({ method, tools: all }: CallFact): boolean =>
        method === 'write' && all.some((at) => readers.has(keyOf(at)));
      const writing = (call: CallFact): Address[] =>
        isCommon(call) ? [] : call.tools.filter((at) => writers.has(keyOf(at)));
      const calls = (code?.outbound.facts ?? [])
        .filter(({ idempotent, method, background }) => !idempotent && method !== 'read' && !background)
        .map((call) => ({ ...call, tools: writing(call) }))
        .filter((call) => call.tools.length > 0);
      const retried = calls.filter(({ retry }) => retry === 'loop');
      for (const call of retried)
        yield { ...chargedAt(call), message: 'retried', data: { callee: call.callee, ...named([call]) } };
      // one that nobody knows to be a request that changes something may be a question on the way
      const [first, ...more] = calls.filter(({ retry, method }) => method === 'write' && retry !== 'loop');
      if (first)
        yield {
          ...chargedAt(first, ...more),
          message: 'may',
          data: named([first, ...more]),
          share: new Set([first, ...more].flatMap((call) => call.tools.map(keyOf))).size / tools.length,
        };
    },
  },
);

const keyOf = ({ name, nth }: Address): string => `${nth}\0${name}`;

function named(calls: readonly CallFact[]): { readonly tools: readonly string[]; readonly rest: string } {
  const { names: tools, rest } = few([...new Set(calls.flatMap((call) => call.tools.map(({ name }) => name)))], 3);
  return { tools, rest };
}

/** Calling it twice makes two: by what it does, and unless its author says otherwise. */
function doesTwice(tool: Item<Tool>, facts: Context['facts']): boolean {
  if (tool.data.annotations?.idempotentHint === true) return false;
  const { class: effect, unannotated } = facts.effect(tool);
  const { lemma = '' } = unannotated;
  const isWrite = effect === 'write' || effect === 'external' || effect === 'destructive';
  return isWrite && (MAKES.has(lemma) || COPIES.has(lemma) || STARTS.has(lemma) || GIVES.has(lemma));
}
