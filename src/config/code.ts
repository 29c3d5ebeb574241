import path from 'node:path';

import { createJiti } from 'jiti';

import { isObject } from '../model/schema.ts';
import { UserError } from '../user-error.ts';
import { nameOf } from './guarded.ts';

const EXAMPLE = 'write `export default { targets: ["tools.json"] };`';

/** What a program is run for. */
export type What = 'configuration' | 'plugin';
const WAYS_OUT: Readonly<Record<What, string>> = {
  configuration: 'correct it, or name another file with `--config`',
  plugin: 'correct it, or leave it out of `plugins`',
};

/** Runs a configuration or plugin that is code and returns what it exports; a function is called, a promise awaited. Throws a `UserError`. */
export async function runConfig(file: string, text: string, shown: string, what: What): Promise<unknown> {
  const jiti = createJiti(file, {
    fsCache: false,
    moduleCache: false,
    interopDefault: false,
    virtualModules: await ourselves(),
  });
  try {
    // Not `jiti.import`: that runs a file which throws a second time to see whether it throws again.
    const exported = await exportOf(
      await jiti.evalModule(text, {
        id: file,
        filename: file,
        ext: path.extname(file),
        async: true,
        forceTranspile: true,
      }),
      shown,
    );
    const value = typeof exported === 'function' ? await (exported as () => unknown)() : exported;
    return what === 'configuration' ? settled(value) : value;
  } catch (error) {
    throw error instanceof UserError ? error : complaint(error, file, shown, what);
  }
}

/** Only the data: getters and proxies run here, where what they throw is said, and once. Plugins have functions, and stay. */
function settled(value: unknown, known = new Map<unknown, unknown>(), isOutermost = true): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (known.has(value)) return known.get(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== null && prototype !== Object.prototype) return value;
  const copy: Record<string, unknown> = Object.create(prototype as object | null) as Record<string, unknown>;
  const into = Array.isArray(value) ? ([] as unknown as Record<string, unknown>) : copy;
  known.set(value, into);
  for (const [key, each] of Object.entries(value)) {
    const own = isOutermost && key === 'plugins' ? each : settled(each, known, false);
    Object.defineProperty(into, key, { value: own, enumerable: true, writable: true, configurable: true });
  }
  return into;
}

/** What a configuration or a plugin imports of us is this very program: also where npx runs us and the project has not installed us. */
async function ourselves(): Promise<Record<string, unknown>> {
  const [index, rule] = await Promise.all([import('../index.ts'), import('../api/rule.ts')]);
  return { 'mcp-audit': index, 'mcp-audit/rule': rule };
}

function exportOf(sent: unknown, file: string): unknown {
  if (!isObject(sent)) return sent;
  if ('default' in sent) return sent['default'];
  if (sent['__esModule']) throw new UserError('there is no default export', { place: { file }, hints: [EXAMPLE] });
  if (Object.keys(sent).length === 0) throw new UserError('it exports nothing', { place: { file }, hints: [EXAMPLE] });
  return sent; // module.exports
}

/** Columns of what throws are those of the transpiled text, lines are not: jiti keeps them. */
function complaint(error: unknown, file: string, shown: string, what: What): UserError {
  const hints = [WAYS_OUT[what]];
  if (!(error instanceof Error))
    return new UserError(
      `the ${what} throws ${typeof error === 'string' ? JSON.stringify(error) : 'a value that is no error'}`,
      { place: { file: shown }, hints },
    );
  const message = typeof error.message === 'string' ? error.message : '';
  const stack: unknown = error.stack;
  const syntax = /^ParseError: ([^\n]*?) *\n .*:(\d+):(\d+)$/.exec(message);
  if (syntax)
    return new UserError(`not valid code: ${syntax[1]!}`, {
      place: { file: shown, line: Number(syntax[2]), column: Number(syntax[3]) + 1 },
      hints,
    });
  const [, after = ''] = typeof stack === 'string' ? stack.split(`${file}:`) : [];
  const line = Number.parseInt(after, 10);
  return new UserError(`the ${what} throws ${nameOf(error)}`, {
    place: { file: shown, ...(line > 0 ? { line } : {}) },
    hints,
  });
}
