import { defineRule, few, groupBy, nameOf, unstatedForms } from '../../src/rule.ts';

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
        text: '`{names}`{rest} of `{tool}`: nothing says how to write {what}.',
        severity: 'warning',
        hint: 'Add `"format": "date-time"` or `"format": "date"`, and to the description: "ISO 8601, e.g. 2026-03-01T09:00:00Z".',
        points: 10,
      },
      duration: {
        text: '`{names}`{rest} of `{tool}`: nothing says in which unit.',
        hint: 'Add the unit to the description, "… in seconds", or to the name: `{first}_seconds`.',
      },
      form: {
        text: '`{names}`{rest} of `{tool}`: nothing says how to write {what}.',
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
    *tool(tool, { facts }) {
      const { description = '', name } = tool.data;
      const all = facts.parameters(tool);
      const open = unstatedForms(all, description);
      for (const [form, found] of groupBy(open, (each) => each.form)) {
        const [first, ...others] = found.map(({ parameter }) => parameter);
        yield {
          at: first!.node.at('description'),
          key: form,
          message: form === 'date' || form === 'duration' ? form : 'form',
          share: found.length / all.length,
          data: {
            tool: nameOf(name),
            first: first!.name,
            what: found.length > 1 ? 'them' : 'it',
            say: { say: SAY[form] ?? '', data: {} },
            ...few([first!, ...others].map(({ path }) => path)),
          },
          because: [...found.map(({ parameter }) => parameter.at), tool.at('description')],
          parts: others.length > 0 ? found.map(({ parameter }) => parameter.node.at('description')) : [],
          related: others.slice(0, 20).map(({ node, path }) => ({ at: node.at('description'), note: path })),
        };
      }
    },
  },
);
