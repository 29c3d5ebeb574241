/** How the words of a name are joined; `mixed` is more than one way at once: `issue_getComments`. */
export type NameStyle = 'snake_case' | 'kebab-case' | 'dotted' | 'camelCase' | 'PascalCase' | 'mixed';

const JOINTS: readonly (readonly [NameStyle, RegExp])[] = [
  ['snake_case', /[\p{L}\p{N}]_{1,2}[\p{L}\p{N}]/u],
  ['kebab-case', /[\p{L}\p{N}]-{1,2}[\p{L}\p{N}]/u],
  ['dotted', /[\p{L}\p{N}][./:][\p{L}\p{N}]/u],
];

/** `undefined` for a single word, which fits every style. */
export function styleOf(name: string): NameStyle | undefined {
  const joints = JOINTS.filter(([, joint]) => joint.test(name)).map(([style]) => style);
  const humps = /\p{Ll}\p{Lu}/u.test(name);
  if (joints.length > 1 || (joints.length === 1 && humps)) return 'mixed';
  if (joints.length === 1) return joints[0];
  if (/^\p{Lu}\p{Ll}/u.test(name)) return 'PascalCase';
  return humps ? 'camelCase' : undefined;
}
