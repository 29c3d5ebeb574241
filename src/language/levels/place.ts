import { splitIdentifier } from '../identifiers.ts';
import type { ToolText } from './cue.ts';
import { freshFor } from './fresh.ts';

/** How the one that is meant is told: "by its id", "with the given key". */
const KEY =
  /\b(?:(?:by|using) (?:an? |the |its |their )?(?:given |specified |unique )?|with (?:an? |the |its |their )(?:given |specified |unique )?)(?:\w+ )?(?:ids?|identifiers?|uuids?|guids?|numbers?|keys?|names?|slugs?|paths?|urls?)\b(?! or\b|[,/])/i;
/** And where it is. */
const WHERE = /\b(?:of|in|on|from|within|inside) (?:an? |the |your |its |this )?([^,.;:()]{2,60})/i;
/** The same in few words, to be said again: "to the catalogue", "for a city". */
const PLACE =
  /(?<!based )\b(?:(?:of|in|on|from|within|inside|for) (?:an? |the |your |its |this )?|(?:in)?to (?:an?|the|your|its|this) )(?!\w+ing\b)[\w'-]{2,30}(?: [\w'-]{2,30}){0,2}(?=$|[.,;)](?:\s|$)| (?:by|with|using)\b)/i;
/** A purpose is not read further. UTF-16 units. */
const READ = 300;

/** Whether a purpose says both where its thing is, in a word of its own, and by what key it is told. */
export function isLocated(text: string, tool: ToolText): boolean {
  if (splitIdentifier(tool.name).some((word) => word === 'by' || word === 'using')) return false; // the name says the key
  const key = KEY.exec(text)?.[0];
  const place = key === undefined ? undefined : WHERE.exec(text.replace(key, ', '))?.[1];
  return place !== undefined && freshFor(tool).read(place, 1) > 0;
}

/** The author's words for place and key of what a tool works on; empty where a purpose has none. */
export interface Located {
  readonly place: string;
  readonly key: string;
}

export function locatedBy(purpose: string): Located {
  const text = purpose.slice(0, READ);
  const key = KEY.exec(text)?.[0] ?? '';
  return { place: PLACE.exec(key === '' ? text : text.replace(key, ', '))?.[0] ?? '', key };
}
