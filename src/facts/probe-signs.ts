import { changeIn, DISGUISED } from '../language/change.ts';
import { deedInName } from '../language/change-names.ts';
import { isEnglish } from '../language/english.ts';
import { readPurpose } from '../language/purpose.ts';
import { verbOf } from '../language/verbs.ts';
import { SURELY_READS } from '../language/sure-reads.ts';
import { unknownDeed } from '../language/unknown-deed.ts';
import { touches, type Item } from '../model/address.ts';
import { isObject } from '../model/schema.ts';
import type { Tool, ToolServer } from '../model/server.ts';
import type { Facts } from './facts.ts';
import { byOutput, bySchema } from './probe-schema.ts';
import { whyBySource } from './probe-source.ts';

/** Why a tool is not called, as it follows "not called:"; `undefined` when it reads by its annotations and by every other sign. */
export function whyNotCalled(tool: Item<Tool>, server: ToolServer, names: Names, facts: Facts): string | undefined {
  return (
    byAnnotations(tool, server, names, facts) ?? byText(tool, server, names, facts) ?? whyBySource(tool, server.code)
  );
}

/** How many tools have each name. */
export type Names = ReadonlyMap<string, number>;

export function namesOf({ tools }: ToolServer): Names {
  const counts = new Map<string, number>();
  for (const { data } of tools) counts.set(data.name, (counts.get(data.name) ?? 0) + 1);
  return counts;
}

function byAnnotations(
  { data, address }: Item<Tool>,
  server: ToolServer,
  names: Names,
  facts: Facts,
): string | undefined {
  if (data.name === '') return 'it has no name';
  if (names.get(data.name) !== 1) return 'another tool has its name';
  const { readOnlyHint, destructiveHint, idempotentHint } = data.annotations ?? {};
  if (readOnlyHint === false) return 'its annotations say that it writes';
  if (readOnlyHint !== true) return 'no annotation says that it only reads';
  if (destructiveHint !== undefined && destructiveHint !== false)
    return '`destructiveHint` contradicts its `readOnlyHint`';
  // `false` means nothing beside `readOnlyHint`, and is what frameworks write that spell out every default
  if (idempotentHint !== undefined && typeof idempotentHint !== 'boolean') return '`idempotentHint` is no boolean';
  const stamp = facts.stamp();
  if (stamp)
    return `every tool has the same annotations, \`${stamp.changes.data.name}\` among them, which changes something`;
  if (server.quirks.some(({ what, at }) => what === 'opaque' && touches(at, address)))
    return 'a part of it could not be read';
  const { execution } = data.raw;
  if (isObject(execution) && execution['taskSupport'] === 'required') return 'it is offered as a task only';
  return undefined;
}

function byText(tool: Item<Tool>, { instructions }: ToolServer, names: Names, facts: Facts): string | undefined {
  const { name, title, description = '', annotations } = tool.data;
  const { unannotated } = facts.effect(tool);
  if (unannotated.class === null) return 'nothing but an annotation says that it reads';
  if (unannotated.class !== 'read')
    return `its ${unannotated.by ?? 'text'} says ${unannotated.verb ? `\`${unannotated.verb}\`` : 'that it changes something'}`;
  if (MAKES.test(unannotated.lemma ?? ''))
    return `it makes something: its ${unannotated.by} says \`${unannotated.verb}\``;
  const purpose = readPurpose(description); // a sure name outweighs it elsewhere
  if (purpose && !['read', 'light'].includes(purpose.effect)) return `its description says \`${purpose.verb}\``;
  for (const [of, reading] of [
    [unannotated.by, unannotated],
    ['description', purpose],
  ] as const)
    if (reading?.lemma !== undefined && !SURELY_READS.has(reading.lemma) && verbOf(reading.lemma)?.effect !== 'light')
      return `its ${of} says \`${reading.verb}\`, which may change something`;
  if (takesQuery(tool)) return 'it takes a query of a language that can write';
  if (isDisguised(tool.data.raw)) return 'a text of it has letters in disguise';
  const word = deedInName(name);
  if (word !== undefined) return `its name says \`${word}\``;
  if (!isEnglish(description) || FOREIGN.test(description))
    return 'its description is not in English, so what it does was not read';
  if (description !== '' && !saysRead(description)) return 'its description has no verb that reads';
  const isName = (token: string): boolean => token !== name && names.has(token);
  for (const [what, text] of [
    ['title', title],
    ['title', annotations?.['title']],
    ['description', description],
  ] as const) {
    const found = typeof text === 'string' ? changeIn(text, isName, 'tool') : undefined;
    if (found !== undefined) return `its ${what} says \`${found}\``;
    const unknown = typeof text === 'string' ? unknownDeed(text, 'tool') : undefined;
    if (unknown !== undefined) return `its ${what} says \`${unknown}\`, and what that does is not known`;
  }
  if (
    facts.effectStatements(tool).some(({ kind }) => kind === 'destroys' || kind === 'accumulates' || kind === 'final')
  )
    return 'its description says that a call leaves something changed';
  return byInstructions(name, names, instructions) ?? bySchema(tool, isName) ?? byOutput(tool);
}

