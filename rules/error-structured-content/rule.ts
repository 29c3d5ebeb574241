import { chargedAt, defineRule, few, groupBy, isObject, type Address, type ReturnFact } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'error-structured-content',
    title: 'The structured content of an error fits the output schema, or is left out.',
    category: 'errors',
    severity: 'info', // never seen on the servers read
    why: 'Clients built on the first TypeScript SDK hold the `structuredContent` of errors against the `outputSchema`, too, and throw where it does not fit: "Structured content does not match the tool\'s output schema". The agent reads of a schema instead of what went wrong.',
    hint: "Leave `structuredContent` out of errors and say it in the text: `{ content: [{ type: 'text', text: JSON.stringify({ error }) }], isError: true }`; or make the schema one that errors fit as well.",
    messages: {
      misfit:
        'The structured content of this error has no {missing}, which the `outputSchema` of `{names}`{rest} requires: clients show a complaint about the schema instead of the error.',
    },
    references: [
      'yamadashy/repomix#833',
      'cyanheads/mcp-ts-core#241',
      'modelcontextprotocol/typescript-sdk#1428',
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#output-schema',
    ],
    realCase: 'yamadashy/repomix#833: the client refused what came with the error, and the error itself was never seen',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ tools, code }) {
      const byKey = new Map(tools.map((tool) => [keyOf(tool.address), tool]));
      const found = (code?.handlers.facts ?? []).flatMap(({ tool, returns }) => {
        const item = byKey.get(keyOf(tool));
        const required = requiredBy(item?.data.outputSchema);
        if (!item || required.length === 0) return [];
        return returns.filter(isStructuredError).flatMap(({ at, made = at, shape: { text } }) => {
          const missing = required.filter((name) => !text.fields.includes(name));
          return missing.length > 0 ? [{ at: made, tool: item, missing }] : [];
        });
      });
      for (const same of groupBy(found, ({ at }) => `${at.name}\0${at.pointer}`).values()) {
        const items = [...new Set(same.map(({ tool }) => tool))];
        const { names, rest } = few(items.map(({ data }) => data.name));
        yield {
          ...chargedAt({ at: same[0]!.at, tools: items.map(({ address }) => address) }),
          because: [same[0]!.at, ...items.map((tool) => tool.at('outputSchema'))],
          message: 'misfit',
          data: { missing: { say: '`{name}`', data: { name: same[0]!.missing[0]! } }, names, rest },
        };
      }
    },
  },
);

const keyOf = ({ name, nth }: Address): string => `${nth}\0${name}`;

/** Names that the root of a schema requires. */
function requiredBy(schema: unknown): readonly string[] {
  const required = isObject(schema) ? schema['required'] : undefined;
  return Array.isArray(required) ? required.filter((name) => typeof name === 'string') : [];
}

/** More names than are kept of a text: what is not among them may be there. */
const MOST = 40;

/** One whose structured content was read whole: all its names are known. */
const isStructuredError = ({ shape: { isError, structured, text } }: ReturnFact): boolean =>
  isError === 'yes' &&
  structured === 'yes' &&
  text.fields.length > 0 &&
  text.fields.length < MOST &&
  !text.from.some((part) => part === 'unknown' || part === 'body' || part === 'error');
