import { isObject } from '../model/schema.ts';
import type { Context, Report, RuleMeta } from '../rule.ts';
import { grouped } from '../text/numbers.ts';
import { UserError } from '../user-error.ts';
import { didYouMean, quotable } from './problem.ts';

/** Of one tool, or one server: nobody reads more, and a report without end fills the memory. */
const MOST = 10_000;

type Run = () => unknown;

/** The reports of a rule of others, each of them checked for what the engine takes for granted in ours. What it throws is said to be its mistake. */
export function* guarded(run: Run, { id, messages }: RuleMeta, context: Context): Iterable<Report> {
  const fail = (does: string, hints: readonly string[]): UserError =>
    new UserError(`the rule \`${id}\` ${does}`, { hints });
  const server = context.server.id;
  let count = 0;
  try {
    const reports = run() ?? [];
    if (typeof reports !== 'object' || !(Symbol.iterator in reports))
      throw fail('gives no reports that can be read one by one', ['make its checks generators: `*tool(tool) { … }`']);
    for (const report of reports as Iterable<unknown>) {
      if (++count > MOST)
        throw fail(`reports more than ${grouped(MOST)} times of one tool or server`, [
          'report once, and say how many there are',
        ]);
      if (!isObject(report))
        throw fail('yields what is no report', ['yield `{ message: "…", at: tool.at("description") }`']);
      const { message } = report;
      if (typeof message !== 'string' || !Object.hasOwn(messages, message))
        throw fail(
          typeof message === 'string'
            ? `reports \`${quotable(message)}\`, which is none of its messages`
            : 'reports without a message',
          [
            ...(typeof message === 'string' ? didYouMean(message, Object.keys(messages)) : []),
            `its messages: ${Object.keys(messages)
              .map((name) => `\`${quotable(name)}\``)
              .join(', ')}`,
          ].slice(0, 1),
        );
      if (!isAddress(report['at'], server))
        throw fail('reports without an address', ['give the part it speaks of: `at: tool.at("description")`']);
      const odd = oddIn(report, server);
      if (odd !== undefined) throw fail(`reports with ${odd[0]}`, [odd[1]]);
      yield report as unknown as Report;
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw fail(`throws ${nameOf(error)}`, [`turn it off (\`--rule ${id}=off\`), and tell the authors of the plugin`]);
  }
}

/** An error in a few words, whatever was thrown. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'what is no error';
  const [name, message] = [error.name, error.message].map((part: unknown) => (typeof part === 'string' ? part : ''));
  const [first = ''] = message!.split(/[\r\n]/, 1);
  return [name || 'Error', first].filter(Boolean).join(': ');
}

const KINDS = new Set<unknown>(['server', 'tool', 'prompt', 'resource', 'code']);

function isAddress(value: unknown, server: string): boolean {
  if (!isObject(value)) return false;
  const { kind, name, nth, pointer } = value;
  return (
    value['server'] === server &&
    KINDS.has(kind) &&
    typeof name === 'string' &&
    (kind === 'server') === (name === '') &&
    Number.isSafeInteger(nth) &&
    (nth as number) > 0 &&
    typeof pointer === 'string' &&
    (pointer === '' || pointer.startsWith('/'))
  );
}

/** What is wrong in what a report may have beside its message and address, and what belongs there. */
function oddIn(
  {
    data = {},
    key = '',
    part = 'value',
    because,
    parts,
    shared,
    related = [],
    share = 1,
  }: Readonly<Record<string, unknown>>,
  server: string,
): readonly [what: string, hint: string] | undefined {
  const values = isObject(data) ? Object.entries(data) : undefined;
  if (!values) return ['`data` that is no object', 'give `data: { name: value }`'];
  const odd = values.find(([, value]) => value !== undefined && !isValue(value));
  if (odd)
    return [`\`data.${quotable(odd[0])}\` that cannot be shown`, 'texts, numbers and arrays of texts can be shown'];
  if (typeof key !== 'string') return ['a `key` that is no string', 'a key tells apart two reports at one address'];
  if (part !== 'value' && part !== 'key') return ['a `part` that is none', '`part` is `value` or `key`'];
  for (const [name, all] of Object.entries({ because, parts, shared }))
    if (all !== undefined && !(Array.isArray(all) && all.every((at) => isAddress(at, server))))
      return [`\`${name}\` that is no array of addresses`, `for example \`${name}: [tool.at("description")]\``];
  const isRelated = (each: unknown): boolean =>
    isObject(each) && typeof each['note'] === 'string' && isAddress(each['at'], server);
  if (!Array.isArray(related) || !related.every(isRelated))
    return [
      '`related` that is no array of places',
      'for example `related: [{ at: other.at("name"), note: "also here" }]`',
    ];
  const shares: readonly unknown[] = Array.isArray(share) ? share : [share];
  if (!shares.every((each) => typeof each === 'number' && each > 0 && each <= 1))
    return ['a `share` that is none', 'a share is above 0 and at most 1'];
  return undefined;
}

function isValue(value: unknown): boolean {
  if (typeof value === 'string' || typeof value === 'number') return true;
  if (Array.isArray(value)) return value.every((each) => typeof each === 'string');
  return (
    isObject(value) &&
    typeof value['say'] === 'string' &&
    isObject(value['data']) &&
    Object.values(value['data']).every((each) => typeof each === 'string' || typeof each === 'number')
  );
}
