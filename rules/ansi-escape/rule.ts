import { defineRule, type Report, type Facts } from '../../src/rule.ts';

/** C0 and C1 controls but tab, line feed and carriage return. */
// oxlint-disable-next-line no-control-regex -- the characters this rule is about
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/;
// oxlint-disable-next-line no-control-regex -- the characters that open a sequence: ESC, CSI, OSC, DCS
const ESCAPE = /[\u001B\u009B\u009D\u0090]/;

export default defineRule(
  {
    id: 'ansi-escape',
    title: 'Texts hold no terminal escapes or control characters.',
    category: 'safety',
    severity: 'error',
    why: 'A terminal client obeys an escape sequence: a description can hide itself or write over the approval prompt, while the model still reads it. Nothing a tool has to say needs a control character, and MCP clients pass them on untouched.',
    hint: 'Remove the character; if it came from coloured console output, strip the colours first.',
    messages: {
      escape:
        'The {what} of `{of}` {holds} a terminal escape sequence: what a person sees on a terminal is not what the model reads.',
      control: { text: 'The {what} of `{of}` {holds} the control character `{character}`.', severity: 'warning' },
    },
    references: ['https://blog.trailofbits.com/2025/04/29/deceiving-users-with-ansi-terminal-codes-in-mcp/'],
    realCase:
      'Terminal escapes that hide a tool description from the person who approves it (Trail of Bits, April 2025)',
    since: '0.1.0',
  },
  {
    *server(_server, { facts }) {
      yield* judge(facts.serverTexts());
    },
    *tool(tool, { facts }) {
      if (CONTROL.test(facts.prose(tool))) yield* judge(facts.texts(tool));
    },
  },
);

function* judge(texts: ReturnType<Facts['serverTexts']>): Iterable<Report<'escape' | 'control'>> {
  for (const { at, text, what, of } of texts) {
    const found = CONTROL.exec(text)?.[0];
    if (found === undefined) continue;
    const data = { what, of: of(), holds: what === 'instructions' ? 'hold' : 'holds', character: found };
    yield { at, message: ESCAPE.test(text) ? 'escape' : 'control', data };
  }
}
