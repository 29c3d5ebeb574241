import { describe, expect, it } from 'vitest';

import { sentencesOf } from '../sentences.ts';
import { argumentsIn } from './arguments.ts';
import type { Claim } from './claim.ts';
import { claimsIn } from './claims.ts';
import { namedParameters } from './named.ts';
import { spokenOf } from './spoken.ts';

/** Each claim as a short line: `default 20`, `values a|b`, `bounds 1..100`. */
const shown = (claims: readonly Claim[]): readonly string[] =>
  claims.map((claim) => {
    switch (claim.kind) {
      case 'default':
        return `default ${String(claim.value.value)}`;
      case 'values':
        return `values ${claim.values.map(({ value }) => value).join('|')}${claim.loose ? '?' : ''}`;
      case 'bounds':
        return `bounds ${claim.low ?? ''}..${claim.high ?? ''}${claim.of ? ` ${claim.of}` : ''}`;
      case 'type':
        return `type ${claim.type}`;
      case 'required':
        return claim.required ? 'required' : 'optional';
      case 'format':
        return `format ${claim.format}`;
    }
  });

describe('claims', () => {
  it.each<[string, readonly string[]]>([
    ['How many pots. Defaults to 20.', ['default 20']],
    ['How many pots (default: 20)', ['default 20']],
    ['How many pots (default 1,000)', ['default 1000']],
    ['Order of the pots, default is asc.', ['default asc']],
    ['Order. Default: "asc"', ['default asc']],
    ['Whether to water, defaults to `true`', ['default true']],
    ["'short' (default) or the long form", ['default short']],
    ['Litres, defaults to 2 if omitted', ['default 2']],
    ['If the kind is not given, the default is FERN.', ['default FERN']],
    ['Defaults to the current garden.', []],
    ['Defaults to all pots', []],
    ['Pot (default: default pot)', []],
    ['Uses the default pot.', []],
    ['Set as default 🌱', []],
    ['Defaults to 20 for ferns, 50 for moss.', []],
    ['Default 20, or 50 in summer. Default 50.', []],
    ['When it rains, defaults to 5', []],
    ['If left out, defaults to `null`.', []],
    ['Wait (default: 5000ms)', []],
    ['Used for watering (defaults to 3)', []],
    ['Filter (default: "[{\\"a\\": 1}]")', []],

    ['One of: fern, moss or ivy', ['values fern|moss|ivy']],
    ['Kind, one of "fern", "moss"', ['values fern|moss']],
    ["Either 'fern' or 'moss'.", ['values fern|moss']],
    ['Can be `fern` or `moss`', ['values fern|moss']],
    ["Allowed values: 'all' (every pot), 'dry' (those that need water).", ['values all|dry']],
    ['Possible values: 1, 2, 3', ['values 1|2|3']],
    ['Options: asc | desc', ['values asc|desc']],
    ['One of the pots in the garden', []],
    ['Must be one of owner or member of the club', []],
    ['Plants, e.g. one of "fern", "moss"', []],
    ['Kinds such as "fern", "moss"', []],
    ['One of "fern", "moss", etc.', []],
    ['One of "fern", "moss", or any other plant', []],
    ['Valid values include: fern, moss', []],
    ['Comma-separated list. Values: "fern", "moss"', ['type separated']],
    ['Either a string or a number', []],
    ['Can be up to three', []],
    ['Pot of a plant; its leaves must be `green` or `brown`.', []],
    ['The status must be `wet` or `dry`.', ['values wet|dry']],

    ['Litres, between 1 and 100', ['bounds 1..100']],
    ['Litres (1-100)', ['bounds 1..100']],
    ['Tilt (-90 to 90)', ['bounds -90..90']],
    ['Litres. Max: 50, Min: 2', ['bounds 2..50']],
    ['Up to 25 pots', ['bounds ..25']],
    ['Name, 3-40 characters', []],
    ['Name (3-40 characters)', ['bounds 3..40 length']],
    ['Note, max 200 chars', ['bounds ..200 length']],
    ['Max 5 MB', []],
    ['Up to 30 days back', []],
    ['Pots, each up to 20', []],
    ['Returns up to 100 pots', []],
    ['At most 50 are watered at once; the others are left dry.', []],
    ['At most 50 pots are watered at once.', []],
    ['Pots. Up to 50 are allowed.', ['bounds ..50']],
    ['Row (1-based)', []],
    ['Max 10 for ferns', []],
    ['Version 1-2', []],
    ['On 2026-03-01', []],

    ['Comma-separated names', ['type separated']],
    ['An array or comma-separated list of names', []],
    ['Array of names', ['type array']],
    ['Array of names as a JSON text', []],
    ['JSON string of the plan', ['type json']],
    ['JSON string or object', []],

    ['Name of the pot (required)', ['required']],
    ['Required. Name of the pot', ['required']],
    ['Required for watering', []],
    ['Name. Required when wet', []],
    ['water: litres. Required.', []],
    ['Either this or pot is required.', []],
    ['Which fields are required', []],
    ['Required: only with kind', []],
    ['Name of the pot (optional)', ['optional']],
    ['Optional. Name of the pot', ['optional']],
    ['(int, optional): Litres', ['optional']],
    ['(optional) Litres', ['optional']],
    ['A pot with (optional) holes', []],
    ['Optional holes of the pot', []],
    ['Optional leaves of the pot', ['optional']],
    ['An optional list of leaves', ['optional']],
    ['Whether optional leaves are kept', []],

    ['Day, YYYY-MM-DD', ['format date']],
    ['ISO 8601 timestamp', ['format date-time']],
    ['ISO 8601 timestamp or "now"', []],
    ['YYYY-MM-DD or 7d', []],
    ['Pattern (e.g. yyyy-mm-dd)', []],
    ['YYYY-MM-DDTHH:mm', []],
    ['UUID of the pot', ['format uuid']],
    ['Email address of the gardener', ['format email']],
    ['Name or email address', []],

    ['constructor, one of __proto__, toString', ['values __proto__|toString']],
    ['Standard ist 20', []],
    ['', []],
  ])('%j', (text, expected) => {
    expect(shown(claimsIn(text, 'leaves'))).toEqual(expected);
  });

  it('have the words they rest on', () => {
    const text = 'How many. Defaults to 20.';
    expect(claimsIn(text).map(({ start, end }) => text.slice(start, end))).toEqual(['Defaults to 20']);
  });
});

