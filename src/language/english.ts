/** Words that nearly every English sentence has one of. */
const ENGLISH = new Set(
  'a an and are as at be by can do for from has have if in into is it its no not of on only or that the their them this to use used using when which will with you your all any each returns given'.split(
    ' ',
  ),
);
/** The same for languages written in Latin letters; none is an English word. */
const FOREIGN = new Set(
  'der die das und nicht ist mit für auf ein eine einer eines werden wird oder zum zur le les des une est pour dans avec sur aux cette ou du el los las una para con por que del al como o os um uma não com em na no da do das dos ao il lo gli di che per una nel della och att en av för som är het een van voor met op niet bir ve için ile bu'
    .split(' ')
    .filter((word) => !ENGLISH.has(word)),
);
// oxlint-disable-next-line no-control-regex -- all of ASCII is meant
const BEYOND_ASCII = /[^\x00-\x7f]/;
const LETTER = /\p{L}/gu;
const LATIN = /\p{Script=Latin}/gu;
/** Letters of the longest of those words. */
const LONGEST = Math.max(...[...ENGLISH, ...FOREIGN].map(({ length }) => length));
/** The language shows in the first sentences; UTF-16 units. */
const READ = 800;

/** Whether a text is English, or too short to be told from it. Names, code and numbers count for nothing. */
export function isEnglish(text: string): boolean {
  const head = text.slice(0, READ);
  const isPlain = !BEYOND_ASCII.test(head);
  if (!isPlain) {
    const letters = head.match(LETTER)?.length ?? 0;
    const latin = head.match(LATIN)?.length ?? 0;
    if (latin < letters * 0.8) return false;
  }
  const { words, english, foreign } = isPlain ? countPlain(head) : count(head.toLowerCase().match(/[\p{L}']+/gu) ?? []);
  return words < 5 || foreign < 2 || english >= foreign;
}

interface Count {
  readonly words: number;
  readonly english: number;
  readonly foreign: number;
}

function count(words: readonly string[]): Count {
  let english = 0;
  let foreign = 0;
  for (const word of words) {
    if (ENGLISH.has(word)) english++;
    else if (FOREIGN.has(word)) foreign++;
  }
  return { words: words.length, english, foreign };
}

/** The same of ASCII, without a string for each word: it is asked of every text. */
function countPlain(text: string): Count {
  const short: string[] = [];
  let words = 0;
  let start = -1;
  for (let i = 0; i <= text.length; i++) {
    const letter = text.charCodeAt(i) | 32;
    if ((letter >= 97 && letter <= 122) || text[i] === "'") {
      if (start < 0) start = i;
    } else if (start >= 0) {
      words++;
      if (i - start <= LONGEST) short.push(text.slice(start, i).toLowerCase());
      start = -1;
    }
  }
  return { ...count(short), words };
}
