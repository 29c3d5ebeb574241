import type { Target as Asked } from '../cli/target.ts';
import { isFailed, type Failed, type Loaded } from '../inputs/input.ts';
import { loadText } from '../inputs/json/load.ts';
import { kindOf } from '../text/kind.ts';
import { UserError } from '../user-error.ts';
import type { ToolListTarget } from './target.ts';

/** A tool list in memory as a target; `i` is its place in the call, for mistakes in it. Throws a `UserError`. */
export function targetOfList(list: ToolListTarget, i: number): Asked {
  const { name, ...document } = list;
  if (!Array.isArray(list.tools))
    throw new UserError(`\`targets[${i}].tools\` must be an array, but it is ${kindOf(list.tools)}`, {
      hints: ['pass what `tools/list` answers: `{ tools: [{ name, description, inputSchema }] }`'],
    });
  if (name !== undefined && (typeof name !== 'string' || name === ''))
    throw new UserError(`\`targets[${i}].name\` must be a string that is not empty`);
  const label = name ?? 'tools';
  return {
    kind: 'loaded',
    label,
    ...(name === undefined ? {} : { name }),
    results: loadText(written(document, i), '<list>', label).map(placeless),
  };
}

/** As it would be sent: what JSON has no word for is left out or refused as `JSON.stringify` does. */
function written(document: object, i: number): string {
  try {
    return JSON.stringify(document);
  } catch (error) {
    throw new UserError(`\`targets[${i}]\` cannot be written as JSON: ${(error as Error).message.split('\n', 1)[0]!}`, {
      hints: ['pass plain data, as a client receives it'],
    });
  }
}

/** Its text was made here: lines of it would lead nowhere. */
function placeless(result: Loaded | Failed): Loaded | Failed {
  if (!isFailed(result)) return { ...result, locate: () => undefined, texts: new Map(), files: [] };
  const { place: _, ...failed } = result;
  return failed;
}
