import { describe, expect, it } from 'vitest';

import { sentencesOf } from '../sentences.ts';
import { argumentsIn } from './arguments.ts';
import { claimsIn } from './claims.ts';
import { namedParameters } from './named.ts';

/** Each claim as a short line: `default 20`, `values a|b`, `bounds 1..100`. */
const said = (text: string): readonly string[] =>
  claimsIn(text).map((claim) => {
    switch (claim.kind) {
      case 'default':
        return `default ${String(claim.value.value)}`;
      case 'values':
        return `values ${claim.values.map(({ value }) => value).join('|')}`;
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
    expect(said(text)).toEqual(expected);
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
  ])('%j a million times over is read at once', (piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    const before = performance.now();
    claimsIn(text);
    namedParameters(text);
    expect(performance.now() - before).toBeLessThan(500);
  });
});
