import {
  cut,
  defineRule,
  few,
  groupBy,
  nameOf,
  oneByOne,
  spread,
  unreadAt,
  unstatedForms,
  type Address,
  type Item,
  type Parameter,
  type Phrase,
  type Tool,
} from '../../src/rule.ts';

/** How a value may be written, as a description would say it. */
const SAY: Readonly<Record<string, string>> = {
  sort: 'One of …, then `asc` or `desc`: `"created_at desc"`.',
  filter: 'Fields and operators: `"status = open AND priority > 2"`.',
  color: 'Hex, such as `"#1A73E8"`, or the names that are allowed.',
  language: 'ISO 639-1 code, such as `"de"`, or a locale such as `"de-DE"`.',
  bbox: 'The order and the unit: west, south, east, north in degrees: `"5.9,47.2,15.0,55.1"`.',
  encoding: 'One of `"utf-8"`, `"base64"`.',
};

export default defineRule(
  {
    id: 'param-format-unstated',
    title: 'A value that can be written in several ways says in which.',
    category: 'description',
    severity: 'info',
    points: 5,
    why: 'There are a dozen ways to write a date, and a timeout of 30 may be seconds or milliseconds. The model takes one of them; the call fails, or passes with another day or a thousandth of the time.',
    hint: 'Name the form and show one value: `"format": "date-time"`, "in seconds", "one of …".',
    messages: {
      date: {
        text: '`{names}`{rest} {where}: `{text}` does not say how to write {what}. An agent picks one of many forms, and the call fails or means another day.',
        severity: 'warning',
        hint: 'Add `"format": "date-time"` or `"format": "date"`, and to the description: "ISO 8601, e.g. 2026-03-01T09:00:00Z".',
        points: 10,
      },
      duration: {
        text: '`{names}`{rest} {where}: `{text}` does not say in which unit. An agent may be off by a factor of a thousand.',
        hint: 'Add the unit to the description, "… in seconds", or to the name: `{first}_seconds`.',
      },
      form: {
        text: '`{names}`{rest} {where}: `{text}` does not say how to write {what}. An agent guesses, and the call fails or does without it.',
        hint: 'Name the form and show one value, for example: {say}',
      },
    },
    references: [
      'https://www.anthropic.com/engineering/writing-tools-for-agents',
      'https://json-schema.org/draft/2020-12/json-schema-validation#section-7.3',
    ],
    realCase:
      'azure-devops (@azure-devops/mcp 2.10.0): `startDate` of `testplan_test_plan_write` is "The start date of the test plan."',
    since: '0.1.0',
  },
  {
    *server(server, { facts }) {
      const isUnread = unreadAt(server);
      const all = server.tools.flatMap((tool) => {
        const { description = '' } = tool.data;
        const parameters = facts.parameters(tool);
        const byForm = groupBy(unstatedForms(parameters, description), ({ form }) => form);
        return [...byForm].map(([form, found]): Open => {
          const own = found.map(({ parameter }) => parameter);
          const because = [...own.map(({ at }) => at), tool.at('description')];
          return { tool, form, parameters: own, share: own.length / parameters.length, because };
        });
      });
      // What could not be read is spoken of alone: it takes nothing else with it.
      const alike = groupBy(all, (open) =>
        open.because.some(isUnread) ? open : `${open.form} ${open.parameters.map(({ path }) => path).join()}`,
      );
      for (const same of alike.values())
        for (const group of oneByOne(same)) {
          const [first] = group as [Open, ...Open[]];
          const places = group.flatMap(({ parameters }) => parameters.map(({ node }) => node.at('description')));
          const { parameters, form } = first;
          const [one] = parameters as [Parameter, ...Parameter[]];
          const isOne = group.length === 1 && parameters.length === 1;
          const place = spread(server, places);
          const beside = parameters.slice(1, 21).map(({ node, path }) => ({ at: node.at('description'), note: path }));
          yield {
            ...place,
            related: group.length === 1 ? beside : place.related,
            parts: isOne ? [] : places,
            key: group.length === 1 ? form : `${form} ${parameters.map(({ path }) => path).join()}`,
            message: form === 'date' || form === 'duration' ? form : 'form',
            share: group.map(({ share }) => share),
            shared: group.map(({ tool }) => tool.at('inputSchema')),
            data: {
              ...few(parameters.map(({ path }) => path)),
              where: whereOf(group),
              text: cut(one.description.replaceAll(/\s+/g, ' ').replace(/\.$/, ''), 80),
              first: one.name,
              what: parameters.length > 1 ? 'them' : 'it',
              say: { say: SAY[form] ?? '', data: {} },
            },
            because: group.flatMap((each) => each.because),
          };
        }
    },
  },
);

/** The parameters of one tool that take the same form. */
interface Open {
  readonly tool: Item<Tool>;
  readonly form: string;
  readonly parameters: readonly Parameter[];
  /** Of all parameters of the tool. */
  readonly share: number;
  readonly because: readonly Address[];
}

const whereOf = (group: readonly Open[]): Phrase => ({
  say: group.length > 1 ? 'of {count} tools, such as `{tool}`' : 'of `{tool}`',
  data: { tool: nameOf(group[0]!.tool.data.name), count: group.length },
});
