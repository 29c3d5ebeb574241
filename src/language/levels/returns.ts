import { pattern } from '../pattern.ts';
import type { Sentence } from '../sentences.ts';
import { answered } from './answers.ts';
import type { Cue, Level, ToolText } from './cue.ts';
import { isReader } from './reads.ts';
import { stated } from './return-statement.ts';
import { worthOf } from './returned-clause.ts';
import { fields, form, ordered, scope } from './returned-fields.ts';

/** What stands there speaks of other things. */
const IGNORED: ReadonlySet<string> = new Set(['parameters', 'examples', 'when']);
/** What an example says comes back counts all the same. */
const EXPECTED = /^(?:expected )?(?:output|response|result|return value)s?(?: format)?: /;
/** "Find a ferry. Output: its berth". */
const LABELLED = /(?:^|[.;] )(?:expected )?(?:outputs?|responses?|results?|return values?|return types?): (.{2,})/;

/** What leads to a list of what comes back: "returns:", "the response includes the following fields:". */
const LEADS = pattern`\b(?:returns?|outputs?|provides|returned|you get|(?:responses?|results?|output|each (?:\w+ )?\w+) (?:\w+ )?(?:includes?|contains?|shows?|lists?|carr(?:y|ies))|it (?:includes|contains|shows|lists|reports))(?: \w+){0,5}\W*$`;
const LEADS_TO_PARTS = /\b(?:including|such as|with the following)(?: \w+){0,3}\W*$/;
const WITHHELD = pattern`\b(?:is|are) (?:always |never |partly )?${'masked redacted obfuscated anonymi[sz]ed previewed abbreviated'}\b`;
const LEFT_OUT = pattern`\b${'excluded omitted left_out stripped hidden removed'} from (?:the )?(?:\w+ )?${'results result responses response output'}\b`;

function listed(sentence: Sentence, tool: ToolText): Level {
  const { heading, item } = sentence;
  if (!item || !(LEADS.test(heading) || (isReader(tool) && LEADS_TO_PARTS.test(heading)))) return 0;
  return worthOf(sentence.plain, tool, sentence);
}

function labelled(sentence: Sentence, tool: ToolText): Level {
  const found = LABELLED.exec(sentence.plain)?.[1];
  return found === undefined ? 0 : worthOf(found, tool, sentence);
}

const cue = (family: string, worth: Cue['worth']): Cue => ({
  family,
  worth: (sentence, tool) => (IGNORED.has(sentence.section) ? 0 : worth(sentence, tool)),
});

/** Ways to say what comes back. */
export const RETURNS: readonly Cue[] = [
  cue('section', (sentence, tool) => (sentence.section === 'returns' ? worthOf(sentence.plain, tool, sentence) : 0)),
  {
    family: 'section',
    worth: (sentence, tool) =>
      sentence.section === 'examples' && EXPECTED.test(sentence.plain)
        ? worthOf(sentence.plain.replace(EXPECTED, ''), tool, sentence)
        : 0,
  },
  cue('section', labelled),
  cue('statement', stated),
  cue('list', listed),
  cue('answer', answered),
  cue('fields', fields),
  cue('scope', scope),
  cue('order', (sentence) => (ordered(sentence) ? 2 : 0)),
  cue('form', form),
  cue('withheld', ({ plain }) => (WITHHELD.test(plain) ? 2 : LEFT_OUT.test(plain) ? 1 : 0)),
  cue('errors', ({ heading, plain }) => (/^error responses?/.test(heading) || /^error responses?/.test(plain) ? 1 : 0)),
];
