import type { Client } from './client.ts';
import { deferred } from './deferred.ts';
import { anthropic, claudeCode } from './functions.ts';
import { gemini } from './gemini.ts';
import { harmony } from './harmony.ts';
import { openaiJson } from './openai-json.ts';
import { openaiTypescript } from './openai-typescript.ts';

/** In the order reports show them. */
export const CLIENTS: readonly Client[] = [
  anthropic,
  claudeCode,
  deferred,
  openaiJson,
  openaiTypescript,
  harmony,
  gemini,
];
