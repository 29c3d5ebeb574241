import type { ProcessFact } from '../../../../model/operations.ts';
import type { Surroundings } from './operations.ts';

/** A word of a name that decides which tools are offered. */
const WORD =
  '(?:tool[-_]?(?:set|group|filter|list|preset|categor|name)\\w*|toolsets?|tools|features|capabilities|caps|categories|namespaces?|presets?|tags|modules|domains|read[-_]?only|slim|mode|profile)';
/** An environment variable, a flag, a query parameter or a header with such a name. */
const SELECTS = [
  new RegExp(`\\benv(?:\\.|\\[\\s?['"\`])((?:[A-Z0-9]+_){0,6}${WORD}(?:_[A-Z0-9_]{1,30})?)\\b`, 'i'),
  new RegExp(`['"\`](--(?:[a-z0-9]+-){0,4}${WORD}(?:-[a-z0-9-]{1,30})?)\\b`, 'i'),
  new RegExp(`\\.option\\(\\s{0,40}['"\`]((?:[a-z0-9]+-){0,4}${WORD}(?:-[a-z0-9-]{1,30})?)['"\`]`, 'i'),
  new RegExp(
    `\\b(?:searchParams|query|headers|params)(?:\\.get\\(|\\.|\\[)\\s?['"\`]?((?:[a-z0-9]+[-_]){0,4}${WORD}(?:[-_][a-z0-9-]{1,30})?)['"\`\\])]`,
    'i',
  ),
  /['"`]((?:[A-Z0-9]+_){1,6}(?:TOOLSETS?|TOOLS|FEATURES|READ_?ONLY|TOOL_[A-Z_]{1,20}))['"`]/,
];

/** What seems to let people choose which tools they get: the first of its kind in each file. */
export function* selectionFacts({ reading, sources }: Surroundings): Generator<ProcessFact> {
  for (const { file, text } of sources.files)
    for (const pattern of SELECTS) {
      const found = pattern.exec(text);
      const name = found?.[1];
      if (!found || name === undefined) continue;
      const start = found.index + found[0].indexOf(name);
      const at = reading.addresses.ofText('selection', { file, start, end: start + name.length }, 'module');
      yield { at, tools: [], what: 'selection', name };
      break;
    }
}
