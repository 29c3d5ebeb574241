import { UNSAFE } from '../../text/printable.ts';

const escape = (unsafe: string): string => {
  let out = '';
  for (let i = 0; i < unsafe.length; i++) out += `\\u${unsafe.charCodeAt(i).toString(16).padStart(4, '0')}`;
  return out;
};

/** Prints JSON that is safe to look at: what is invisible or steers a terminal stands as `\u…`, so the values are as they were. */
export const printJson = (value: unknown): string => `${JSON.stringify(value, null, 2).replace(UNSAFE, (unsafe) => (unsafe === '\n' ? unsafe : escape(unsafe)))}\n`;
