import type { SchemaObject } from '../../model/schema.ts';
import type { Change } from '../change.ts';
import { isSame } from '../canonical.ts';
import { shown } from '../shown.ts';
import { at, type Site } from './site.ts';

/** What says something to a reader and bounds nothing; titles and descriptions are texts. */
const SAID = ['examples', 'example', 'deprecated', 'readOnly', 'writeOnly'];

export function* notes(site: Site, before: SchemaObject, after: SchemaObject): Generator<Change> {
  for (const keyword of SAID) {
    const [a, b] = [before[keyword], after[keyword]];
    if (!isSame(a, b)) yield at(site, 'note-changed', undefined, { keyword, before: shown(a), after: shown(b) });
  }
}

/** A call that leaves a parameter out gets its default; a result has none. */
export function* defaults(site: Site, before: SchemaObject, after: SchemaObject): Generator<Change> {
  const [a, b] = [before['default'], after['default']];
  if (isSame(a, b)) return;
  const data = { before: shown(a), after: shown(b) };
  if (site.role === 'output') yield at(site, 'note-changed', undefined, { keyword: 'default', ...data });
  else if (a === undefined) yield at(site, 'default-stated', undefined, data);
  else if (b === undefined) yield at(site, 'default-unstated', undefined, data);
  else yield at(site, 'default-changed', undefined, data);
}
