import { UserError } from '../user-error.ts';
import { answer, failure, Refusal } from './answer.ts';

/** The result of a call: what the work gives, or why it gives nothing. Whatever happens the session goes on. */
export async function answered<T extends object>(work: () => Promise<T>) {
  try {
    return answer(await work());
  } catch (error) {
    if (error instanceof Refusal) return failure(error);
    if (error instanceof UserError)
      return failure(
        new Refusal('wrong_configuration', error.message, error.hints[0] ?? 'The user corrects the configuration.'),
      );
    const said = error instanceof Error ? error.message : String(error);
    return failure(
      new Refusal('internal', `a bug in mcp-audit: ${said}`, 'Tell the user; other calls may still work.'),
    );
  }
}
