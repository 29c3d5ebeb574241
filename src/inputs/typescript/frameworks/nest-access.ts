import { method } from './host.ts';
import {
  ArrayValue,
  HostValue,
  isNullish,
  isString,
  ObjectValue,
  Primitive,
  UNDEFINED,
  type Call,
  type ClassValue,
  type Value,
} from '../values.ts';

/** What a decorator beside `@Tool` says of who may call the method. */
export type Access = { readonly public: true } | { readonly scopes: Value } | { readonly roles: true };

/** The class and the member a decorator is called for. */
export function decorated([target, key]: readonly Value[]):
  | { readonly cls: ClassValue; readonly key: string }
  | undefined {
  const cls = target?.kind === 'object' ? target.of : target?.kind === 'class' ? target : undefined;
  return cls && isString(key) ? { cls, key: key.value } : undefined;
}

export const accessDecorator = (name: string, access: (call: Call) => Access): HostValue =>
  method(name, (outer) =>
    method(`@${name}`, ({ args }) => {
      const at = decorated(args);
      const said = at && [...(at.cls.decorations.get(at.key) ?? []), { decorator: NONE, data: access(outer) }];
      if (at && said) at.cls.decorations.set(at.key, said);
      return UNDEFINED;
    }),
  );

const NONE = new HostValue('decorator', {});

/** `securitySchemes`, which the releases since 1.9 derive from the decorators and the guards of the module. */
export function securitySchemes(said: readonly Access[], isGuarded: boolean): Value {
  const schemes = new ArrayValue();
  const add = (type: string, scopes?: Value): void => {
    const scheme = new ObjectValue();
    scheme.properties.set('type', { value: new Primitive(type) });
    if (scopes) scheme.properties.set('scopes', { value: scopes });
    schemes.elements.push({ value: scheme });
  };
  const isPublic = said.some((each) => 'public' in each);
  if (isPublic) add('noauth');
  const scoped = said.find((each) => 'scopes' in each);
  if (scoped) add('oauth2', scoped.scopes);
  else if (said.some((each) => 'roles' in each) || (isGuarded && !isPublic)) add('oauth2');
  if (schemes.elements.length === 0) add('noauth');
  return schemes;
}

/** `_meta` with the schemes in it. */
export function withSchemes(meta: Value | undefined, schemes: Value): Value {
  if (meta && !isNullish(meta) && meta.kind !== 'object') return meta;
  const all = new ObjectValue(meta?.spot);
  for (const [key, property] of meta?.kind === 'object' ? meta.properties : []) all.properties.set(key, property);
  all.properties.set('securitySchemes', { value: schemes });
  return all;
}
