import { isObject } from '../../model/schema.ts';

/** A JSON-RPC 2.0 message as received: only `jsonrpc` is known to be right. */
export type Message = Readonly<Record<string, unknown>>;

/** One line or body of a transport, taken apart. */
export interface Reading {
  readonly messages: readonly Message[];
  /** Text that is no protocol message, as it stood. */
  readonly noise?: string;
}

/**
 * Reads what should be one message, or an array of them as revisions until 2025-03-26 allowed. A message that begins
 * in the middle of the text is found too: a server that prints a banner without a line break would otherwise be lost.
 */
export function readMessages(text: string): Reading {
  if (text.trim() === '') return { messages: [] };
  if (!text.includes('jsonrpc')) return { messages: [], noise: text }; // a parser that throws for each line of a flood takes seconds
  const whole = parsed(text);
  if (whole !== undefined) return ofValue(whole, text);
  for (let at = text.indexOf('{"'), tries = 0; at > 0 && tries < 8; at = text.indexOf('{"', at + 1), tries++) {
    const rest = parsed(text.slice(at));
    if (rest !== undefined && isMessage(rest)) return { messages: [rest], noise: text.slice(0, at) };
  }
  return { messages: [], noise: text };
}

function ofValue(value: unknown, text: string): Reading {
  if (isMessage(value)) return { messages: [value] };
  if (Array.isArray(value) && value.length > 0 && value.every(isMessage)) return { messages: value };
  return { messages: [], noise: text };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** True when a value nests deeper than `most` levels; recursive readers overflow somewhere above. */
export function isDeeper(value: unknown, most: number): boolean {
  let level = typeof value === 'object' && value !== null ? [value as unknown] : [];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth >= most) return true;
    level = level
      .flatMap((each) => Object.values(each as object))
      .filter((each) => typeof each === 'object' && each !== null);
  }
  return false;
}

const isMessage = (value: unknown): value is Message =>
  isObject(value) && value['jsonrpc'] === '2.0' && ('method' in value || 'result' in value || 'error' in value);
