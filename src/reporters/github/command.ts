// Workflow commands, escaped as `actions/toolkit` does (packages/core/src/command.ts) and `actions/runner` undoes (ActionCommand.cs).

import { withoutLogCommands } from '../../text/log-commands.ts';

export type Level = 'error' | 'warning' | 'notice';

/** Properties of an annotation; `col` and `endColumn` only where it begins and ends on one line. */
export interface Properties {
  readonly title: string;
  readonly file?: string;
  readonly line?: number;
  readonly endLine?: number;
  readonly col?: number;
  readonly endColumn?: number;
}

const PERCENT: Readonly<Record<string, string>> = { '%': '%25', '\r': '%0D', '\n': '%0A', ':': '%3A', ',': '%2C' };

const data = (text: string): string => text.replace(/[%\r\n]/g, (char) => PERCENT[char]!);
const property = (text: string): string => text.replace(/[%\r\n:,]/g, (char) => PERCENT[char]!);

/** `::error file=src/server.ts,line=12::what is wrong`: one line, whatever the text holds, and nothing in it is an order to another runner. */
export function command(level: Level, properties: Properties, text: string): string {
  const { title, ...rest } = properties;
  const written = Object.entries({ ...rest, title })
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${property(withoutLogCommands(String(value)))}`);
  return `::${level} ${written.join(',')}::${data(withoutLogCommands(text))}`;
}
