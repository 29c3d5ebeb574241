import { pattern } from '../pattern.ts';
import type { Sentence } from '../sentences.ts';
import type { Level, ToolText } from './cue.ts';
import { isReader } from './reads.ts';
import { worthOf } from './returned-clause.ts';

const PART =
  'value type format field object body schema shape structure payload column key row line property attribute example';
const WORDED =
  'outputs? responses? results? return returns? returned answers? reply replies payload response_body result_set what_(?:it|you)_gets? what_it_returns type_of_(?:the_)?result';
/** "Output: the berth", "Result columns: berth, captain", "Fields returned: berth, captain". */
const LABELLED = pattern`(?:^|[.;] )(?:\W{0,3})(?:(?:${'expected sample example'} )?(?:${WORDED}|out)(?: ${PART}s?){0,2}(?: \(\w+\)| \d{3})?|${'data information details values fields columns keys properties attributes'} ${'returned included provided'}) ?[:=] ?(.{2,})`;
/** "On success: the id", "200: the id". */
const ON_SUCCESS =
  /(?:^|[.;] )(?:(?:on|upon|in case of) (?:success|error|failure)|success|2\d\d(?: \w+)?)(?::| -) ?(.{2,})/;
/** "Per ferry: berth, captain", "one row per ferry with berth and captain". */
const FOR_EACH = pattern`(?:^|[.;] )(?:per|for ${'each every'}|each|every) (?!${'of call request time'}\b)[\w -]{2,30}(?:(?: \([^()]{0,40}\))?: | you (?:get|see) |, )(.{2,})`;
const ONE_PER = pattern`\b${'one an? each'} (?:\w+ )?${'row line entry record object item element'} ${'per for_each for_every'} \w+(.*)`;
/** "→ { id, name }", "-> list of ids". */
const ARROW = pattern`(?:→|⇒|[-=]>) ?((?:${'array list dict object string number json'}\b|[[{(]).{1,200})`;

/** What follows a label for the answer, an arrow, or "for each of them". */
export function labelled(sentence: Sentence, tool: ToolText): Level {
  const { plain } = sentence;
  const said = LABELLED.exec(plain)?.[1] ?? ON_SUCCESS.exec(plain)?.[1];
  if (said !== undefined) return worthOf(said, tool, sentence);
  const shape = ARROW.exec(plain)?.[1];
  if (shape !== undefined) return worthOf(shape, tool, sentence) === 2 ? 2 : 0;
  if (!isReader(tool)) return 0;
  const each = FOR_EACH.exec(plain)?.[1];
  if (each !== undefined) return worthOf(each, tool, sentence) === 2 ? 2 : 0;
  const one = ONE_PER.exec(plain)?.[1];
  return one === undefined ? 0 : worthOf(one, tool, sentence) === 2 ? 2 : 1;
}
