import type { ProbedCall } from '../../model/calls.ts';
import { opensAsFailure } from '../../language/failures.ts';
import { isObject } from '../../model/schema.ts';
import { cut } from '../../text/cut.ts';
import { isEmptyResult } from './emptiness.ts';
import { LiveProblem, RpcError } from './problem.ts';

/** How much of an answer is read; what matters stands at its start. */
const READ = 64 << 10;
const SHOWN = 300;
const FRAME = 200;

/** What an answer says, as far as a rule asks. */
export type Answer = Pick<
  ProbedCall,
  'outcome' | 'isError' | 'code' | 'status' | 'text' | 'empty' | 'named' | 'stack'
> & {
  /** All that was read of it, to compare two answers by. */
  readonly said: string;
};

interface Asked {
  readonly fields: readonly string[];
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly redact: (text: string) => string;
}

export function answerOf(result: unknown, asked: Asked): Answer {
  const { content, structuredContent, isError, resultType } = isObject(result) ? result : {};
  const texts = (Array.isArray(content) ? content : []).flatMap((part) =>
    isObject(part) && typeof part['text'] === 'string' ? part['text'] : [],
  );
  const said = cutTo([...texts, ...(structuredContent === undefined ? [] : [written(structuredContent)])].join('\n'));
  const failed = isError === true;
  const words = spoken(said, asked);
  const isAnswer = !failed && !opensAsFailure(said) && !(words.named.length > 0 && COMPLAINS.test(said));
  const open = resultType !== undefined && resultType !== 'complete';
  return {
    outcome: 'result',
    isError: failed,
    ...(isAnswer ? { text: '', named: words.named } : words), // what was asked for may be anybody's data
    empty: !failed && !open && isEmptyResult(result, asked.arguments),
    said,
  };
}

export function refusalOf(error: unknown, isLate: boolean, asked: Asked): Answer {
  const said = cutTo(
    error instanceof RpcError
      ? `${error.message.replace(OURS, '')} ${written(error.data)}`.trim()
      : error instanceof Error
        ? error.message
        : '',
  );
  const { status } = error instanceof LiveProblem ? error : {};
  return {
    outcome: isLate ? 'late' : error instanceof RpcError ? 'error' : status === undefined ? 'lost' : 'refused',
    ...(error instanceof RpcError ? { code: error.code } : {}),
    ...(status === undefined ? {} : { status }),
    ...spoken(said, asked),
    empty: false,
    said,
  };
}

/** What is said of an argument that is wrong. */
const COMPLAINS = /\b(?:required|missing|invalid|must be|expected|error)\b/i;
/** The words that we put before those of a server. */
const OURS = /^the server answered `tools\/call` with error -?\d+(?:: )?/;

function spoken(said: string, { fields, redact }: Asked): Pick<Answer, 'text' | 'named' | 'stack'> {
  const frame = frameIn(said);
  return {
    text: cut(redact(said), SHOWN),
    named: fields.filter((field) => speaksOf(said, field)),
    ...(frame === undefined ? {} : { stack: redact(frame).slice(0, FRAME) }),
  };
}

const cutTo = (text: string): string => text.slice(0, READ);

function written(value: unknown): string {
  try {
    return value === undefined ? '' : (JSON.stringify(value) ?? '');
  } catch {
    return '';
  }
}

/** Whether a text has the name of a parameter, as it is or as words: `customer_id`, "customer ID", "customerId". */
function speaksOf(text: string, field: string): boolean {
  const name = flat(field);
  if (name.length > 3) return flat(text).includes(name);
  return ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `.includes(` ${field.toLowerCase()} `);
}

const flat = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** The first frame of a stack, as Node and Python write it; line breaks may stand as `\n`. */
const FRAMES = [
  /(?:\n|\\n)[ \t]{1,8}(at [^\n\\]{0,120}(?:node:|file:\/\/|\/|[A-Z]:\\)[^\n]{1,160}?:\d{1,7}:\d{1,7}\)?)/,
  /(Traceback \(most recent call last\))/,
  /(?:\n|\\n) {1,8}(File \\?"[^\n"]{1,160}", line \d{1,7})/,
];

const frameIn = (text: string): string | undefined =>
  FRAMES.reduce<string | undefined>((found, frame) => found ?? frame.exec(text)?.[1], undefined);
