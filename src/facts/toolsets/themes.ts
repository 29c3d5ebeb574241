import { unqualified } from '../../language/nameless.ts';
import type { Item } from '../../model/address.ts';
import { groupBy } from '../../model/group.ts';
import type { Tool } from '../../model/server.ts';
import type { Facts } from '../facts.ts';
import { countsOf, nounOf, titlesOf, type Written } from './titles.ts';
import type { Groups } from './toolsets.ts';

/** A noun of which so many of the tools speak of another as well belongs to that: `review` to `pull request`. */
const BELONGS = 0.6;
const LEAST = 2;
const HALF = 0.5;

/** A tool with the nouns of its name, those its deed is done to first. */
interface Named extends Written {
  readonly tool: Item<Tool>;
  readonly object: readonly string[];
  readonly rest: readonly string[];
}

const nouns = (words: readonly string[]): string[] =>
  words.filter((word) => unqualified([word]).length > 0).map(nounOf);

/**
 * Tools by the thing that they are about: `list_issues`, `issue_read` and `add_issue_comment` are about issues. A thing is a
 * noun that stands alone in some name; one that goes with another nearly always belongs to that, and of several in a name
 * the first counts. One pass over the names, and one over the pairs of nouns in each.
 */
export function themesOf(tools: readonly Item<Tool>[], facts: Facts): Groups {
  const named = tools.map((tool): Named => {
    const { object, rest } = facts.subject(tool);
    return { tool, object: nouns(object), rest: nouns(rest), words: [...object, ...rest] };
  });
  const themeOf = themes(named);
  const allOf = ({ object, rest }: Named): string[] => [...new Set([...object, ...rest].map(themeOf))];
  const alone = new Set(
    named.flatMap(({ object }) => {
      const found = new Set(object.map(themeOf));
      return found.size === 1 ? [...found] : [];
    }),
  );
  const scopes = scopesOf(named.map((each) => allOf(each).filter((theme) => alone.has(theme))));
  const chosen = new Map<Named, string>();
  const choose = (themes: ReadonlySet<string>): void => {
    for (const each of named) {
      if (chosen.has(each)) continue;
      const all = allOf(each).filter((theme) => themes.has(theme));
      const own = all.find((theme) => !scopes.has(theme)) ?? all[0];
      if (own !== undefined) chosen.set(each, own);
    }
  };
  choose(alone);
  // A thing that never stands alone: `list_repository_advisories`, `list_global_advisories`.
  const left = countsOf(named.flatMap((each) => (chosen.has(each) ? [] : allOf(each))));
  const total = countsOf(named.flatMap(allOf));
  const never = new Set(
    [...left].filter(([theme, n]) => n >= LEAST && n >= HALF * total.get(theme)!).map(([theme]) => theme),
  );
  for (const each of named) if (allOf(each).some((theme) => never.has(theme))) chosen.delete(each);
  choose(never);
  choose(alone);
  const sizes = countsOf(chosen.values());
  const groups = new Map<Item<Tool>, string>();
  for (const each of named) {
    const isAlone = (sizes.get(chosen.get(each) ?? '') ?? 0) < LEAST;
    const theme = isAlone ? allOf(each).find((other) => (sizes.get(other) ?? 0) >= LEAST) : chosen.get(each);
    if (theme !== undefined) groups.set(each.tool, theme);
  }
  const titles = titlesOf(
    groupBy(
      named.filter(({ tool }) => groups.has(tool)),
      ({ tool }) => groups.get(tool)!,
    ),
  );
  return new Map([...groups].map(([tool, theme]) => [tool, titles.get(theme)!]));
}

/** Themes that most of the time only say where another is looked for: `list_group_projects`, `get_group_milestone`. */
function scopesOf(names: readonly (readonly string[])[]): ReadonlySet<string> {
  const all = countsOf(names.flat());
  const before = countsOf(names.flatMap((themes) => (themes.length > 1 ? themes.slice(0, 1) : [])));
  return new Set([...before].filter(([theme, n]) => n >= LEAST && n >= HALF * all.get(theme)!).map(([theme]) => theme));
}

/** The noun that each belongs to: itself, or the more frequent one that it seldom stands without. */
function themes(named: readonly Named[]): (noun: string) => string {
  const counts = new Map<string, number>();
  const first = new Map<string, number>();
  const together = new Map<string, Map<string, number>>();
  for (const { object, rest } of named) {
    const all = [...new Set([...object, ...rest])];
    for (const [at, noun] of all.entries()) {
      counts.set(noun, (counts.get(noun) ?? 0) + 1);
      first.set(noun, (first.get(noun) ?? 0) + (at === 0 ? 1 : 0));
      const beside = together.get(noun) ?? new Map<string, number>();
      together.set(noun, beside);
      for (const other of all) if (other !== noun) beside.set(other, (beside.get(other) ?? 0) + 1);
    }
  }
  const isWith = (noun: string, other: string): boolean =>
    (together.get(noun)?.get(other) ?? 0) >= BELONGS * counts.get(noun)!;
  // One that stands alone in some name, or with nothing but what always stands with it: `pull request`.
  const lone = new Set(
    named.flatMap(({ object }) =>
      object.filter((noun) => object.every((each) => each === noun || (isWith(noun, each) && isWith(each, noun)))),
    ),
  );
  const rank = (noun: string): number => counts.get(noun)! * 1_000 + Math.min(999, first.get(noun)!);
  const parents = new Map<string, string>();
  for (const [noun, beside] of together) {
    const [best] = [...beside]
      .filter(
        ([other, n]) =>
          n >= BELONGS * counts.get(noun)! &&
          counts.get(noun)! >= LEAST &&
          rank(other) > rank(noun) &&
          (isWith(other, noun) || (lone.has(other) && !lone.has(noun))), // alerts of several kinds are of their kinds
      )
      .toSorted((a, b) => b[1] - a[1] || rank(b[0]) - rank(a[0]) || (a[0] < b[0] ? -1 : 1));
    if (best) parents.set(noun, best[0]);
  }
  return (noun) => {
    let at = noun;
    for (let next = parents.get(at); next !== undefined; next = parents.get(at)) at = next; // ranks rise: it ends
    return at;
  };
}