describe('arguments', () => {
  it('are read from a docstring, with the sentences that go on', () => {
    const text =
      'Water a plant.\n\nArgs:\n    litres (int, optional): How much. Defaults to 2.\n    pot: Which one.\n\nReturns:\n    height: the new one';
    expect(argumentsIn(sentencesOf(text)).map(({ name, text: words, headed }) => [name, words, headed])).toEqual([
      ['litres', '(int, optional): How much. Defaults to 2.', true],
      ['pot', 'Which one.', true],
    ]);
  });
});

describe('parameters named in running text', () => {
  it.each<[string, readonly string[]]>([
    ['Set the `pot_id` parameter.', ['pot_id']],
    ['Set the pot_id parameter.', ['pot_id']],
    ['The parameter "pot" says which.', ['pot']],
    ['Its parameters are many.', []],
    ['Has no potId parameter.', []],
    ['Use the nextCursor parameter from the response.', []],
    ['Takes the `pot` query parameter.', []],
    ['The query parameter `pot` of the URL.', []],
    ["Use the tool 'Find pots' with the pot_id parameter.", []],
    ['Use the potId parameter of find_pots.', []],
  ])('%j', (text, expected) => {
    expect(namedParameters(text).map(({ name }) => name)).toEqual(expected);
  });
});

const NAMES = 'limit page_size status potId pot kind cold since body leaves depth'.split(' ');

/** What running text says of the parameters above: `limit default 20`. */
const spoken = (text: string): readonly string[] =>
  spokenOf(sentencesOf(text), new Set(NAMES)).flatMap(({ name, text: words, asSubject }) =>
    shown(claimsIn(words, name, asSubject ? 'predicate' : 'aside')).map((each) => `${name} ${each}`),
  );

