import type { DialectName } from './dialect.ts';

/** Judges the value of one keyword; what is wrong is then in `errors`, the deciding error last. */
export interface KeywordValidator {
  (value: unknown): boolean;
  errors?: readonly KeywordError[] | null;
}

export interface KeywordError {
  /** JSON Pointer inside the value. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** By dialect and keyword; keywords that may have any value are left out. */
export const dialects: Readonly<Record<DialectName, Readonly<Record<string, KeywordValidator>>>>;
