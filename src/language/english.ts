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
  const words = head.toLowerCase().match(isPlain ? /[a-z']+/g : /[\p{L}']+/gu) ?? [];
  let english = 0;
  let foreign = 0;
  for (const word of words) {
    if (ENGLISH.has(word)) english++;
    else if (FOREIGN.has(word)) foreign++;
  }
  return words.length < 5 || foreign < 2 || english >= foreign;
}
