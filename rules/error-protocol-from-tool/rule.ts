import {
  chargedAt,
  defineRule,
  together,
  type Address,
  type CodeFacts,
  type FailureEnd,
  type FailureFact,
} from '../../src/rule.ts';

export default defineRule(
  {
    id: 'error-protocol-from-tool',
    title: 'What fails in a tool is a result, not a protocol error.',
    category: 'errors',
    severity: 'warning',
    why: 'A protocol error is for the client: many show it to nobody, some end the whole run with it. The specification keeps it for unknown tools and malformed requests; what fails inside a tool, bad arguments and failing services alike, belongs into a result with `isError: true`, which the model reads and can act on.',
    hint: 'Return `{ content: [{ type: "text", text }], isError: true }` here instead of throwing. Only an `McpServer` makes such a result of what is thrown; a handler of `tools/call` does not.',
    messages: {
      input:
        'Bad arguments leave the server as a protocol error: the model, which could correct them, may never read why.',
      inputs:
        'In {count} places bad arguments leave the server as a protocol error: the model, which could correct them, may never read why.',
      failure: {
        text: 'A failure inside a tool is thrown on, and leaves the server as a protocol error.',
        severity: 'info',
      },
      many: {
        text: 'In {count} places a failure inside a tool is thrown on, and leaves the server as a protocol error.',
        severity: 'info',
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#error-handling',
      'https://modelcontextprotocol.io/seps/1303-input-validation-errors-as-tool-execution-errors',
      'openai/openai-agents-python#879',
    ],
    realCase:
      'Flux159/mcp-server-kubernetes at 1ece64e: the handler of `tools/call` turns every failure of every tool into `McpError` -32603',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code }) {
      if (code === undefined) return;
      const rejecting = code.throws.facts.filter(({ about, tools }) => about === 'input' && tools.length > 0);
      for (const [first, ...more] of together(rejecting))
        yield {
          ...chargedAt(first!, ...more),
          message: more.length > 0 ? 'inputs' : 'input',
          data: { count: more.length + 1 },
        };
      const leaves = wayOut(code);
      const told = new Set(rejecting.map(({ at }) => placeOf(at)));
      const leaving = code.failures.facts.flatMap((failure) => {
        const end = lastThrow(failure);
        return end && !told.has(placeOf(end)) && leaves(failure) ? [{ ...failure, at: end }] : [];
      });
      for (const [first, ...more] of together(outermost(leaving)))
        yield {
          ...chargedAt(first!, ...more),
          message: more.length > 0 ? 'many' : 'failure',
          data: { count: more.length + 1 },
        };
    },
  },
);

/** Of a catch clause that only throws, the last: those before it mostly let errors of the protocol pass. */
function lastThrow({ form, ends }: FailureFact): Address | undefined {
  return form !== 'branch' && ends.every(({ does }) => does === 'throws') ? ends.at(-1)?.at : undefined;
}

/** Where clauses stand around each other, what each tool's failures come through last: the one that most tools share. */
function outermost(leaving: readonly FailureFact[]): readonly FailureFact[] {
  const most = new Map<string, number>();
  for (const { tools } of leaving)
    for (const tool of tools) most.set(keyOf(tool), Math.max(most.get(keyOf(tool)) ?? 0, tools.length));
  return leaving.filter(({ tools }) => tools.some((tool) => most.get(keyOf(tool)) === tools.length));
}

const placeOf = ({ name, pointer }: Address): string => `${name}\0${pointer}`;
const keyOf = ({ name, nth }: Address): string => `${nth}\0${name}`;

/** Nobody stands between the throw and the wire: its tools are dispatched by hand, and of one of them at least nothing else makes a result of failures. */
function wayOut({ handlers, failures }: CodeFacts): (failure: FailureFact) => boolean {
  const dispatched = new Map<string, boolean>();
  for (const { tool, by } of handlers.facts)
    dispatched.set(keyOf(tool), by === 'dispatch' && dispatched.get(keyOf(tool)) !== false);
  const rescued = new Set(
    failures.facts
      .filter(({ form, ends }) => form !== 'branch' && ends.some(mayBeResult))
      .flatMap(({ tools }) => tools.map(keyOf)),
  );
  return ({ tools }) =>
    tools.some((tool) => !rescued.has(keyOf(tool))) && tools.every((tool) => dispatched.get(keyOf(tool)) === true);
}

/** A lookup that gives null when it fails is no end of the tool. */
const mayBeResult = ({ does, shape }: FailureEnd): boolean =>
  does === 'returns' && (shape === undefined || shape.kind === 'result' || shape.kind === 'unknown');
