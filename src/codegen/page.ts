import { severitiesOf } from '../engine/severity.ts';
import type { RuleOption } from '../options.ts';
import type { Message, Rule, RuleMeta } from '../rule.ts';
import { fenced, silencing } from '../cli/silencing.ts';
import { POINTS } from '../score/weights.ts';

const NOTE = 'generated from rule.ts by npm run gen';
export const START = `<!-- ${NOTE} -->`;
const SETTINGS = `<!-- settings, ${NOTE} -->`;
const END = '<!-- end generated -->';

/** The page of a rule with its two generated parts: what it is, at the top, and at the end its options and how it is silenced. */
export function pageOf(rule: Rule, page: string | undefined): string {
  const top = between(page ?? `${START}\n${END}\n`, START, head(rule));
  const whole = top.includes(SETTINGS) ? top : `${top.trimEnd()}\n\n${SETTINGS}\n${END}\n`;
  return between(whole, SETTINGS, [...options(rule.meta), ...silencing(rule)].join('\n'));
}

/** Replaces what stands between a generated-by comment and the end of that part. */
export function between(text: string, start: string, body: string): string {
  const from = text.indexOf(start);
  const to = text.indexOf(END, from);
  if (from < 0 || to < from) throw new Error(`no \`${start}\` … \`${END}\` in the page`);
  return `${text.slice(0, from + start.length)}\n${body.trim()}\n${text.slice(to)}`;
}

function head({ meta }: Rule): string {
  const references = meta.references.map((reference) =>
    reference.startsWith('http')
      ? `<${reference}>`
      : `[${reference}](https://github.com/${reference.replace('#', '/issues/')})`,
  );
  const levels = severitiesOf(meta).map((level) => `**${level}**`);
  return [
    `# ${meta.id}`,
    meta.title,
    `${levels.join(' or ')} · ${meta.category} · ${pointsOf(meta)} · since ${meta.since}`,
    `**Why.** ${meta.why}`,
    `**Do.** ${meta.advice ?? meta.hint}`,
    `**Seen in.** ${meta.realCase}`,
    `**Sources.** ${references.join(' · ')}`,
  ].join('\n\n');
}

/** What a finding costs: "25 points", or "12.5 to 25 points" where it depends on what is said. */
function pointsOf({ messages, points, severity }: RuleMeta): string {
  const all = Object.values(messages).map((message) => {
    const own: Partial<Message> = typeof message === 'string' ? {} : message;
    return own.points ?? points ?? POINTS[own.severity ?? severity];
  });
  const [least, most] = [Math.min(...all), Math.max(...all)];
  return `${least === most ? '' : `${least} to `}${most} ${most === 1 ? 'point' : 'points'}`;
}

function options({ id, severity, options = {} }: RuleMeta): readonly string[] {
  const entries = Object.entries(options);
  if (entries.length === 0) return [];
  const rows = entries.map(
    ([name, option]) =>
      `| \`${name}\` | ${typeOf(option)} | \`${JSON.stringify(option.default)}\` | ${option.describe} |`,
  );
  const defaults = Object.fromEntries(entries.map(([name, option]) => [name, option.default]));
  return [
    '## Options',
    '',
    '| option | type | default | what it is |',
    '| --- | --- | --- | --- |',
    ...rows.map((row) => row.replace(/(?<=\w)\|(?=\w)/g, '\\|')),
    '',
    ...fenced({ rules: { [id]: [severity, defaults] } }),
    '',
    'The score is made with the defaults, whatever is set.',
    '',
  ];
}

function typeOf(option: RuleOption): string {
  if (option.type === 'strings') return 'list of strings';
  if (option.type === 'boolean') return 'true or false';
  const { minimum, maximum } = option;
  if (minimum !== undefined && maximum !== undefined) return `whole number, ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `whole number from ${minimum}`;
  return maximum === undefined ? 'whole number' : `whole number up to ${maximum}`;
}

/** What the rules of a category are about, in the order of what they weigh in the score. */
const CATEGORIES = {
  description: 'what a model reads before it chooses a tool and fills in its parameters',
  naming: 'names of tools and parameters, and tools that cannot be told apart',
  schema: 'input and output schemas, and other parts that have a form',
  safety: 'annotations, hidden and steering text, secrets, who may reach the server',
  errors: 'what a tool answers when something fails',
  operations: 'transports, health, time, state, and the protocol around the tools',
  budget: 'what the tools cost in context',
} as const satisfies Record<RuleMeta['category'], string>;

/** The rules by category, for the README. */
export function table(rules: readonly Rule[]): string {
  return Object.entries(CATEGORIES)
    .map(([category, about]) => {
      const own = rules.filter(({ meta }) => meta.category === category);
      const rows = own.map(
        ({ meta }) =>
          `| [${meta.id}](rules/${meta.id}/README.md) | ${severitiesOf(meta).join(', ')} | ${meta.title.replaceAll('|', '\\|')} |`,
      );
      const summary = `<summary><b>${category}</b>: ${about} (${own.length})</summary>`;
      return [
        '<details>',
        summary,
        '',
        '| rule | level | what it asks |',
        '| --- | --- | --- |',
        ...rows,
        '',
        '</details>',
      ].join('\n');
    })
    .join('\n\n');
}
