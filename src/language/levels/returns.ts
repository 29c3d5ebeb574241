import { pattern } from '../pattern.ts';
import type { Sentence } from '../sentences.ts';
import { answered } from './answers.ts';
import type { Cue, Cues, Level, ToolText } from './cue.ts';
import { isReader } from './reads.ts';
import { stated } from './return-statement.ts';
import { worthOf } from './returned-clause.ts';
import { fields, form, ordered, scope } from './returned-fields.ts';
import { labelled } from './returned-shape.ts';

/** What stands there speaks of other things. */
const IGNORED: ReadonlySet<string> = new Set(['parameters', 'examples', 'when']);
/** What an example says comes back counts all the same. */
const EXPECTED = /^(?:expected )?(?:output|response|result|return value)s?(?: format)?: /;

/** What leads to a list of what comes back: "returns:", "the response includes the following fields:". */
const LEADS = pattern`\b(?:returns?|outputs?|provides|returned|you get|(?:responses?|results?|output|each (?:\w+ )?\w+) (?:\w+ )?(?:includes?|contains?|shows?|lists?|carr(?:y|ies))|it (?:includes|contains|shows|lists|reports))(?: \w+){0,5}\W*$`;
const LEADS_TO_PARTS = /\b(?:including|such as|with the following)(?: \w+){0,3}\W*$/;
const WITHHELD = pattern`\b(?:is|are) (?:always |never |partly )?${'masked redacted obfuscated anonymi[sz]ed previewed abbreviated'}\b`;
/** What comes back when it fails: "callers get HTTP 409", "an error is raised if …", "throws a 404". */
const FAILURE = pattern`(?<!\b(?:if|when|should) (?:you|it|this) )\b(?:throws?|raises?|gets?|receives?|fails with|responds(?: with)?|results in) (?:an? )?(?:(?:\w+ )?error \(|http \d|[45]\d\d\b|\w+(?:error|exception)\b)|\b(?:error|exception|[45]\d\d) is ${'thrown raised returned'} ${'if when for unless'}\b|\b(?:gives?|produces?|yields?|results? in|leads? to) an? (?:\w+ )?(?:error\b(?! message)|empty \w+)|\b(?:throws?|raises?) (?:an? )?(?:error|exception) ${'if when for unless'}\b`;
/** "404: not found, 409: …": one code alone says as little as "it may fail". */
const CODES = /\b[45]\d\d:.*\b[45]\d\d:/;
const LEFT_OUT = pattern`\b${'excluded omitted left_out stripped hidden removed'} from (?:the )?(?:\w+ )?${'results result responses response output'}\b`;

function listed(sentence: Sentence, tool: ToolText): Level {
  const { heading, item } = sentence;
  if (!item || !(LEADS.test(heading) || (isReader(tool) && LEADS_TO_PARTS.test(heading)))) return 0;
  return worthOf(sentence.plain, tool, sentence);
}

function failing({ heading, plain }: Sentence): Level {
  if (FAILURE.test(plain)) return 2;
  if (!/^error responses?/.test(heading) && !/^error responses?/.test(plain)) return 0;
  return CODES.test(plain) ? 2 : 1;
}

/** "Returns the settings: which pier is used and whether it is lit". */
const QUESTION = /^(?:which|what|whether|where|how (?:many|much|long|often))\b/;

function inSection(sentence: Sentence, tool: ToolText): Level {
  if (sentence.section !== 'returns') return 0;
  return QUESTION.test(sentence.plain) ? 2 : worthOf(sentence.plain, tool, sentence);
}

/** What comes back as an example says it. */
function expected(sentence: Sentence, tool: ToolText): Level {
  return worthOf(sentence.plain.replace(EXPECTED, ''), tool, sentence);
}
const isExpected = ({ section, plain }: Sentence): boolean => section === 'examples' && EXPECTED.test(plain);

const cue = (family: string, worth: Cue<Sentence>['worth']): Cue<Sentence> => ({
  family,
  most: 2,
  worth: (sentence, tool) => (sentence.section === 'examples' ? 0 : worth(sentence, tool)),
});

/** Ways to say what comes back. */
export const RETURNS: Cues<Sentence> = {
  read: (sentence) => (IGNORED.has(sentence.section) && !isExpected(sentence) ? undefined : sentence),
  cues: [
    cue('section', inSection),
    {
      family: 'section',
      most: 2,
      worth: (sentence, tool) => (sentence.section === 'examples' ? expected(sentence, tool) : 0),
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
    cue('errors', failing),
  ],
};
