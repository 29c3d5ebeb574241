import { isPlaceholder } from '../language/placeholder.ts';
import type { Offer } from '../model/server.ts';

/** How the description of a prompt or resource says nothing; null is null-optional-field, other types the shape's. */
export function unsaid(
  { description, raw }: Offer,
  names: readonly unknown[],
  words: (identifier: string) => readonly string[],
): 'absent' | 'placeholder' | 'echo' | undefined {
  if (description === undefined) return raw['description'] === undefined ? 'absent' : undefined;
  if (description.trim() === '') return 'absent';
  if (isPlaceholder(description)) return 'placeholder';
  const said = words(description.slice(0, 200)).join();
  return names.some((name) => typeof name === 'string' && words(name).join() === said) ? 'echo' : undefined;
}
