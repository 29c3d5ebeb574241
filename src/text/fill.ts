import { grouped } from './numbers.ts';
import { printable } from './printable.ts';

/** What stands where a template has `{name}`. A clause of its own has its own data, and its backticks count. */
export type Value = string | number | readonly string[] | { readonly say: string; readonly data: Data };
export type Data = Readonly<Record<string, Value>>;

/**
 * Puts data into `{placeholders}`, made printable; a backtick inside would end the quotation and becomes an apostrophe. A
 * list is quoted one by one: "`{names}`" with two names gives "`a`, `b`". Whole numbers are grouped: 2,904.
 */
export function fill(template: string, data: Data): string {
  const say = (value: string): string => printable(value).replaceAll('`', "'");
  return template.replace(/\{(\w+)\}/g, (whole, key: string, offset: number) => {
    const value = Object.hasOwn(data, key) ? data[key] : undefined;
    if (value === undefined) return whole;
    if (typeof value === 'number') return Number.isInteger(value) ? grouped(value) : String(value);
    const isQuoted = template[offset - 1] === '`' && template[offset + whole.length] === '`';
    if (typeof value === 'string') return value === '' && isQuoted ? '(empty)' : say(value);
    return 'say' in value ? fill(value.say, value.data) : value.map(say).join('`, `');
  });
}
