import { findLists } from './shapes.ts';

/** Larger than any list that a person commits, in bytes. */
export const LARGEST_LIST = 50_000_000;

/** By its name alone: JSON, and neither installed nor a lock. */
export const mayHoldTools = (file: string): boolean =>
  /(?<!\.lock|(?:^|[/\\])package(?:-lock)?|(?:^|[/\\])tsconfig)\.json$/i.test(file) &&
  !/[/\\]node_modules[/\\]/.test(file);

/** Whether a text is a tool list, or was to be one and is no JSON: a broken one is for the audit to complain of. Any other array of names is none. */
export function holdsTools(text: string): boolean {
  const isTyped = text.includes('"inputSchema"');
  if (!isTyped && !['"tools"', '"name"', '"description"'].every((key) => text.includes(key))) return false;
  try {
    return !('reason' in findLists(JSON.parse(text.replace(/^\uFEFF/, ''))));
  } catch {
    return isTyped;
  }
}
