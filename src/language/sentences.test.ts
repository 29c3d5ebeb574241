import { describe, expect, it } from 'vitest';

import { sentencesOf } from './sentences.ts';

const texts = (description: string) => sentencesOf(description).map(({ text }) => text);
/** Section, heading and text of each sentence; a star marks a list item. */
const outline = (description: string) =>
  sentencesOf(description).map(
    ({ section, heading, text, item }) => `${section}${heading && `/${heading}`}${item ? '*' : ''}: ${text}`,
  );

describe('sentences', () => {
  it.each<[string, readonly string[]]>([
    ['One sentence', ['One sentence']],
    ['One. Two! Three? Four…', ['One.', 'Two!', 'Three?', 'Four…']],
    ['Water plants, e.g. ferns, i.e. green ones. Done.', ['Water plants, e.g. ferns, i.e. green ones.', 'Done.']],
    [
      'Ferns, moss, etc. grow here. Ferns, moss, etc. They grow.',
      ['Ferns, moss, etc. grow here.', 'Ferns, moss, etc.', 'They grow.'],
    ],
    ['See fig. 3 and no. 7 of Dr. Fern, approx. 2 m.', ['See fig. 3 and no. 7 of Dr. Fern, approx. 2 m.']],
    ['Needs v2.1.0 or 3.5 litres. Not less.', ['Needs v2.1.0 or 3.5 litres.', 'Not less.']],
    ['See https://plants.example/a.b?c=d. Then go.', ['See https://plants.example/a.b?c=d.', 'Then go.']],
    ['Reads notes.txt and index.ts. Nothing else.', ['Reads notes.txt and index.ts.', 'Nothing else.']],
    ['Lists the ids.The names follow.', ['Lists the ids.', 'The names follow.']],
    ['He said "Stop." Then he left (at once). End', ['He said "Stop."', 'Then he left (at once).', 'End']],
    ['Waters plants… and sings.', ['Waters plants… and sings.']],
    ['At most 20. status can be wet.', ['At most 20.', 'status can be wet.']],
    [
      'Give the pot. pot_id is its number. isWet says more.',
      ['Give the pot.', 'pot_id is its number.', 'isWet says more.'],
    ],
    ['See no. 7. then stop at 2.5 m. of soil', ['See no. 7.', 'then stop at 2.5 m. of soil']],
    ['1. dig 2. water 3. pot_id', ['dig 2. water 3. pot_id']],
    ['Two steps: 1. dig and 2. water', ['Two steps: 1. dig and 2. water']],
    ['Water it! 12. pot_id is a number', ['Water it!', '12. pot_id is a number']],
    ['Kinds of pots, e.g. pot_id or i.e. isWet.', ['Kinds of pots, e.g. pot_id or i.e. isWet.']],
    ['A line that is\nwrapped hard and\ngoes on. Next.', ['A line that is wrapped hard and goes on.', 'Next.']],
    ['First paragraph\n\nSecond paragraph', ['First paragraph', 'Second paragraph']],
    ['植物に水をやる。名前を返す。', ['植物に水をやる。', '名前を返す。']],
    ['🌱 Water a plant 🌿! ✅ Done.', ['Water a plant 🌿!', '✅ Done.']],
    ['Windows\r\nline ends.\r\nGo on.', ['Windows line ends.', 'Go on.']],
    ['', []],
    ['\n \t\n', []],
    ['--- *** ...', []],
  ])('%j', (description, expected) => {
    expect(texts(description)).toEqual(expected);
  });

  it('say where they stand', () => {
    const description = '  Water a plant.  \n\n- Fern:\twet\n* Moss “dry”\n';
    for (const { text, start, end } of sentencesOf(description))
      expect(description.slice(start, end).replaceAll(/\s+/g, ' ')).toBe(text);
    expect(texts(description)).toEqual(['Water a plant.', 'Fern: wet', 'Moss “dry”']);
  });

  it('have a plain form for comparing', () => {
    const [sentence] = sentencesOf('**DON’T** use `this` for <b>“Moss”</b>, see https://x.example/y.');
    expect(sentence?.plain).toBe("don't use 'this' for \"moss\", see url");
  });
});

