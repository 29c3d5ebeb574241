import type { Rule } from '../rule.ts';

/** The same words on every page: a comment where there is a source it can stand in, and the configuration. */
export function silencing({ meta: { id, needs }, checks }: Rule): readonly string[] {
  if (checks.suppression)
    return [
      '## Silencing it',
      '',
      'No comment silences what is said about comments. In `mcp-audit.config.json`:',
      '',
      ...fenced({ rules: { [id]: 'off' } }),
    ];
  const isWire = needs === 'wire';
  const where = isWire ? { servers: 'orders' } : { tools: 'get_*' };
  return [
    '## Silencing it',
    '',
    ...(isWire
      ? ['What it speaks of is seen on the wire and stands in no source, so there is no comment for it.']
      : [
          'One finding, in TypeScript or JavaScript, by a comment on the line above the place it names:',
          '',
          '```ts',
          `// mcp-audit-disable-next-line ${id} -- the reason`,
          '```',
        ]),
    '',
    `${isWire ? 'In' : 'Several, or those in a tool list, in'} \`mcp-audit.config.json\`; \`servers\` and \`tools\` are names or patterns, and \`until\`, which may be left out, is the last day:`,
    '',
    ...fenced({ overrides: [{ ...where, rules: { [id]: 'off' }, reason: 'the reason', until: '2027-06-30' }] }),
    '',
    'What is silenced stays in every report with its reason, and counts in the score.',
  ];
}

/** A configuration as a block of code. */
export const fenced = (config: unknown): readonly string[] => ['```json', compact(config), '```'];

/** JSON on one line as a person writes it: `{ "rules": { "ID": "off" } }`. */
function compact(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(compact).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, each]) => `${JSON.stringify(key)}: ${compact(each)}`)
    .join(', ')} }`;
}
