// Reads workflow commands as `actions/runner` does (src/Runner.Common/ActionCommand.cs): a line that begins with `::` after any
// blanks, else `##[` anywhere in it.

export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** All that a runner would obey, the legacy form included. */
const REGISTERED = new Set(
  'error warning notice debug group endgroup set-output set-env add-path save-state add-mask stop-commands echo add-matcher remove-matcher'.split(
    ' ',
  ),
);

const undone = (text: string, chars: string): string =>
  [...chars, '%'].reduce((rest, char) => rest.replaceAll(escapeOf(char), char), text);
const escapeOf = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

export const commandsIn = (log: string): Command[] =>
  log.split(/\r\n|\n|\r/).flatMap((line) => commandIn(line) ?? legacyIn(line) ?? []);

function commandIn(line: string): Command | undefined {
  const text = line.trimStart();
  if (!text.startsWith('::')) return undefined;
  const end = text.indexOf('::', 2);
  if (end < 0) return undefined;
  const [name = '', ...rest] = text.slice(2, end).split(' ');
  return REGISTERED.has(name)
    ? { name, properties: pairs(rest.join(' '), ',', '\r\n:,'), data: undone(text.slice(end + 2), '\r\n') }
    : undefined;
}

function legacyIn(line: string): Command | undefined {
  const [, name = '', properties = '', data = ''] = /##\[([^\s\]]*) ?([^\]]*)\](.*)/s.exec(line) ?? [];
  return REGISTERED.has(name)
    ? { name, properties: pairs(properties, ';', ';\r\n]'), data: undone(data, ';\r\n]') }
    : undefined;
}

const pairs = (text: string, between: string, chars: string): Record<string, string> =>
  Object.fromEntries(
    text
      .trim()
      .split(between)
      .filter((pair) => pair.includes('='))
      .map((pair) => [pair.slice(0, pair.indexOf('=')), undone(pair.slice(pair.indexOf('=') + 1), chars)]),
  );
