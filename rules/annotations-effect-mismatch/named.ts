import { CHANGES, hintsOf, REMOVES, type Facts, type Hint, type Item, type Tool } from '../../src/rule.ts';

/** Verbs that look and touch nothing. */
const LOOK = new Set([
  'get',
  'list',
  'search',
  'find',
  'read',
  'fetch',
  'describe',
  'show',
  'view',
  'lookup',
  'count',
  'retrieve',
  'compare',
  'explain',
  'inspect',
  'summarize',
]);

type Message = 'removesReadOnly' | 'changesReadOnly' | 'removesAdditive' | 'readsDestructive' | 'readsWriting';

/** A hint that says otherwise than the verb in the tool's name. */
export interface Misnamed {
  readonly tool: Item<Tool>;
  readonly message: Message;
  readonly hint: Hint;
  readonly verb: string;
}

/** Judges only where the name says its effect beyond doubt and the description does not say otherwise. */
export function misnamed(tool: Item<Tool>, facts: Facts): Misnamed | undefined {
  const { readOnlyHint, destructiveHint } = hintsOf(tool);
  if (readOnlyHint === undefined && destructiveHint === undefined) return undefined;
  const { class: effect, sure, verb = '', lemma = '' } = facts.effect(tool).unannotated;
  if (!sure || (readOnlyHint === true && destructiveHint === true)) return undefined; // the latter is `annotations-contradictory`
  const said = (message: Message, hint: Hint) => ({ tool, message, hint, verb });
  if (effect === 'read' && LOOK.has(lemma) && readOnlyHint !== true) {
    if (destructiveHint === true) return said('readsDestructive', 'destructiveHint');
    return readOnlyHint === false ? said('readsWriting', 'readOnlyHint') : undefined;
  }
  if (REMOVES.has(lemma) && effect !== 'read') {
    if (readOnlyHint === true) return said('removesReadOnly', 'readOnlyHint');
    return destructiveHint === false ? said('removesAdditive', 'destructiveHint') : undefined;
  }
  return CHANGES.has(lemma) && effect !== 'read' && readOnlyHint === true
    ? said('changesReadOnly', 'readOnlyHint')
    : undefined;
}
