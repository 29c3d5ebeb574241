import { defineRule, MAKES, nameOf, type Phrase, type Subject, textGrounds } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'tool-purpose-unclear',
    title: 'The description of a tool says what it does, in words that its name does not have.',
    category: 'description',
    severity: 'info',
    points: 12.5,
    why: 'A model chooses by name and description. Where the second says no more than the first it adds tokens and no knowledge: what is worked on, where, by what means stays a guess. In a controlled test descriptions that say what a tool does were chosen 17.8 % of the time, those that do not 6.2 %.',
    hint: 'Begin with a verb, and say on what it works, where that is and by what means: "Searches the issues of all projects by title and body."',
    messages: {
      nothing: {
        text: 'The description of `{name}` does not say what it does: `{text}`. An agent goes by the name, and calls it in vain or passes it by.',
        severity: 'warning',
        points: 25,
        hint: 'Begin with what it does: "{sentence}"',
      },
      echo: {
        text: 'The description of `{name}` says nothing that its name does not: `{text}`. An agent calls it to find out what it covers, or passes it by.',
        hint: 'Say what the name cannot: "{sentence}"',
      },
      thin: {
        text: 'The description of `{name}` says little that its name does not: `{text}`. An agent expects more of it, or less, than it does.',
        hint: 'Say what the name cannot: "{sentence}"',
      },
    },
    references: [
      'https://arxiv.org/abs/2602.18914',
      'https://arxiv.org/abs/2602.14878',
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool',
    ],
    realCase:
      'github-official (github/github-mcp-server at 64a49f3): `star_repository` and 27 more say no more than their names',
    since: '0.1.0',
  },
  {
    *tool(tool, { facts }) {
      const said = facts.said(tool);
      if (said === undefined || !said.what.due || said.what.level === 2) return;
      const sentence = purposeOf(subjectOf(facts.subject(tool), facts.words(tool.data.name)), said.located);
      yield {
        at: tool.at('description'),
        message: said.echoes ? 'echo' : said.what.level === 0 ? 'nothing' : 'thin',
        data: { name: nameOf(tool.data.name), text: said.what.quote, sentence },
        because: textGrounds(tool),
      };
    },
  },
);

/** In `issue_write`, which creates and updates, the verb stands for others. */
const subjectOf = (subject: Subject, words: readonly string[]): Subject =>
  words.length > 1 && words.at(-1) === 'write' && subject.verb === 'write' ? { ...subject, verb: undefined } : subject;

/** Verbs of which nothing is done to a thing, and what they leave open. */
const MOVES: ReadonlyMap<string, string> = new Map([
  ...'go navigate scroll swipe'
    .split(' ')
    .map((verb) => [verb, '[where, in what], [how far or by what means].'] as const),
  ...'wait sleep'.split(' ').map((verb) => [verb, '[for what], [how long at most].'] as const),
  ...'login logout'.split(' ').map((verb) => [verb, '[what], [as whom and by what means].'] as const),
]);

/** A sentence to fill in, with what name and text give; what the text says already is not asked for. */
function purposeOf(subject: Subject, located: { readonly place: string; readonly key: string }): Phrase {
  const { verb = '[verb]', one, thing: many } = subject;
  const thing = many || one;
  const deed = APART.get(verb) ?? verb;
  const said = one.split(' ');
  const isSaid = (word: string): boolean => said.some((each) => each !== '' && word.startsWith(each));
  const place = located.place.toLowerCase().split(' ').some(isSaid) ? '' : located.place; // "a list of books"
  const name = verb === '[verb]' ? '[Verb]' : deed.charAt(0).toUpperCase() + deed.slice(1);
  const data = { verb: name, one, thing, place, key: located.key };
  const key = located.key === '' ? '[by what means or key]' : '{key}';
  if (thing === '' && MOVES.has(verb)) return { say: `{verb} ${MOVES.get(verb)!}`, data };
  if (thing === '') return { say: `{verb} [what, of what, from where], ${key}.`, data };
  if (MAKES.has(verb)) return { say: `{verb} a new {one} ${place === '' ? '[where]' : '{place}'}, [from what].`, data };
  return {
    say: `{verb} the {thing} ${place === '' ? '[which, of what, from where]' : '{place}, [which]'}, ${key}.`,
    data,
  };
}

/** Verbs that a name writes as one word and a sentence as two. */
const APART: ReadonlyMap<string, string> = new Map(
  Object.entries({
    lookup: 'look up',
    setup: 'set up',
    cleanup: 'clean up',
    backup: 'back up',
    rollback: 'roll back',
    shutdown: 'shut down',
    checkout: 'check out',
    login: 'log in to',
    logout: 'log out of',
  }),
);
