import type { Machine } from '../machine/machine.ts';
import { Thrown } from '../machine/signals.ts';
import type { Spot } from '../syntax.ts';
import { HostValue, isNullish, isString, ObjectValue, Opaque, Primitive, UNDEFINED } from '../values.ts';
import type { Condition, Value } from '../values.ts';
import { settled } from './host.ts';
import { possible } from './parts.ts';

/** As many as are asked for of a running server. */
const MOST_PAGES = 100;

/** What a client sends to get one page of a list; `cursor` is undefined for the first. Who wants more of it finds it unknown. */
export function pageRequest(method: string, cursor: Value, spot: Spot): ObjectValue {
  const request = new ObjectValue(spot);
  request.open = new Opaque(`the request for ${method}`, spot);
  const { open } = request;
  const params = new HostValue(
    `params of ${method}`,
    {
      get: (key) => (key === 'cursor' ? cursor : open),
      keys: () => (isNullish(cursor) ? [] : ['cursor']),
      open: () => open,
    },
    undefined,
    spot,
  );
  request.properties.set('method', { value: new Primitive(method, spot) });
  request.properties.set('params', { value: params });
  return request;
}

/** One answer to a request for a page. */
export interface Page {
  readonly result: Value;
  readonly when: Condition | undefined;
}

interface Asked {
  readonly cursor: Value;
  readonly when: Condition | undefined;
  /** The page that named the cursor. */
  readonly after: Asked | undefined;
}

/**
 * Asks for a list as a client does, page after page, and gives each answer to `read`, which says whether there is a list in
 * it. `unread` is told why there may be more pages than these.
 */
export function readPages(
  ask: (cursor: Value) => Value,
  read: (page: Page) => boolean,
  unread: (reason: string, spot: Spot | undefined) => void,
  machine: Machine,
  spot: Spot,
  outer: Condition | undefined,
): void {
  const asked: Asked[] = [{ cursor: UNDEFINED, when: outer, after: undefined }];
  for (const page of asked) {
    machine.step();
    for (const { value, when = page.when } of possible(answer(page))) {
      const result = settled(value);
      if (!read({ result, when })) continue;
      for (const next of possible(machine.get(result, 'nextCursor', spot)))
        follow({ cursor: next.value, when: next.when ?? when, after: page }, result.spot);
    }
  }

  /** A first page that fails fails the list; one after it leaves what was read. */
  function answer({ cursor, after }: Asked): Value {
    try {
      return settled(ask(cursor));
    } catch (error) {
      if (!after || !(error instanceof Thrown)) throw error;
      return new Opaque('a page that fails', spot);
    }
  }

  function follow(next: Asked, at: Spot | undefined): void {
    const { cursor } = next;
    if (isNullish(cursor)) return;
    const where = cursor.spot ?? at;
    if (cursor.kind === 'opaque') return unread(`the pages after this one: ${cursor.reason}`, where);
    if (!isString(cursor)) return unread('the pages after this one: `nextCursor` is no text', where);
    if (asked.some((each) => isSame(each.cursor, cursor))) {
      // two sides of a test may name one page
      if (isBehind(next)) unread('its pages run in a circle: a cursor is given twice', where);
      return;
    }
    if (asked.length >= MOST_PAGES) return unread(`it goes on after ${MOST_PAGES} pages`, where);
    asked.push(next);
  }
}

function isBehind({ cursor, after }: Asked): boolean {
  for (let at = after; at; at = at.after) if (isSame(at.cursor, cursor)) return true;
  return false;
}

const isSame = (a: Value, b: Value): boolean => isString(a) && isString(b) && a.value === b.value;
