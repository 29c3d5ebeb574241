import {
  atHandler,
  defineRule,
  few,
  groupBy,
  MODERN,
  type Address,
  type CodeFacts,
  type HandlerFact,
  type Item,
  type LoopFact,
  type Tool,
  type ToolServer,
} from '../../src/rule.ts';

/** A timeout that somebody sets beyond the 60 seconds after which the official SDK's client gives up; SDKs of services have up to 80 by themselves. */
const GIVEN_UP = 90_000;
const WORK =
  /^(?:export|build|batch|deploy|crawl|render|transcode|train|backup|restore|migrate|reindex|import|sync|generate)$/;
/** What a later call asks for. */
const HANDLE =
  /^(?:job|task|run|batch|request|execution|operation|crawl|build|export|deployment|taskrun|workflow)_?(?:id|uuid)$|^(?:status|poll)_?url$/i;

export default defineRule(
  {
    id: 'long-call-untasked',
    title: 'Work that takes long is offered as a task, or answered with a handle.',
    category: 'operations',
    severity: 'info',
    why: 'A call that waits holds the turn: the person sees nothing, and clients of the official SDK give up after 60 seconds, most hosts before. The work goes on without anybody who waits for it, and the agent starts it once more. Tasks of the protocol and handles let the agent go on and ask later.',
    hint: 'Start the work, answer at once with its id, and offer a tool that asks how far it is; or offer it as a task: {how}.',
    advice:
      'Start the work, answer at once with its id, and offer a tool that asks how far it is; or offer it as a task: with `execution.taskSupport` in 2025-11-25, by the extension `io.modelcontextprotocol/tasks` since 2026-07-28.',
    messages: {
      waits:
        'A call of `{tools}`{rest} may wait {seconds} s by its own numbers, and there is no task and no handle to ask for later.',
      timeouts:
        '`{tools}`{rest} gives a service {seconds} s for one answer, longer than clients wait, and there is no task and no handle to ask for later.',
      named:
        'A call of `{tools}`{rest} waits and asks until its work is done, and there is no task and no handle to ask for later.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/utilities/tasks',
      'https://modelcontextprotocol.io/extensions/tasks/overview',
      'https://arxiv.org/abs/2603.13417',
    ],
    realCase: 'orellazri/coda-mcp at b2dfbcd: a tool that exports a page waits five times five seconds for it',
    since: '0.1.0',
    needs: 'code',
    options: {
      most: {
        type: 'integer',
        default: 10_000,
        minimum: 1,
        describe: 'How many milliseconds a call may wait before that is long.',
      },
    },
  },
  {
    *server(server, { facts, options: { most } }) {
      const { code, tools } = server;
      if (!code || offersTasks(server)) return;
      const byKey = new Map(tools.map((tool) => [keyOf(tool.address), tool]));
      const told = code.handlers.facts.flatMap((handler): Told[] => {
        const tool = byKey.get(keyOf(handler.tool));
        if (!tool || isTask(tool) || answersHandle(handler)) return [];
        const { waits = 0 } = handler;
        const { name } = tool.data;
        const poll = longestLoop(code, handler.tool, most);
        const of = { name, tool: handler.tool, at: poll?.at ?? atHandler(server, handler.tool).at };
        if (waits >= most) return [{ ...of, message: 'waits', ms: waits }];
        const slow = slowest(code, handler.tool);
        if (slow) return [{ ...of, at: slow.at, message: 'timeouts', ms: slow.ms }];
        // a poll that a clock or a count ends is as long as somebody asks for
        const isOpen = poll && poll.calls.length > 0 && poll.bound !== 'time' && poll.bound !== 'count';
        return isOpen && facts.words(name).some((word) => WORK.test(word)) ? [{ ...of, message: 'named', ms: 0 }] : [];
      });
      // tools that wait in one loop are one finding
      for (const same of groupBy(told, ({ at, message }) => `${message}\0${at.name}\0${at.pointer}`).values()) {
        const { at, message } = same[0]!;
        const { names, rest } = few(
          same.map(({ name }) => name),
          3,
        );
        const seconds = Math.round(Math.max(...same.map(({ ms }) => ms)) / 1000);
        yield {
          at,
          message,
          shared: same.map(({ tool }) => tool),
          related: same.slice(0, 20).map(({ tool, name }) => ({ at: tool, note: `the tool ${name}` })),
          data: { tools: names, rest, seconds, how: { say: howIn(server.revisions), data: {} } },
        };
      }
    },
  },
);

interface Told {
  readonly name: string;
  readonly tool: Address;
  readonly at: Address;
  readonly message: 'waits' | 'timeouts' | 'named';
  readonly ms: number;
}

const keyOf = ({ name, nth }: Address): string => `${nth}\0${name}`;

/** The loop that a call of the tool is longest in, as far as its numbers say; a few tries more are no wait. */
function longestLoop({ loops }: CodeFacts, tool: Address, most: number): LoopFact | undefined {
  const total = ({ wait = 0, rounds = 0 }: LoopFact): number => wait * rounds;
  return loops.facts
    .filter(({ kind, tools }) => kind === 'poll' && tools.some((each) => keyOf(each) === keyOf(tool)))
    .toSorted((a, b) => total(b) - total(a))
    .find((loop) => loop.calls.length > 0 || loop.wait === undefined || total(loop) >= most);
}

/** The call that is given the most time, if that is more than anybody waits. */
function slowest({ outbound }: CodeFacts, tool: Address): { readonly at: Address; readonly ms: number } | undefined {
  const all = outbound.facts.flatMap(({ at, timeout, background, tools }) =>
    typeof timeout === 'number' &&
    timeout >= GIVEN_UP &&
    !background &&
    tools.some((each) => keyOf(each) === keyOf(tool))
      ? [{ at, ms: timeout }]
      : [],
  );
  return all.toSorted((a, b) => b.ms - a.ms)[0];
}

/** `execution` of 2025-11-25, whatever it says but that it is no task. */
function isTask({ data: { raw } }: Item<Tool>): boolean {
  const { taskSupport } = (raw['execution'] ?? {}) as { readonly taskSupport?: unknown };
  return taskSupport === 'optional' || taskSupport === 'required';
}

/** The extension of 2026-07-28, by which a server makes a task of any call. */
const offersTasks = ({ capabilities }: ToolServer): boolean =>
  JSON.stringify(capabilities ?? {}).includes('io.modelcontextprotocol/tasks');

const answersHandle = ({ returns }: HandlerFact): boolean =>
  returns.some(({ where, shape }) => where === 'success' && shape.text.fields.some((field) => HANDLE.test(field)));

function howIn(revisions: readonly string[]): string {
  const modern = 'by the extension `io.modelcontextprotocol/tasks`';
  const legacy = 'with `"execution": { "taskSupport": "optional" }` (2025-11-25)';
  if (revisions.length === 0) return `${legacy}, or ${modern} (2026-07-28)`;
  if (revisions.every((revision) => revision >= MODERN)) return modern;
  return revisions.includes(MODERN) ? `${legacy} and ${modern} (2026-07-28)` : legacy;
}
