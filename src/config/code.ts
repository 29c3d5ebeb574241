import path from 'node:path';

import { createJiti } from 'jiti';

import { isObject } from '../model/schema.ts';
import { UserError } from '../user-error.ts';
import { defineConfig } from './define.ts';

const EXAMPLE = 'write `export default { targets: ["tools.json"] };`';

/** Runs a configuration that is code and returns what it exports; a function is called, a promise awaited. Throws a `UserError`. */
export async function runConfig(file: string, text: string, shown: string): Promise<unknown> {
  const jiti = createJiti(file, {
    fsCache: false,
    moduleCache: false,
    interopDefault: false,
    virtualModules: { 'mcp-audit': { defineConfig } }, // also where npx runs us and the project has not installed us
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
    return typeof exported === 'function' ? await (exported as () => unknown)() : exported;
  } catch (error) {
    throw error instanceof UserError ? error : complaint(error, file, shown);
  }
}

function exportOf(sent: unknown, file: string): unknown {
  if (!isObject(sent)) return sent;
  if ('default' in sent) return sent['default'];
  if (sent['__esModule']) throw new UserError('there is no default export', { place: { file }, hints: [EXAMPLE] });
  if (Object.keys(sent).length === 0) throw new UserError('it exports nothing', { place: { file }, hints: [EXAMPLE] });
  return sent; // module.exports
}

/** Columns of what throws are those of the transpiled text, lines are not: jiti keeps them. */
function complaint(error: unknown, file: string, shown: string): UserError {
  const hints = ['correct it, or name another file with `--config`'];
  if (!(error instanceof Error))
    return new UserError(
      `the configuration throws ${typeof error === 'string' ? JSON.stringify(error) : 'a value that is no error'}`,
      { place: { file: shown }, hints },
    );
  const { name, message, stack = '' } = error;
  const syntax = /^ParseError: ([^\n]*?) *\n .*:(\d+):(\d+)$/.exec(message);
  if (syntax)
    return new UserError(`not valid code: ${syntax[1]!}`, {
      place: { file: shown, line: Number(syntax[2]), column: Number(syntax[3]) + 1 },
      hints,
    });
  const [, after = ''] = stack.split(`${file}:`);
  const line = Number.parseInt(after, 10);
  const [first = ''] = message.split(/[\r\n]/, 1);
  return new UserError(`the configuration throws ${name}${first === '' ? '' : `: ${first}`}`, {
    place: { file: shown, ...(line > 0 ? { line } : {}) },
    hints,
  });
}
