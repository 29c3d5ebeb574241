import { birth, type Mutable, type Opaque, type Undecided, type Value } from '../values.ts';
import { dependsOn } from './operands.ts';

/** What a `URL` or `URLSearchParams` of the program holds, as text. */
export class UrlData implements Mutable {
  readonly born = birth();
  readonly kind: 'URL' | 'URLSearchParams';
  text: string | Opaque;
  readonly assumed: string | undefined;

  constructor(kind: 'URL' | 'URLSearchParams', text: string | Opaque, assumed?: string) {
    this.kind = kind;
    this.text = text;
    this.assumed = assumed;
  }

  save(): unknown {
    return this.text;
  }

  restore(state: unknown): void {
    this.text = state as string | Opaque;
  }

  merge(_before: unknown, yes: unknown, no: unknown, { yes: test }: Undecided): void {
    this.text = yes === no ? (yes as string | Opaque) : dependsOn(test);
  }
}

export const dataOf = (value: Value | undefined, kind: UrlData['kind']): UrlData | undefined =>
  value?.kind === 'host' && value.data instanceof UrlData && value.data.kind === kind ? value.data : undefined;

/** `value instanceof URL`. */
export const isInstance =
  (kind: UrlData['kind']) =>
  (value: Value): boolean | undefined =>
    value.kind === 'opaque' || value.kind === 'choice' ? undefined : dataOf(value, kind) !== undefined;
