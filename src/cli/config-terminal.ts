import { severitiesOf } from '../engine/severity.ts';
import { columns, pad } from '../reporters/terminal/width.ts';
import { styleOf, type Style } from '../reporters/terminal/style.ts';
import { groupBy } from '../model/group.ts';
import { join } from '../model/pointer.ts';
import { grouped, plural } from '../text/numbers.ts';
import { printable } from '../text/printable.ts';
import type { Config } from '../config/config.ts';
import { said, type From, type Shown } from './config-shown.ts';

interface Look {
  readonly color: boolean;
  readonly width: number;
}

/** One line: what it is, its value, and where that comes from. */
interface Row {
  readonly key: string;
  readonly value: string;
  readonly from?: From | string;
}

/** How many rules of one origin are listed one by one; more are only counted. */
const MOST = 12;

/** What is configured as a person reads it: by section, with the place of each value beside it. */
export function renderConfig(shown: Shown, { color, width }: Look): string {
  const style = styleOf({ color, links: false });
  const { file, layers, plugins } = shown;
  const sections: readonly (readonly [title: string, rows: readonly Row[]])[] = [
    [
      file ?? 'no configuration in this folder',
      [
        ...layers.slice(0, -1).map((name): Row => ({ key: 'extends', value: name })),
        ...plugins.map((each): Row => ({
          key: 'plugin',
          value: `${each.name}, ${plural(each.rules, 'rule')}`,
          from: each.file,
        })),
      ],
    ],
    ['targets', targetRows(shown)],
    ['limits', limitRows(shown)],
    ['rules', ruleRows(shown)],
    ['overrides', overrideRows(shown)],
    ['servers', useRows(shown)],
  ];
  const texts = sections.flatMap(([title, rows], i) =>
    i > 0 && rows.length === 0 ? [] : [[style.bold(printable(title)), ...table(rows, width, style)].join('\n')],
  );
  return `${texts.join('\n\n')}\n`;
}

/** In columns; where a row is too long for the terminal, its place stands below it. */
function table(rows: readonly Row[], width: number, style: Style): string[] {
  const texts = rows.map(({ key, value, from }) => ({
    key: printable(key),
    value: printable(value, 2_000),
    place: from === undefined ? '' : printable(typeof from === 'string' ? from : said(from), 300),
  }));
  const widest = (of: (row: (typeof texts)[number]) => string, most: number): number =>
    texts.reduce((wide, row) => Math.min(most, Math.max(wide, columns(of(row)))), 0);
  const keys = widest(({ key }) => key, 40);
  const places = widest(({ place }) => place, 40);
  const values = widest(({ key, value }) => (key === '' ? '' : value), Math.max(24, width - keys - places - 6));
  return texts.flatMap(({ key, value, place }) => {
    const lead = key === '' ? '  ' : `  ${pad(key, keys)}  `;
    const gap = ' '.repeat(Math.max(0, (key === '' ? keys + 2 : 0) + values - columns(value)) + 2);
    const text = `${lead}${painted(value, style)}`;
    if (place === '') return [text.trimEnd()];
    const isLong = columns(lead) + columns(value) + gap.length + columns(place) > width;
    return isLong ? [text, `${' '.repeat(columns(lead))}${style.dim(place)}`] : [`${text}${gap}${style.dim(place)}`];
  });
}

const painted = (value: string, style: Style): string =>
  value.replace(/^(?:error|warning|info)\b/, (level) => style.severity[level as keyof Style['severity']](level));

function targetRows({ config, from }: Shown): Row[] {
  const { targets = [] } = config;
  if (targets.length === 0)
    return [{ key: '', value: 'the source of the repository here, read and not run', from: { what: 'default' } }];
  return targets.map((target, i): Row => {
    const origin = from.get(join('', 'targets', i));
    const where = origin ? { from: origin } : {};
    if (typeof target === 'string') return { key: '-', value: target, ...where };
    const { name = '-', ...rest } = target;
    return { key: name, value: 'word' in rest ? rest.word : partsOf(rest), ...where };
  });
}

/** `node dist/server.js · env TOKEN=… · source src` */
const partsOf = (target: object): string =>
  Object.entries(target)
    .flatMap(([key, value]) => {
      if (value === undefined) return [];
      if (Array.isArray(value)) return [`${key === 'args' ? 'args ' : ''}${value.join(' ')}`];
      if (typeof value === 'object' && value !== null)
        return [
          `${key} ${Object.entries(value as object)
            .map(([name, each]) => `${name}=${String(each)}`)
            .join(' ')}`,
        ];
      return [/^(?:url|json)$/.test(key) ? String(value) : `${key} ${String(value)}`];
    })
    .join(' · ');

