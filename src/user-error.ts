interface More {
  readonly hints?: readonly string[];
  readonly place?: UserError['place'];
  /** Further mistakes, where several were found at once. */
  readonly others?: readonly UserError[];
}

/** A mistake of the user's, said once: what, where, and what to do. Anything else that is thrown is a bug of ours. */
export class UserError extends Error {
  /** What to do about it. */
  readonly hints: readonly string[];
  /** Where it stands in a file of the user's; line and column from 1. */
  readonly place: { readonly file: string; readonly line?: number; readonly column?: number } | undefined;
  /** Further mistakes that were found with it. */
  readonly others: readonly UserError[];

  constructor(message: string, { hints = [], place, others = [] }: More = {}) {
    super(message);
    this.name = 'UserError';
    this.hints = hints;
    this.place = place;
    this.others = others;
  }
}