describe('parameters that running text speaks of', () => {
  it.each<[string, readonly string[]]>([
    ['`limit` must be between 1 and 50.', ['limit bounds 1..50']],
    ['Waters pots. The limit defaults to 20.', ['limit default 20']],
    ['Limit defaults to 20.', ['limit default 20']],
    ['The limit must not exceed 50.', ['limit bounds ..50']],
    ['`status` can be wet, dry or frozen.', ['status values wet|dry|frozen?']],
    ["`status` can be 'wet' or 'dry'.", ['status values wet|dry']],
    ['The status parameter must be one of: wet, dry.', ['status values wet|dry']],
    ['The `pot` parameter is required.', ['pot required']],
    ['The potId argument is optional.', ['potId optional']],
    ['CRITICAL: potId is REQUIRED.', ['potId required']],
    ['potId must be provided and be of this garden.', ['potId required']],
    ['`pot` and `since` are required.', ['pot required', 'since required']],
    ['potId is required; use the first of the garden or any other.', ['potId required']],
    ['Lists pots, up to `limit` (default 20, max 50).', ['limit default 20', 'limit bounds ..50']],
    ['Use the limit parameter (default: 20).', ['limit default 20']],
    ['The default limit is 20.', ['limit default 20']],
    ['Max `depth`: 5.', ['depth bounds ..5']],
    ['Default `page_size` 20.', ['page_size default 20']],
    ['- `limit`: how many pots (default 20)', ['limit default 20']],
    ['**Limits**\n- page_size must be at most 50', ['page_size bounds ..50']],
    ['page_size must be at most 20. status can be wet.', ['page_size bounds ..20']],
    ['page_size defaults to 20, and the potId parameter is optional.', ['page_size default 20', 'potId optional']],
    ['Supports mysql and mongodb. cold defaults to true, others to what they were.', ['cold default true']],
    ['Optional body: { "why": "rain" }', ['body optional']],
    ['`since` must be YYYY-MM-DD.', ['since format date']],

    ['When `kind` is given, `limit` must be between 1 and 50.', []],
    ['For ferns, `pot` is required.', []],
    ['`pot` is required for ferns.', []],
    ['`pot` is required when `kind` is set.', []],
    ['`pot` is required unless it rains.', []],
    ['Either `pot` or `potId` is required.', []],
    ['`pot` or `potId` is required.', []],
    ['At least one of `pot`, and `potId` is required.', []],
    ['`potId` is required by find_pots.', []],
    ['`limit` defaults to 20 for ferns, 50 for moss.', []],
    ['`limit` defaults to 20 on the free plan.', []],
    ['`limit` defaults to the size of the garden.', []],
    ['Returns `limit` (default 20).', []],
    ['Returns the pot with status, which can be wet or dry.', []],
    ['The status can be wet or dry.', []],
    ['The response has a `status` that can be `wet` or `dry`.', []],
    ['The name of the pot must be between 3 and 40 characters.', []],
    ['The pot must be dry or wet.', []],
    ['The soil of `pot` must be `wet` or `dry`.', []],
    ['Pots are sorted by `status` and must be at most 50.', []],
    ['Use action="add": `pot` is required.', []],
    ['For example, `limit` defaults to 20.', []],
    ['The soil defaults to 20, `limit` does not.', []],
    ['See garden.limit, which defaults to 20.', []],
    ['limit=20 is the default.', []],
    ['`pot` may be left out, and `since` is what `limit` defaults to: 20.', []],
    ['Returns:\n- `status`: `wet` or `dry` (default `dry`)', []],
    ['Examples:\n- `limit` defaults to 20', []],
    ['When adding:\n- `pot` is required', []],
    ['Each pot has:\n- `status`: one of wet, dry', []],
    ['Args:\n  limit: how many (default 20)', []],
    ['`status` can be empty.', []],
    ['`status` can be relative or absolute to the garden.', []],
    ['Either way, potId is optional.', []],
  ])('%j', (text, expected) => {
    expect(spoken(text)).toEqual(expected);
  });

  it('have their name where it stood', () => {
    const [found] = spokenOf(sentencesOf('The default limit is 20.'), new Set(NAMES));
    const { text, subject, subjectAt } = found!;
    expect(text.slice(0, subjectAt) + subject + text.slice(subjectAt)).toBe('default limit is 20.');
  });
});

const SENTENCE = sentencesOf('Limit defaults to 20.')[0]!;

describe('hostile texts', () => {
  it.each([
    'a',
    'default ',
    'default: ',
    'one of ',
    'one of: a, ',
    "'a', ",
    '`a` (default) ',
    'between 1 and ',
    '(1-',
    '1,',
    '0',
    'required. ',
    'values: (',
    '`a` parameter ',
    'a_',
    'aA',
    'yyyy-mm-dd ',
    'limit and ',
    '`a` and `a`, ',
    'limit (',
    'default limit is ',
    'limit must be a or ',
    'ab. limit ',
    'optional ',
  ])('%j a million times over is read at once', (piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    const before = performance.now();
    claimsIn(text);
    namedParameters(text);
    spokenOf([{ ...SENTENCE, text }], new Set(['a', 'a_', 'default', 'limit']));
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});
