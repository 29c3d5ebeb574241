import {
  defineRule,
  expandAbbreviation,
  groupBy,
  isObject,
  isPlaceholder,
  singularOf,
  type Facts,
} from '../../src/rule.ts';

type Concept = ReturnType<Facts['parameterNames']>[number];
type Parameter = NonNullable<ReturnType<Concept['names']['get']>>[number];

const KEYS = new Set(['id', 'ids', 'uuid', 'uuids', 'guid', 'guids', 'gid']);
/** A parameter that says what the identifier is of: `delete` with `type` and `id`. */
const KINDS = new Set([
  'type',
  'kind',
  'object',
  'resource',
  'entity',
  'category',
  'collection',
  'table',
  'model',
  'resourcetype',
  'objecttype',
  'entitytype',
]);
/** Words that do not say of what. */
const EMPTY = new Set(
  'a an the this that of to for by with in is id ids identifier identifiers unique uuid guid key keys slug number numeric string integer value values object item entity element resource record thing required optional get retrieve fetch read update edit delete remove target given specific'.split(
    ' ',
  ),
);

export default defineRule(
  {
    id: 'param-name-ambiguous',
    title: 'A parameter that takes an identifier says of what.',
    category: 'naming',
    severity: 'info',
    why: 'An agent holds identifiers of many things and puts in the one it saw last. Where `id` stands beside `comment_id`, or the tool speaks of two things, it sends the wrong one, and an identifier of the wrong kind is found missing at best.',
    hint: 'Name it after its thing, as `{like}` is, or say in its description whose it is and which tool gives it.',
    advice:
      'Name it after its thing, such as `order_id`, or say in its description whose it is and which tool gives it.',
    messages: {
      beside:
        'What is `{name}` of `{tool}`, when `{other}` is a parameter of its own? Neither its name nor a description says, and an agent sends the one it saw last.',
      among:
        'Of what is `{name}` of `{tool}`, beside `{one}` and `{two}`? Neither the names nor a description says, and an agent sends any of them.',
      between:
        'Is `{name}` of `{tool}` the identifier of the {first} or of the {second}? Neither its name nor a description says, and an agent sends the one it saw last.',
      alike: {
        text: '`{name}` and `{other}` of `{tool}` differ by a letter, and nothing says which to use when. An agent sends either, or both.',
        hint: 'Keep one, best the list, or say in both descriptions when it is the one to send.',
      },
    },
    references: [
      'https://www.anthropic.com/engineering/writing-tools-for-agents',
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool',
    ],
    realCase:
      'firecrawl (firecrawl-mcp 3.26.0): `firecrawl_monitor_check` takes `id` and `checkId` and describes neither',
    since: '0.1.0',
  },
  {
    *server(_, { facts }) {
      const all = facts.parameterNames().flatMap(({ names }) => [...names.values()].flat());
      const owners = new Set(all.map(({ name }) => ownerOf(name, facts)).filter((owner) => owner !== undefined));
      for (const [tool, parameters] of groupBy(all, (parameter) => parameter.tool)) {
        const bare = parameters.filter((each) => KEYS.has(each.name.toLowerCase()) && saysNothing(each));
        const because = [tool.at('name'), tool.at('description'), tool.at('inputSchema')];
        for (const { name, at } of bare) {
          const data = { name, tool: tool.data.name };
          const nouns = facts.words(tool.data.name.slice(0, 256)).map(thingOf);
          const head = nouns.at(-1); // in `delete_site_navigation` it is the navigation's, whatever `site_id` is
          const beside = parameters.find((each) => head === ownerOf(each.name, facts));
          if (beside) {
            yield {
              at,
              part: 'key',
              message: 'beside',
              data: { ...data, other: beside.name, like: beside.name },
              because,
            };
            continue;
          }
          const [one, two] = new Map(
            parameters.flatMap((each) => {
              const owner = ownerOf(each.name, facts);
              return owner === undefined ? [] : [[owner, each.name] as const];
            }),
          ).values();
          const namesNothing = facts.subject(tool).one === '' && !/\bids?\b/i.test(tool.data.description ?? '');
          if (namesNothing && two !== undefined) {
            yield { at, part: 'key', message: 'among', data: { ...data, one: one!, two, like: two }, because };
            continue;
          }
          const [first, second] = [...new Set(nouns)].filter((noun) => owners.has(noun));
          if (
            first === undefined ||
            second === undefined ||
            parameters.some((each) => KINDS.has(each.name.toLowerCase()))
          )
            continue;
          if (mentions(tool.data.description ?? '', first) !== mentions(tool.data.description ?? '', second)) continue;
          yield {
            at,
            part: 'key',
            message: 'between',
            data: { ...data, first, second, like: `${second}_${singularOf(name)}` },
            because,
          };
        }
        for (const [, [one, two]] of groupBy(parameters, ({ name }) =>
          singularOf(name.toLowerCase().replace(/[_.-]/g, '')),
        ))
          if (one && two && (saysNothing(one) || saysNothing(two) || textOf(one) === textOf(two)))
            yield {
              at: two.at,
              part: 'key',
              message: 'alike',
              data: { name: one.name, other: two.name, tool: tool.data.name },
              because,
            };
      }
    },
  },
);

/** The thing whose identifier a parameter is by its name: `comment` of `comment_id`. */
function ownerOf(name: string, facts: Facts): string | undefined {
  const words = facts.words(name);
  const last = words.at(-1) ?? '';
  return words.length === 2 && KEYS.has(last) ? thingOf(words[0]!) : undefined;
}

/** A word in full and in the singular: `repos` and `repository` are one thing. */
const thingOf = (word: string): string => singularOf(expandAbbreviation(word));

const textOf = ({ schema }: Parameter): string => {
  const description = isObject(schema) ? schema['description'] : undefined;
  return typeof description === 'string' ? description : '';
};

function saysNothing(parameter: Parameter): boolean {
  const text = textOf(parameter).slice(0, 500);
  return isPlaceholder(text) || (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).every((word) => EMPTY.has(word));
}

/** Whether a description speaks of the identifier of a thing. */
const mentions = (description: string, noun: string): boolean =>
  description.slice(0, 4000).toLowerCase().includes(`${noun} id`) || description.slice(0, 4000).includes(`${noun}_id`);
