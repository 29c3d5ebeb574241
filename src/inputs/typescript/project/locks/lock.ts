import type { Package } from '../packages.ts';

/** What a lock file says. Folders are relative to its own, `''` for that one. */
export interface Lock {
  /** The version of `name` that a package of the repository gets. */
  of(name: string, by: Importer): string | undefined;
  /** The version of `name` that `other` gets, which `by` depends on. */
  inside(name: string, other: string, by: Importer): string | undefined;
  /** Every version of `name` it knows. */
  all(name: string): readonly string[];
}

/** The package that asks. */
export interface Importer {
  readonly folder: string;
  readonly package: Package;
}
