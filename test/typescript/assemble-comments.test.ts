import { describe, expect, it } from 'vitest';

import { commentsOf } from '../../src/inputs/typescript/assemble/comments.ts';
import { directivesIn } from '../../src/inputs/typescript/assemble/directives.ts';
import { SourceFile } from '../../src/inputs/typescript/syntax.ts';

const comments = (text: string, name = 'a.tsx'): string[] =>
  commentsOf(new SourceFile(`/${name}`, text)).map(({ start, end }) => text.slice(start, end));

describe('comments', () => {
  it.each<[string, string, string[]]>([
    ['on lines and in blocks', '// a\nx; /* b */ y; // c', ['// a', '/* b */', '// c']],
    ['after a shebang', '#!/usr/bin/env node\n// a\nx;', ['// a']],
    ['in an empty file', '/* a */', ['/* a */']],
    ['at the end', 'x;\n// a', ['// a']],
    ['never closed', 'x; /* a', ['/* a']],
    [
      'in calls, lists and objects',
      'f(/* a */ x, /* b */ [ /* c */ ], { /* d */ }, { y: /* e */ 1, /* f */ });',
      ['/* a */', '/* b */', '/* c */', '/* d */', '/* e */', '/* f */'],
    ],
    ['in types', 'let x: /* a */ { y?: /* b */ string } | /* c */ never;', ['/* a */', '/* b */', '/* c */']],
    [
      'in functions and classes',
      'class A { /* a */ m(/* b */) /* c */ { /* d */ } /* e */ }',
      ['/* a */', '/* b */', '/* c */', '/* d */', '/* e */'],
    ],
    ['around an else', 'if (x) /* a */ { } /* b */ else /* c */ { }', ['/* a */', '/* b */', '/* c */']],
    ['before a closing brace', 'f({\n  x,\n  // a\n});', ['// a']],
    ['as documentation', '/** a */\nfunction f() {}', ['/** a */']],
    ['in a template', 'x = `// no ${ /* a */ y // b\n} /* no */`;', ['/* a */', '// b']],
    [
      'in JSX',
      '<a b={/* a */ 1} /* b */>// no /* no */{/* c */}{x /* d */}</a>;',
      ['/* a */', '/* b */', '/* c */', '/* d */'],
    ],
    ['in strings, not', `x = '// no' + "/* no */" + \`// no\`;`, []],
    ['in regular expressions, not', 'x = /[/*]no// * 2; y = /\\/\\/ no/;', []],
    ['after a division', 'x = a / b; // a\ny = c / d; /* b */', ['// a', '/* b */']],
    ['after a syntax error', 'x = = ( ;\n// a\nclass { /* b */', ['// a', '/* b */']],
    ['with CRLF', '// a\r\nx; // b\r\n', ['// a', '// b']],
  ])('%s', (_, text, expected) => expect(comments(text)).toEqual(expected));

  it('in linear time, however deep or long', () => {
    const time = (text: string): number => {
      const file = new SourceFile('/a.ts', text);
      void file.tree;
      const start = performance.now();
      commentsOf(file);
      return performance.now() - start;
    };
    expect(time(`x = ${'a + '.repeat(50_000)}a; // end`)).toBeLessThan(2000);
    expect(time('x; // mcp-audit-disable-line a\n'.repeat(50_000))).toBeLessThan(2000);
  });
});

const directives = (text: string): string[] =>
  [...directivesIn([new SourceFile('/a.ts', `${text}\n// mcp-audit-disable-line`)]).values()]
    .flat()
    .slice(0, -1)
    .map(({ kind, rules, reason }) => `${kind} ${rules.join('+')}${reason === undefined ? '' : ` (${reason})`}`);

describe('directives', () => {
  it.each<[string, string[]]>([
    ['// mcp-audit-disable-next-line a', ['disable-next-line a']],
    ['//mcp-audit-disable-line a, b,c', ['disable-line a+b+c']],
    ['/* mcp-audit-disable a b */', ['disable a+b']],
    ['/** mcp-audit-enable a */', ['enable a']],
    ['/*\n * mcp-audit-disable a,\n * b -- because\n * of it\n */', ['disable a+b (because of it)']],
    ['// mcp-audit-disable', ['disable *']],
    ['// mcp-audit-disable *', ['disable *']],
    ['// mcp-audit-disable a, *', ['disable *']],
    ['// mcp-audit-disable-next-line a, a', ['disable-next-line a']],
    ['// mcp-audit-disable-next-line a -- why -- really', ['disable-next-line a (why -- really)']],
    ['// mcp-audit-disable-next-line -- why', ['disable-next-line * (why)']],
    ['// mcp-audit-disable-next-line a --', ['disable-next-line a']],
    ['// mcp-audit-disable-next-line a --- why', ['disable-next-line a (why)']],
    ['// see mcp-audit-disable-next-line a', []],
    ['// mcp-audit-disable-next a', []],
    ['// mcp-audit-disabled a', []],
    ['x = "// mcp-audit-disable a";', []],
    ['x = `\n// mcp-audit-disable a\n`;', []],
    [`// ${' '.repeat(5000)}mcp-audit-disable a`, []],
  ])('%j', (text, expected) => expect(directives(text)).toEqual(expected));

  it('end somewhere', () => {
    const many = new SourceFile('/a.ts', '// mcp-audit-disable-line a\n'.repeat(6000));
    expect([...directivesIn([many, many]).values()].flat().length).toBe(5000);
  });

  it('are only looked for where the word stands', () => {
    const file = new SourceFile('/a.ts', 'x; // mcp-audit-enable');
    expect(directivesIn([file]).size).toBe(0);
  });
});
