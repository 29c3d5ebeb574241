import { describe, expect, test } from 'vitest';

import { evaluateProgram } from './evaluate.ts';

/**
 * What each tag gives, as the real packages give it: dedent 1.7.2, ts-dedent 2.3.0, outdent 0.8.0, dedent-js 1.0.1, endent 2.1.0,
 * common-tags 1.8.2, strip-indent 4.1.1, redent 4.0.0, indent-string 5.0.0.
 */
const CASES: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  "import dedent from 'dedent';": [
    [
      "dedent`\n    First line\n      indented ${1 + 1}\n\n    last ${'x\\ny'}\n  `",
      'First line\n  indented 2\n\nlast x\ny',
    ],
    ['dedent`\n\t\tone\n\t\t\ttwo\n\t\tthree`', 'one\n\ttwo\nthree'],
    ['dedent`no newline at all`', 'no newline at all'],
    [
      'dedent`\n    a \\`code\\` and \\${x} and \\n break \\\n    joined \\t tab\n  `',
      'a `code` and ${x} and \n break joined \t tab',
    ],
    ["dedent`\n    list:\n      ${'a\\nb\\nc'}\n    end\n  `", 'list:\n  a\nb\nc\nend'],
    ['dedent`first\n    second\n      third`', 'first\nsecond\n  third'],
    ['dedent`\n\n    a\n   \n      b\n\n`', 'a\n\n  b'],
    ["dedent('\\n    a\\n      b\\n  ')", 'a\n  b'],
    ["dedent.withOptions({ alignValues: true })`\n    x: ${'a\\nb'}\n  `", 'x: a\nb'],
    ['dedent.withOptions({ trimWhitespace: false })`\n    x\n  `', '\nx\n'],
    ['dedent.withOptions({ escapeSpecialCharacters: false })`\n    \\`x\\`\n  `', '\\`x\\`'],
    ['dedent`\\u{1f600} \\x41 \\u0042`', '😀 A B'],
  ],
  "import dedent from 'ts-dedent';": [
    [
      "dedent`\n    First line\n      indented ${1 + 1}\n\n    last ${'x\\ny'}\n  `",
      'First line\n  indented 2\n\nlast x\ny',
    ],
    ['dedent`\n\t\tone\n\t\t\ttwo\n\t\tthree`', 'one\n\ttwo\nthree'],
    ['dedent`no newline at all`', 'no newline at all'],
    [
      'dedent`\n    a \\`code\\` and \\${x} and \\n break \\\n    joined \\t tab\n  `',
      '   a `code` and ${x} and \nbreak     joined \t tab',
    ],
    ["dedent`\n    list:\n      ${'a\\nb\\nc'}\n    end\n  `", 'list:\n  a\n  b\n  c\nend'],
    ['dedent`first\n    second\n      third`', 'first\nsecond\n  third'],
    ['dedent`\n\n    a\n   \n      b\n\n`', '\n a\n\n   b\n'],
    ["dedent('\\n  a\\n    b\\n')", 'a\n  b'],
  ],
  "import outdent from 'outdent';": [
    [
      "outdent`\n    First line\n      indented ${1 + 1}\n\n    last ${'x\\ny'}\n  `",
      'First line\n  indented 2\n\nlast x\ny',
    ],
    ['outdent`\n\t\tone\n\t\t\ttwo\n\t\tthree`', 'one\n\ttwo\nthree'],
    ['outdent`no newline at all`', 'no newline at all'],
    [
      'outdent`\n    a \\`code\\` and \\${x} and \\n break \\\n    joined \\t tab\n  `',
      'a `code` and ${x} and \nak     joined \t tab',
    ],
    ["outdent`\n    list:\n      ${'a\\nb\\nc'}\n    end\n  `", 'list:\n  a\nb\nc\nend'],
    ['outdent`first\n    second\n      third`', 'first\nsecond\n  third'],
    ['outdent`\n\n    a\n   \n      b\n\n`', '\na\n\n  b\n'],
    ["outdent.string('\\n    a\\n      b\\n    ')", 'a\n  b'],
    ['outdent({ trimLeadingNewline: false })`\n    a\n  `', '\na'],
    ["outdent({ newline: '|' })`\n    a\n    b\n  `", 'a|b'],
  ],
  "import dedent from 'dedent-js';": [
    [
      "dedent`\n    First line\n      indented ${1 + 1}\n\n    last ${'x\\ny'}\n  `",
      'First line\n  indented 2\n\nlast x\ny',
    ],
    ['dedent`\n\t\tone\n\t\t\ttwo\n\t\tthree`', 'one\n\ttwo\nthree'],
    ['dedent`no newline at all`', 'no newline at all'],
    [
      'dedent`\n    a \\`code\\` and \\${x} and \\n break \\\n    joined \\t tab\n  `',
      '   a `code` and ${x} and \nbreak     joined \t tab',
    ],
    ["dedent`\n    list:\n      ${'a\\nb\\nc'}\n    end\n  `", 'list:\n  a\nb\nc\nend'],
    ['dedent`first\n    second\n      third`', 'first\nsecond\n  third'],
    ['dedent`\n\n    a\n   \n      b\n\n`', '\n a\n\n   b\n'],
    ["dedent('\\n  a\\n    b\\n')", 'a\n  b'],
  ],
  "import endent from 'endent';": [
    [
      "endent`\n    First line\n      indented ${1 + 1}\n\n    last ${'x\\ny'}\n  `",
      'First line\n  indented 2\n\nlast x\ny',
    ],
    ['endent`\n\t\tone\n\t\t\ttwo\n\t\tthree`', 'one\n\t\t\ttwo\n\t\tthree'],
    ['endent`no newline at all`', 'no newline at all'],
    [
      'endent`\n    a \\`code\\` and \\${x} and \\n break \\\n    joined \\t tab\n  `',
      'a `code` and ${x} and \nbreak     joined \t tab',
    ],
    ["endent`\n    list:\n      ${'a\\nb\\nc'}\n    end\n  `", 'list:\n  a\n  b\n  c\nend'],
    ['endent`first\n    second\n      third`', 'first\nsecond\n  third'],
    ['endent`\n\n    a\n   \n      b\n\n`', 'a\n\n  b'],
    ['endent`\n    json: ${\'{"a":[1,2]}\'}\n    num: ${5}\n  `', 'json: {\n  "a": [\n    1,\n    2\n  ]\n}\nnum: 5'],
  ],
  "import * as tags from 'common-tags';": [
    [
      "tags.html`\n    Some <b>text</b>\n      with ${['a', 'b', 'c']} and\n        ${'x\\ny'} ${1} end \n  `",
      'Some <b>text</b>\n  with a b c and\n    x\n    y 1 end',
    ],
    ["tags.html`a ${['one']}\n\n  b`", 'a one\n\n  b'],
    [
      "tags.codeBlock`\n    Some <b>text</b>\n      with ${['a', 'b', 'c']} and\n        ${'x\\ny'} ${1} end \n  `",
      'Some <b>text</b>\n  with a b c and\n    x\n    y 1 end',
    ],
    ["tags.codeBlock`a ${['one']}\n\n  b`", 'a one\n\n  b'],
    [
      "tags.source`\n    Some <b>text</b>\n      with ${['a', 'b', 'c']} and\n        ${'x\\ny'} ${1} end \n  `",
      'Some <b>text</b>\n  with a b c and\n    x\n    y 1 end',
    ],
    ["tags.source`a ${['one']}\n\n  b`", 'a one\n\n  b'],
    [
      "tags.safeHtml`\n    Some <b>text</b>\n      with ${['a', 'b', 'c']} and\n        ${'x\\ny'} ${1} end \n  `",
      'Some <b>text</b>\n  with a b c and\n    x\n    y 1 end',
    ],
    ["tags.safeHtml`a ${['one']}\n\n  b`", 'a one\n\n  b'],
    [
      "tags.oneLine`\n    Some <b>text</b>\n      with ${['a', 'b', 'c']} and\n        ${'x\\ny'} ${1} end \n  `",
      'Some <b>text</b> with a,b,c and x y 1 end',
    ],
    ["tags.oneLine`a ${['one']}\n\n  b`", 'a one b'],
    [
      "tags.oneLineTrim`\n    Some <b>text</b>\n      with ${['a', 'b', 'c']} and\n        ${'x\\ny'} ${1} end \n  `",
      'Some <b>text</b>with a,b,c andxy 1 end',
    ],
    ["tags.oneLineTrim`a ${['one']}\n\n  b`", 'a oneb'],
    [
      "tags.oneLineInlineLists`\n    Some <b>text</b>\n      with ${['a', 'b', 'c']} and\n        ${'x\\ny'} ${1} end \n  `",
      'Some <b>text</b> with a b c and x y 1 end',
    ],
    ["tags.oneLineInlineLists`a ${['one']}\n\n  b`", 'a one b'],
    [
      "tags.oneLineCommaLists`\n    Some <b>text</b>\n      with ${['a', 'b', 'c']} and\n        ${'x\\ny'} ${1} end \n  `",
      'Some <b>text</b> with a, b, c and x y 1 end',
    ],
    ["tags.oneLineCommaLists`a ${['one']}\n\n  b`", 'a one b'],
    [
      "tags.oneLineCommaListsOr`\n    Some <b>text</b>\n      with ${['a', 'b', 'c']} and\n        ${'x\\ny'} ${1} end \n  `",
      'Some <b>text</b> with a, b or c and x y 1 end',
    ],
    ["tags.oneLineCommaListsOr`a ${['one']}\n\n  b`", 'a one b'],
    [
      "tags.oneLineCommaListsAnd`\n    Some <b>text</b>\n      with ${['a', 'b', 'c']} and\n        ${'x\\ny'} ${1} end \n  `",
      'Some <b>text</b> with a, b and c and x y 1 end',
    ],
    ["tags.oneLineCommaListsAnd`a ${['one']}\n\n  b`", 'a one b'],
    [
      "tags.inlineLists`\n    Some <b>text</b>\n      with ${['a', 'b', 'c']} and\n        ${'x\\ny'} ${1} end \n  `",
      'Some <b>text</b>\n      with a b c and\n        x\ny 1 end',
    ],
    ["tags.inlineLists`a ${['one']}\n\n  b`", 'a one\n\n  b'],
    [
      "tags.commaLists`\n    Some <b>text</b>\n      with ${['a', 'b', 'c']} and\n        ${'x\\ny'} ${1} end \n  `",
      'Some <b>text</b>\n      with a, b, c and\n        x\ny 1 end',
    ],
    ["tags.commaLists`a ${['one']}\n\n  b`", 'a one\n\n  b'],
    [
      "tags.commaListsAnd`\n    Some <b>text</b>\n      with ${['a', 'b', 'c']} and\n        ${'x\\ny'} ${1} end \n  `",
      'Some <b>text</b>\n      with a, b and c and\n        x\ny 1 end',
    ],
    ["tags.commaListsAnd`a ${['one']}\n\n  b`", 'a one\n\n  b'],
    [
      "tags.commaListsOr`\n    Some <b>text</b>\n      with ${['a', 'b', 'c']} and\n        ${'x\\ny'} ${1} end \n  `",
      'Some <b>text</b>\n      with a, b or c and\n        x\ny 1 end',
    ],
    ["tags.commaListsOr`a ${['one']}\n\n  b`", 'a one\n\n  b'],
    [
      "tags.stripIndent`\n    Some <b>text</b>\n      with ${['a', 'b', 'c']} and\n        ${'x\\ny'} ${1} end \n  `",
      'Some <b>text</b>\n      with a,b,c and\n        x\ny 1 end',
    ],
    ["tags.stripIndent`a ${['one']}\n\n  b`", 'a one\n\n  b'],
    [
      "tags.stripIndents`\n    Some <b>text</b>\n      with ${['a', 'b', 'c']} and\n        ${'x\\ny'} ${1} end \n  `",
      'Some <b>text</b>\nwith a,b,c and\nx\ny 1 end',
    ],
    ["tags.stripIndents`a ${['one']}\n\n  b`", 'a one\n\nb'],
    ["tags.stripIndent('\\n  a\\n    b\\n')", 'a\n  b'],
    ["tags.oneLine('a\\n   b\\n\\n c')", 'a b c'],
    ["tags.html`${[null, 0, false, 'x']}|${''}`", '0 x|'],
  ],
  "import strip, { dedent } from 'strip-indent';": [
    ["strip('\\n\\t\\ta\\n\\t\\t\\tb\\n')", '\na\n\tb\n'],
    ["dedent('\\n   \\n  a\\n    b\\n   \\n ')", 'a\n  b'],
    ["strip('a\\n b')", 'a\n b'],
  ],
  "import redent from 'redent';": [["redent('\\n  a\\n    b\\n', 2)", '\n  a\n    b\n']],
  "import indent from 'indent-string';": [
    ["indent('a\\n\\nb', 2)", '  a\n\n  b'],
    ["indent('a\\nb', 1, { indent: '> ' })", '> a\n> b'],
    ["indent('a')", ' a'],
  ],
};

describe.each(Object.entries(CASES))('%s', (imports, cases) => {
  test.each(cases)('%s', async (expression, expected) => {
    const { json, opaque } = await evaluateProgram({ '/p/main.ts': `${imports}\nexport default ${expression};` });
    expect(opaque).toEqual([]);
    expect(json).toBe(expected);
  });
});
