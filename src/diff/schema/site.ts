import type { Data } from '../../text/fill.ts';
import { changed, type Change, type ChangeId, type Spot } from '../change.ts';
import { impactOf, type Relation } from './relation.ts';

/** One place of a schema in both readings. */
export interface Site extends Spot {
  readonly role: 'input' | 'output';
  /** How a message names it. */
  readonly of: { readonly say: string; readonly data: Data };
}

/** A change at a site; the relation decides what it does. */
export const at = (site: Site, id: ChangeId, relation: Relation | undefined, data: Data = {}): Change =>
  changed(
    id,
    site,
    { of: site.of, ...data },
    {
      subject: site.role,
      ...(relation === undefined ? {} : { impact: impactOf(relation, site.role) }),
    },
  );

/** The place of a part, and its name. */
export const siteAt = (site: Site, was: string, is: string, path: string): Site => ({
  ...site,
  at: { ...site.at, pointer: is },
  was: { ...site.was, pointer: was },
  of: nameOf(path, site.role),
});

/** "`path`" of the input; of the output with where it is; the whole of either. */
export const nameOf = (path: string, role: 'input' | 'output'): Site['of'] =>
  path === ''
    ? { say: role === 'input' ? 'the input' : 'the result', data: {} }
    : { say: role === 'input' ? '`{path}`' : '`{path}` of the result', data: { path } };
