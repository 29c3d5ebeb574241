/** Stands for a class of the program, whose instances JSON has none of. */
export function Unread(): void {}

type Maker = (...args: unknown[]) => unknown;

/** The schema of a library that accepts everything. */
export function anyOf(library: string, namespace: Readonly<Record<string, unknown>>): unknown {
  if (library.includes('typebox')) return (namespace['Type'] as Record<string, Maker>)['Any']!();
  return library === 'arktype' ? (namespace['type'] as Maker)('unknown') : (namespace['any'] as Maker)();
}
