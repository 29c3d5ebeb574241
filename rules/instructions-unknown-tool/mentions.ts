export interface Mention {
  /** The text treats it as something to call: "call `x`", "the `x` tool", "`x(…)`". */
  readonly asTool: boolean;
}

/** Identifiers set apart in a text, by backticks or bold, and bare ones that are written like a call or called a tool. */
const MARKED =
  /(\b(?:call|calls|invoke|invokes|trigger)\s{1,3}(?:the\s|your\s|our\s)?)?(?:`([^`\n]{3,120})`|\*\*([^*\n]{3,120})\*\*)(?:\s{1,3}([a-z]{3,12})\b)?/gi;
/** What a name can be instead of a tool, when the word stands behind it. */
const OTHER = new Set([
  'command',
  'subcommand',
  'action',
  'operation',
  'parameter',
  'param',
  'argument',
  'option',
  'flag',
  'field',
  'property',
  'value',
  'prompt',
  'resource',
  'method',
  'function',
  'endpoint',
  'package',
  'library',
  'module',
  'skill',
  'file',
  'header',
  'event',
  'cli',
  'server',
  'table',
  'column',
  'query',
  'type',
  'key',
  'variable',
]);
const BARE = /\b([A-Za-z][A-Za-z0-9]{0,30}(?:[_-][A-Za-z0-9]{1,30}){1,8})(?:\(| tool\b)/g;
const IDENTIFIER = /^([A-Za-z][\w.-]{2,63}?)(\(.*\))?$/;

/** The identifiers an English text of a server names, each once, in order. Linear in the text. */
export function mentionsIn(text: string): Map<string, Mention> {
  const found = new Map<string, Mention>();
  const add = (name: string, asTool: boolean): void => {
    if (!/^[A-Z0-9_]+$/.test(name)) found.set(name, { asTool: asTool || (found.get(name)?.asTool ?? false) }); // an environment variable
  };
  for (const [, verb, code, bold, noun] of text.matchAll(MARKED)) {
    const match = IDENTIFIER.exec(code ?? bold ?? '');
    if (match && !OTHER.has(noun?.toLowerCase() ?? ''))
      add(match[1]!, verb !== undefined || noun?.toLowerCase() === 'tool' || match[2] !== undefined);
  }
  for (const [, name] of text.matchAll(BARE)) add(name!, true);
  return found;
}
