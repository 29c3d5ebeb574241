/** `1.2.3-beta.1` as numbers and the pre-release; parts a range leaves out are 0. */
interface Parts {
  readonly numbers: readonly [number, number, number];
  readonly pre: string;
}

const VERSION = /^(?:=|v)*(\d{1,9})(?:\.(\d{1,9}|[xX*]))?(?:\.(\d{1,9}|[xX*]))?(?:-([\w.-]+))?(?:\+[\w.-]+)?$/;

function partsOf(version: string): Parts | undefined {
  const [, major, minor = '0', patch = '0', pre = ''] = VERSION.exec(version) ?? [];
  if (major === undefined) return undefined;
  return { numbers: [Number(major), Number(minor) || 0, Number(patch) || 0], pre };
}

/** Negative when `a` is the lower; what is no version is lowest. Pre-releases compare as text with numbers in order. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  if (!left || !right) return Number(Boolean(left)) - Number(Boolean(right));
  for (const at of [0, 1, 2] as const) {
    const difference = left.numbers[at] - right.numbers[at];
    if (difference !== 0) return difference;
  }
  if (left.pre === right.pre) return 0;
  if (left.pre === '' || right.pre === '') return left.pre === '' ? 1 : -1;
  return left.pre.localeCompare(right.pre, 'en', { numeric: true });
}

/**
 * The lowest version a range allows: `1.2.0` for `^1.2`, `3.25.0` for `^4 || ^3.25`. `undefined` when the range sets no
 * lower end (`*`, `latest`, `<2`) or is none (a URL, a branch).
 */
export function lowestOf(range: string): string | undefined {
  const ends = range.split('||').map(lowerEnd);
  return ends.includes(undefined) ? undefined : (ends as string[]).sort(compareVersions)[0];
}

function lowerEnd(alternative: string): string | undefined {
  const [, from] = /^\s*(\S+)\s+-\s+\S+\s*$/.exec(alternative) ?? [];
  const comparators = (from ?? alternative).replaceAll(/([<>=~^])\s+/g, '$1').split(/\s+/);
  const ends = comparators.flatMap((comparator) => {
    const [, operator = '', version = ''] = /^(>=|<=|>|<|=|\^|~>?)?(.*)$/s.exec(comparator) ?? [];
    const parts = operator.startsWith('<') ? undefined : partsOf(version);
    if (!parts) return [];
    const [major, minor, patch] = parts.numbers;
    if (operator === '>') return [`${major}.${minor}.${patch + 1}`];
    return [`${major}.${minor}.${patch}${parts.pre && `-${parts.pre}`}`];
  });
  return ends.sort(compareVersions).at(-1); // all comparators hold at once
}