/** What the server says of a tool in a sentence that names it and no other. */
function byInstructions(name: string, names: Names, instructions = ''): string | undefined {
  if (!/[_-]|\p{Ll}\p{Lu}/u.test(name) || !instructions.includes(name)) return undefined; // `search` is a word as well
  for (const sentence of instructions.slice(0, LONGEST).split(/[\n;]|\.\s/)) {
    const named = new Set((sentence.match(/[\w-]+/g) ?? []).filter((word) => names.has(word)));
    if (named.size !== 1 || !named.has(name)) continue;
    const found = changeIn(sentence, (word) => word === name, 'tool');
    if (found !== undefined) return `the instructions say \`${found}\` of it`;
  }
  return undefined;
}
const LONGEST = 20_000;

/** Languages that ask and change alike; what a query is named or said to be for is no limit to it. */
const MAY_WRITE = /\b(?:\w*sql\w*|cypher|graphql|sparql|databases?|postgres\w*|mongo\w*|kusto|soql)\b/i;
const QUERIES = /^(?:query|quer(?:y|ies)_.{1,40}|statements?|cypher|graphql|expression)$/i;

function takesQuery({ data: { name, description = '', inputSchema } }: Item<Tool>): boolean {
  const properties = isObject(inputSchema) && isObject(inputSchema['properties']) ? inputSchema['properties'] : {};
  const asks = /quer(?:y|ies)(?![a-z])/i.test(name) || Object.keys(properties).some((each) => QUERIES.test(each));
  return asks && MAY_WRITE.test(`${name.replaceAll(/[_-]/g, ' ')} ${description.slice(0, 2_000)}`);
}

function isDisguised(raw: Tool['raw']): boolean {
  try {
    return DISGUISED.test(JSON.stringify(raw));
  } catch {
    return true; // nested too deeply to be looked at
  }
}

/** One foreign sentence behind English ones: letters that English has none of, or an article behind the first word. */
const FOREIGN =
  // oxlint-disable-next-line no-control-regex -- all of ASCII is meant
  /(?:^|[.;!]\s{1,4})\p{L}*[^\x00-\x7f\P{L}]|(?:^|[\s(])(?![A-Z]\p{L}+)[\p{L}-]*[^\x00-\x7f\P{L}]|(?:^|[.;!]\s{1,4})[A-Z][a-zß]+ (?:el|la|los|las|le|les|der|die|das|den|dem|una|une|eine?|einen|il|gli|lo|het|de|o|os)\s/u;

/** A short text in another language has none either. */
const saysRead = (description: string): boolean =>
  (
    description
      .slice(0, 2_000)
      .toLowerCase()
      .match(/[a-z]+/g) ?? []
  ).some((word) => verbOf(word)?.effect === 'read');

/** What is made may be kept somewhere, by a service that is asked to draw it as well. */
const MAKES =
  /^(?:generate|render|draw|plot|visuali[sz]e|export|screenshot|snapshot|capture|compress|zip|encrypt|build|compile|compose|draft|download|mock|fake|design|construct|synthesi[sz]e)$/;
