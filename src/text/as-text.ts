/** A text as it is, anything else as JSON: `String` throws on objects that a reader of JSON made without a prototype. */
export const asText = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