function limitRows({ config, from }: Shown): Row[] {
  const { failOn, maxWarnings, baseline, budget = {}, diff = {} } = config;
  const row = (pointer: string, value: unknown): Row[] => {
    if (value === undefined) return [];
    const origin = from.get(pointer);
    const text = typeof value === 'number' ? grouped(value) : String(value);
    return [{ key: pointer.slice(1).replace('/', '.'), value: text, ...(origin ? { from: origin } : {}) }];
  };
  const { toolset } = budget;
  return [
    ...row('/failOn', failOn),
    ...row('/maxWarnings', maxWarnings),
    ...row('/baseline', baseline),
    ...(['tokens', 'tool', 'instructions'] as const).flatMap((key) => row(`/budget/${key}`, budget[key])),
    ...row('/budget/toolset', typeof toolset === 'object' ? named(toolset) : toolset),
    ...row('/diff/failOn', diff.failOn),
    ...row('/diff/maxGrowth', diff.maxGrowth),
  ];
}

const named = (limits: Readonly<Record<string, number>>): string =>
  Object.entries(limits)
    .map(([name, tokens]) => `${name} ${grouped(tokens)}`)
    .join(', ');

/** What differs from the default, by where it comes from: presets that set many are counted. */
function ruleRows({ config, rules, from }: Shown): Row[] {
  const byId = new Map(rules.map((rule) => [rule.meta.id, rule]));
  const set = Object.entries(config.rules ?? {}).map(([id, setting]) => {
    const [level, options = {}] = typeof setting === 'string' ? [setting] : setting;
    return { id, level, options, from: from.get(join('', 'rules', id)) ?? ({ what: 'default' } as const) };
  });
  const off = set.filter(({ level }) => level === 'off').length;
  const total = `${rules.length - off} of ${rules.length} on${set.length === 0 ? ', each at its own level' : ''}`;
  const groups = groupBy(set, (each) => (each.from.what === 'preset' ? `${said(each.from)} ${each.level}` : each.id));
  const ordered = [...groups.values()].toSorted(
    (a, b) => Number(b.length > MOST) - Number(a.length > MOST) || (a[0]!.id < b[0]!.id ? -1 : 1),
  );
  return [
    { key: '', value: total },
    ...ordered.flatMap((group): Row[] => {
      const [first] = group;
      if (first!.from.what === 'preset' && group.length > MOST)
        return [{ key: `${group.length} rules`, value: first!.level, from: first!.from }];
      return group.flatMap(({ id, level, options, from: origin }) => {
        const { meta } = byId.get(id)!;
        const own = severitiesOf(meta).join(', ');
        return [
          { key: id, value: level === own ? level : `${level} (is ${own})`, from: origin },
          ...Object.entries(options).map(([name, value]): Row => {
            const by = from.get(join('', 'rules', id, 1, name)) ?? origin;
            const usual = meta.options?.[name]?.default;
            return { key: `  ${name}`, value: `${text(value)} (is ${text(usual)})`, from: by };
          }),
        ];
      });
    }),
  ];
}

const text = (value: unknown): string =>
  Array.isArray(value) ? (value.length === 0 ? 'none' : value.join(', ')) : String(value);

function overrideRows({ config, from }: Shown): Row[] {
  return (config.overrides ?? []).flatMap((override, i): Row[] => {
    const { servers, tools, reason, until } = override;
    const origin = from.get(join('', 'overrides', i));
    const who = [
      ...(servers === undefined ? [] : [`servers ${text(servers)}`]),
      ...(tools === undefined ? [] : [`tools ${text(tools)}`]),
    ].join(', ');
    const why = [...(reason === undefined ? [] : [reason]), ...(until === undefined ? [] : [`until ${until}`])];
    return [
      { key: who || 'everywhere', value: why.join(', '), ...(origin ? { from: origin } : {}) },
      ...Object.entries(override.rules).map(([id, setting]): Row => {
        const [level, options = {}] = typeof setting === 'string' ? [setting] : setting;
        const set = Object.entries(options).map(([name, value]) => `${name} ${text(value)}`);
        return { key: `  ${id}`, value: [level, ...set].join(', ') };
      }),
    ];
  });
}

/** How the servers are used. */
function useRows({ config, from }: Shown): Row[] {
  const values: readonly (readonly [key: keyof Config, value: string | undefined])[] = [
    ['toolsets', config.toolsets && Object.keys(config.toolsets).join(', ')],
    ['variants', config.variants && Object.keys(config.variants).join(', ')],
    ['workflows', config.workflows && String(config.workflows.length)],
    ['turnBudget', config.workflows && `${grouped(config.turnBudget ?? 0)} ms`],
    ['archetype', config.archetype],
  ];
  return values.flatMap(([key, value]) => {
    const origin = from.get(join('', key));
    return value === undefined ? [] : [{ key, value, ...(origin ? { from: origin } : {}) }];
  });
}