describe('sections', () => {
  it.each<[string, readonly string[]]>([
    [
      'Water a plant.\n\nArgs:\n    litres: How much.\n    pot (str, optional): Which.\n\nReturns:\n    The new height.\n\nRaises:\n    DryError: no water.',
      [
        'body: Water a plant.',
        'parameters/args: litres: How much.',
        'parameters/args: pot (str, optional): Which.',
        'returns/returns: The new height.',
        'limits/raises: DryError: no water.',
      ],
    ],
    [
      '# Water a plant\nGently.\n## When to use\n1. In summer\n2) After noon\n## Example\npot 3',
      [
        'other/water a plant: Gently.',
        'when/when to use*: In summer',
        'when/when to use*: After noon',
        'examples/example: pot 3',
      ],
    ],
    [
      '**Returns:**\n- height\n  in metres\n- colour\nThe rest is silence.',
      ['returns/returns*: height in metres', 'returns/returns*: colour', 'returns/returns: The rest is silence.'],
    ],
    [
      '<use_case>\nIn summer.\n<examples>\npot 3\n</examples>\nIn spring.\n</use_case>\nWater a plant.',
      ['when/use case: In summer.', 'examples/examples: pot 3', 'when/use case: In spring.', 'body: Water a plant.'],
    ],
    [
      'Returns: the height\nof the plant.\n\nWater it.',
      ['returns/returns: the height of the plant.', 'body: Water it.'],
    ],
    [
      'Each of the plants in the old house has these two things:\n- a name\n- a pot\nWater them.',
      [
        'body: Each of the plants in the old house has these two things:',
        'body/each of the plants in the old house has these two things:*: a name',
        'body/each of the plants in the old house has these two things:*: a pot',
        'body: Water them.',
      ],
    ],
    // a label in running text is of its own sentence, unless a list stands behind it
    [
      'Returns the height of a plant: metres. Use it in spring. It cannot be undone.',
      ['returns/returns the height of a plant: metres.', 'body: Use it in spring.', 'body: It cannot be undone.'],
    ],
    [
      'Important: water it. Or not.\n- at noon\n- at night',
      ['effects/important: water it.', 'body: Or not.', 'effects/important*: at noon', 'effects/important*: at night'],
    ],
    ['Use cases: 1. Dry soil 2. Heat. Both', ['when/use cases: 1. Dry soil 2. Heat.', 'when/use cases: Both']],
    ['📋 Prerequisites:\n• a pot', ['when/prerequisites*: a pot']],
    [
      'Args:\n- options: Which.\n- returns: Whether it comes back.',
      ['parameters/args*: options: Which.', 'parameters/args*: returns: Whether it comes back.'],
    ],
    // a label in a list is of what stands below it, not of its siblings
    [
      'Pots:\n- errors: broken ones\n- Output: a flower\n- Ferns are green.\n\nWater it.',
      ['limits/errors: broken ones', 'returns/output: a flower', 'other/pots*: Ferns are green.', 'body: Water it.'],
    ],
    [
      'It can do:\n- Properties:\n  - wet\n  - Example:\n    - very wet\n- Relations: none',
      ['parameters/properties*: wet', 'examples/example*: very wet', 'other/it can do*: Relations: none'],
    ],
    [
      '- Args:\n- litres: How much.\n- pot: Which.',
      ['parameters/args*: litres: How much.', 'parameters/args*: pot: Which.'],
    ],
    ['1. Returns:\n   The height\nof it.\n2. Water it.', ['returns/returns: The height of it.', 'body*: Water it.']],
    ['- Example:\n  ```\n  x\n  ```\n- Water it.', ['body*: Water it.']],
    ['🎯 When to use:\nWhen it is dry.', ['when/when to use: When it is dry.']],
    ['Water it.\n```json\n{ "pot": 3 }\nReturns: nothing\n```\nDone.', ['body: Water it.', 'body: Done.']],
    ['Water it.\nconst pot = {\n  name: "fern",\n};\nDone.', ['body: Water it.', 'body: name: "fern",', 'body: Done.']],
    ['pot (string): Which one.', ['parameters: pot (string): Which one.']],
    [
      'Result: dry.\nconstructor: __proto__ is a word.',
      ['returns/result: dry.', 'body: constructor: __proto__ is a word.'],
    ],
  ])('%j', (description, expected) => {
    expect(outline(description)).toEqual(expected);
  });
});

describe('hostile texts', () => {
  const MEGABYTE = 1_000_000;
  const filled = (piece: string) => piece.repeat(Math.ceil(MEGABYTE / piece.length));
  it.each([
    'a',
    ' ',
    '\n',
    '.',
    '!)',
    '- ',
    '# ',
    '#',
    '*',
    '**a',
    '(',
    '))',
    '<a',
    '</',
    '`',
    '```\n',
    'a:\n',
    'a.\n',
    '1. ',
    '20. a ',
    '- a:\n',
    '- a:\n  - b: c\n',
    '. aB ',
    '🌱',
    '\u200D',
    'e.g. ',
    'a b ',
    '_',
    'https://',
    '。',
    '"',
    'a, ',
  ])('%j a million times over is read at once', (piece) => {
    const before = performance.now();
    sentencesOf(filled(piece));
    sentencesOf(`# ${filled(piece)} x`);
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});
