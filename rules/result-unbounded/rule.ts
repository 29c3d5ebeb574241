import {
  defineRule,
  few,
  spread,
  type Address,
  type CodeFacts,
  type Context,
  type Item,
  type Tool,
} from '../../src/rule.ts';

/** What a list is asked for by. */
const LISTS = new Set(['list', 'search', 'find']);
const BOUNDS =
  /limit|cursor|page|offset|max|top|first|last|count|size|take|num|results|skip|rows|per|amount|since|until|before|after|start|end|from|days?|hours?/;

export default defineRule(
  {
    id: 'result-unbounded',
    title: 'A tool that lists or searches has a limit.',
    category: 'budget',
    severity: 'info',
    why: 'What a list gives grows with the data behind it: fine in the trial, 171,718 tokens in production. Claude Code cuts a result at 25,000 tokens, other clients fail the call, and what fits still fills the context that the work needs.',
    hint: 'Give it `limit` with a default and a most, and `cursor` or `page` for what comes after; say in the answer that there is more.',
    messages: {
      unbounded:
        '`{tools}`{rest}: no limit, page or cursor among the parameters and none in the code: the answer is as long as the service makes it, and what it leaves out cannot be asked for.',
    },
    references: [
      'dbt-labs/dbt-mcp#178',
      'rollbar/rollbar-mcp-server#28',
      'Pimzino/spec-workflow-mcp#107',
      'fosdickio/binary_ninja_mcp#16',
    ],
    realCase: 'dbt-labs/dbt-mcp#178: a list of 171,718 tokens, seven times what the client takes',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server(server, { facts }) {
      const { code, tools } = server;
      if (!code) return;
      const unread = new Set(code.outbound.gaps.flatMap((gap) => gap.tools.map(keyOf)));
      const open = tools.filter(
        (tool) => isList(tool, facts) && !unread.has(keyOf(tool.address)) && givesAll(tool.address, code),
      );
      if (open.length === 0) return;
      const { names, rest } = few(
        open.map(({ data }) => data.name),
        4,
      );
      yield {
        ...spread(
          server,
          open.map((tool) => tool.at('inputSchema')),
        ),
        message: 'unbounded',
        data: { tools: names, rest },
        share: open.length / tools.length,
      };
    },
  },
);

/** As many of a family are listed. */
const MOST_GAPS = 20;

const keyOf = ({ name, nth }: Address): string => `${nth}\0${name}`;

/** By its name it gives many, and nothing that it takes bounds them. */
function isList(tool: Item<Tool>, facts: Context['facts']): boolean {
  const [first = '', ...rest] = facts.words(tool.data.name);
  const { class: effect, unannotated } = facts.effect(tool);
  if (effect !== 'read' || !LISTS.has(unannotated.lemma ?? first)) return false;
  if (!rest.some((word) => word.endsWith('s'))) return false;
  const parameters = facts.parameters(tool);
  return !parameters.some(({ name }) => facts.words(name).some((word) => BOUNDS.test(word)));
}

/** It asks a service, and its code was read to the end without anything that bounds the answer. */
function givesAll(tool: Address, { handlers, outbound }: CodeFacts): boolean {
  const key = keyOf(tool);
  const handler = handlers.facts.find((each) => keyOf(each.tool) === key);
  if (!handler || handler.capped !== false) return false;
  // where so much was not read, what the handler gives must have been
  if (outbound.gaps.length >= MOST_GAPS && !handler.complete) return false;
  return outbound.facts.some(({ method, tools }) => method !== 'write' && tools.some((each) => keyOf(each) === key));
}
