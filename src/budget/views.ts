import { piecesOf } from './count.ts';
import { membersOf, type Member } from './members.ts';
import { append, ending, Tally, tally, tallyPieces, textOf, type Stretch } from './parts.ts';

/** A tool counted as the house defines the views: `{ name, description, inputSchema }`, and the whole as sent. */
export interface Views {
  readonly model: Tally;
  readonly listing: Tally;
}

const MODEL = ['name', 'description', 'inputSchema'];

/** Counts a tool in both views, reading each member once. */
export function viewsOf(tool: Readonly<Record<string, unknown>>): Views {
  const members = membersOf(tool);
  const counted = members.every(({ key }) => LEAD.test(key)) ? members.map(count) : undefined;
  const view = (which: readonly number[]) =>
    counted ? join(which.map((i) => counted[i]!)) : tally(objectOf(which.map((i) => members[i]!)));
  const model = view(MODEL.map((key) => members.findIndex((member) => member.key === key)).filter((i) => i >= 0));
  return { model, listing: view([...members.keys()]) };
}

/**
 * No piece reaches over the first letter of a key: the comma or brace and the quote before it are at least two punctuation
 * marks in a row, and such a run is a piece that ends before a letter. A key with no letter in front is read with its neighbours.
 */
const LEAD = /^_*(?=[A-Za-z])/;

interface Counted extends Member {
  /** What stands before the first letter of the key: `"`, or `"_`. */
  readonly lead: string;
  /** From there on, without the last piece, which may go on in what follows the member. */
  readonly closed: Tally;
  readonly open: readonly Stretch[];
}

function count(member: Member): Counted {
  const lead = `"${LEAD.exec(member.key)![0]}`;
  const text = textOf(member.stretches);
  const { pieces, cut } = piecesOf(text.slice(lead.length));
  const closed = new Tally();
  closed.cut = cut;
  tallyPieces(pieces.slice(0, -1), ending(member.stretches, text.length - lead.length), closed);
  return { ...member, lead, closed, open: ending(member.stretches, pieces.at(-1)!.length) };
}

/** The members as one JSON object. */
function join(members: readonly Counted[]): Tally {
  const sum = new Tally();
  let open: readonly Stretch[] = [];
  members.forEach(({ part, lead, closed, open: end }, i) => {
    bridge([...open, { part, text: `${i === 0 ? '{' : ','}${lead}` }], sum);
    sum.add(closed);
    open = end;
  });
  bridge([...open, { part: members.at(-1)?.part ?? 'other', text: members.length === 0 ? '{}' : '}' }], sum);
  return sum;
}

/** Counts the last piece of one member and the punctuation up to the next: one piece, unless the first is a number or a word. */
function bridge(stretches: readonly Stretch[], sum: Tally): void {
  const text = textOf(stretches);
  const open = text.length - stretches.at(-1)!.text.length;
  if (text.length > 100) sum.add(tally(stretches)); // may have to be cut
  else
    tallyPieces(
      open > 0 && /\w/.test(text[open - 1]!) ? [text.slice(0, open), text.slice(open)] : [text],
      stretches,
      sum,
    );
}

/** Their text. */
export function objectOf(members: readonly Member[]): Stretch[] {
  const out: Stretch[] = [];
  members.forEach(({ part, stretches }, i) => {
    append(out, part, i === 0 ? '{' : ',');
    for (const stretch of stretches) append(out, stretch.part, stretch.text);
  });
  append(out, members.at(-1)?.part ?? 'other', members.length === 0 ? '{}' : '}');
  return out;
}
