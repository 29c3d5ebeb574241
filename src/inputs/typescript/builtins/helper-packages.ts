import { HostValue, Opaque, Primitive, UNDEFINED, type Value } from '../values.ts';
import { callAwaiting } from './awaiter.ts';
import { HELPERS } from './compiler.ts';
import { fn, moduleOf, namespace } from './native.ts';

/** The packages compilers take these functions from. */
export function helperModule(specifier: string): Value | undefined {
  if (specifier === 'tslib') return moduleOf('tslib', [...HELPERS]);
  const [, name] =
    /^@(?:babel\/runtime(?:-corejs3)?\/helpers|swc\/helpers\/_)\/(?:esm\/)?(\w+)(?:\.js)?$/.exec(specifier) ?? [];
  const isSwc = specifier.startsWith('@swc/');
  if (name === undefined && specifier !== '@swc/helpers' && specifier !== 'reflect-metadata') return undefined;
  if (name === undefined) return namespace(specifier, new Map(), {}, (key) => named(key));
  const helper = named(name) ?? new Opaque(`a helper of \`${specifier}\``);
  if (isSwc)
    return namespace(
      specifier,
      new Map([
        ['_', helper],
        ['default', helper],
      ]),
    );
  return new HostValue(specifier, {
    call: ({ machine, args, self, spot }) => machine.call(helper, args, spot, self),
    get: (key) => (key === 'default' ? helper : key === '__esModule' ? new Primitive(true) : undefined),
  });
}

/** The names Babel and SWC give to what TypeScript has too. */
function named(name: string): Value | undefined {
  switch (name.replaceAll('_', '').toLowerCase()) {
    case 'interoprequiredefault':
    case 'interoprequirewildcard':
      return HELPERS.get('__importStar');
    case 'extends':
    case 'objectspread':
    case 'objectspread2':
    case 'objectspreadprops':
      return HELPERS.get('__assign');
    case 'exportstar':
      return HELPERS.get('__exportStar');
    case 'objectwithoutproperties':
    case 'objectwithoutpropertiesloose':
      return HELPERS.get('__rest');
    case 'toconsumablearray':
      return HELPERS.get('__read');
    case 'tsdecorate':
    case 'applydecs':
      return HELPERS.get('__decorate');
    case 'tsmetadata':
      return HELPERS.get('__metadata');
    case 'tsparam':
      return HELPERS.get('__param');
    case 'asynctogenerator':
      return fn('asyncToGenerator', ({ args: [body = UNDEFINED] }) =>
        fn('an async function', ({ machine, args, self = UNDEFINED, spot }) =>
          callAwaiting(body, args, machine, spot, self),
        ),
      );
    case 'defineproperty':
      return HELPERS.get('__defNormalProp');
    default:
      return undefined;
  }
}
