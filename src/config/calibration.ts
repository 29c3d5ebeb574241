import { calibrate, type Calibration, type Measured, type Unfit } from '../budget/spending/calibration.ts';
import type { Item } from '../model/address.ts';
import { isObject } from '../model/schema.ts';
import type { Tool } from '../model/server.ts';
import { tokenizerOf } from '../profiles/tokenizers.ts';
import { nearest } from '../text/nearest.ts';
import { printable } from '../text/printable.ts';
import { UserError } from '../user-error.ts';
import { readJsonFile } from './json-file.ts';
import type { Path, Source } from './source.ts';

/** Counts in a file, and what they make of the tools that are audited. */
export interface CalibrationFile {
  /** One for each model. Throws a `UserError` where the counts are of other tools, or cannot be right. */
  calibrations(tools: readonly Item<Tool>[]): readonly Calibration[];
}

const EXAMPLE =
  'for example `{ "model": "claude-opus-4-8", "without": 8, "all": 15290, "tools": { "search": 702, "fetch": 655 } }`';
const KNOWN = ['model', 'without', 'all', 'tools'];

/**
 * Reads real counts of tokens: an object for a model, or a list of them. `model`: its id. `all`: tokens of a request with all
 * tools. `tools`: from the name of a tool to the tokens of a request with this tool alone. `without`: tokens of the same
 * request with no tools, which is taken off each count. Throws a `UserError`, with the place of the first mistake.
 */
export async function readCalibration(file: string, root: string): Promise<CalibrationFile> {
  const source = await readJsonFile(file, root, '--calibrate');
  const [repeated] = source.repeated;
  if (repeated)
    throw fail(
      source,
      `\`${quotable(repeated.join('.'))}\` stands twice`,
      repeated,
      'key',
      'keep one: only the last counts',
    );
  const { value } = source;
  const all = Array.isArray(value)
    ? value.map((each: unknown, i) => measuredOf(each, [i], source))
    : [measuredOf(value, [], source)];
  if (all.length === 0) throw fail(source, 'the list has no counts', []);
  const at = (i: number): Path => (Array.isArray(value) ? [i] : []);
  return { calibrations: (tools) => all.map((each, i) => fitted(each, tools, at(i), source)) };
}

function measuredOf(value: unknown, at: Path, source: Source): Measured {
  if (!isObject(value)) throw fail(source, 'counts must be an object', at);
  const other = Object.keys(value).find((key) => !KNOWN.includes(key));
  if (other !== undefined) {
    const hint = `known are ${KNOWN.map((key) => `\`${key}\``).join(', ')}`;
    throw fail(source, `there is no setting \`${quotable(other)}\``, [...at, other], 'key', hint);
  }
  const { model, without = 0, all, tools = {} } = value;
  if (typeof model !== 'string' || model === '')
    throw fail(source, '`model` must name the model that counted', [...at, 'model']);
  if (tokenizerOf(model) === undefined)
    throw fail(
      source,
      `nothing is estimated for \`${quotable(model)}\``,
      [...at, 'model'],
      'value',
      'models of Claude and Gemini are: `claude-opus-4-8`, `gemini-3.1-pro-preview`',
    );
  if (!isCount(without) && without !== 0)
    throw fail(source, '`without` must be a number of tokens', [...at, 'without']);
  const count = (tokens: unknown, path: Path, name: string): number => {
    if (!isCount(tokens)) throw fail(source, `${name} must be a number of tokens`, path);
    if (tokens <= without) throw fail(source, `${name} is not more than \`without\`, ${without}`, path);
    return tokens - without;
  };
  if (!isObject(tools)) throw fail(source, '`tools` must be an object from names to tokens', [...at, 'tools']);
  const byTool = new Map(
    Object.entries(tools).map(([name, tokens]) => [
      name,
      count(tokens, [...at, 'tools', name], `\`${quotable(name)}\``),
    ]),
  );
  if (all === undefined && byTool.size === 0) throw fail(source, 'there is no count: neither `all` nor `tools`', at);
  return { model, byTool, ...(all === undefined ? {} : { all: count(all, [...at, 'all'], '`all`') }) };
}

function fitted(measured: Measured, tools: readonly Item<Tool>[], at: Path, source: Source): Calibration {
  const names = new Set(tools.map(({ data }) => data.name));
  for (const name of measured.byTool.keys())
    if (!names.has(name)) {
      const close = nearest(name, [...names]);
      throw fail(
        source,
        `no tool is called \`${quotable(name)}\``,
        [...at, 'tools', name],
        'key',
        close === undefined ? 'count the tools that are audited' : `did you mean \`${quotable(close)}\`?`,
      );
    }
  const calibration = calibrate(measured, tools);
  if (typeof calibration === 'string') throw fail(source, UNFIT[calibration], at);
  const { ratio } = calibration;
  const besides = Math.min(1, BESIDES / Math.max(...measured.byTool.values(), measured.all ?? 0));
  if (ratio < SANE.least || ratio * (1 - besides) > SANE.most)
    throw fail(
      source,
      `these counts are ${ratio.toFixed(2)} times those of \`o200k_base\`, and models take ${SANE.least} to ${SANE.most} times as many`,
      [...at, measured.all === undefined ? 'tools' : 'all'],
      'value',
      'look whether they are counts of these tools and of no others, and whether `without` is of the same request without tools',
    );
  return calibration;
}

/** Tokenizers of today are at 0.9 to 1.7 times ours; what is far from that was not counted on these tools. */
const SANE = { least: 0.5, most: 3 } as const;
/** Tokens that a request with any tools may take besides: small counts cannot be told from them. */
const BESIDES = 1_000;

const UNFIT: Readonly<Record<Unfit, string>> = {
  model: 'nothing is estimated for this model',
  tools: 'there are no tools to compare the counts with',
  counts: 'the counts do not grow with the definitions',
};

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0;

const quotable = (text: string): string => printable(text, 80).replaceAll('`', "'");

const fail = (source: Source, message: string, at: Path, part: 'key' | 'value' = 'value', hint = EXAMPLE): UserError =>
  new UserError(message, { place: source.place(at, part), hints: [hint] });
