import type { Facts } from '../../../facts/facts.ts';
import type { ToolServer } from '../../../model/server.ts';
import { plural } from '../../../text/numbers.ts';
import type { Edit } from '../spending.ts';
import type { Draft } from './savings.ts';

/** What most descriptions say word for word, said once in the instructions instead. */
export function sharedSentences(server: ToolServer, facts: Facts): Draft[] {
  return facts.boilerplate().flatMap(({ sentences, tools }): Draft[] => {
    if (tools.length * 2 <= server.tools.length) return [];
    const texts = new Set(sentences);
    const plain = new Set(facts.sentences(tools[0]!).flatMap((each) => (texts.has(each.text) ? [each.plain] : [])));
    const edits = tools.flatMap((tool): Edit[] => {
      const { description = '' } = tool.data;
      const cut = facts
        .sentences(tool)
        .flatMap(({ plain: own, start, end }) =>
          plain.has(own) ? [[start, gapAfter(description, end)] as const] : [],
        );
      return cut.length > 0 ? [{ at: tool.at('description'), cut }] : [];
    });
    return [
      {
        kind: 'move',
        say: `Say once in \`instructions\` what ${plural(edits.length, 'description')} ${edits.length === 1 ? 'says' : 'say'} word for word; not every client shows the instructions.`,
        risk: 'some',
        at: edits.map(({ at }) => at),
        edits: [...edits, { at: server.at('instructions'), add: sentences.join(' ') }],
      },
    ];
  });
}

/** With the white space behind a sentence. */
const gapAfter = (text: string, end: number): number => {
  let at = end;
  while (at < text.length && /\s/.test(text[at]!)) at++;
  return at;
};
