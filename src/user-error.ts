/** A mistake of the user's, said once: what, where, and what to do. Anything else that is thrown is a bug of ours. */
export class UserError extends Error {
  readonly hints: readonly string[];
  readonly place: { readonly file: string; readonly line?: number; readonly column?: number } | undefined;

  constructor(message: string, { hints = [], place }: { hints?: readonly string[]; place?: UserError['place'] } = {}) {
    super(message);
    this.name = 'UserError';
    this.hints = hints;
    this.place = place;
  }
}
