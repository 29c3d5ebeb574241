/**
 * Our own copies of the schema libraries, each in a chunk of its own. `zod/v3` is what `zod` meant before version 4.
 */
const LOADERS: Readonly<Record<string, () => Promise<unknown>>> = {
  'zod/v3': () => import('zod/v3'),
  'zod/v4': () => import('zod/v4'),
  'zod/mini': () => import('zod/mini'),
  'zod-to-json-schema': () => import('zod-to-json-schema'),
  '@sinclair/typebox': () => import('@sinclair/typebox'),
  typebox: () => import('typebox'),
  valibot: () => import('valibot'),
  '@valibot/to-json-schema': () => import('@valibot/to-json-schema'),
  arktype: loadArktype,
};

/** ArkType compiles its validators from definitions, which here come from strangers: it must not. */
async function loadArktype(): Promise<unknown> {
  const { configure } = await import('arktype/config');
  configure({ jitless: true });
  return import('arktype');
}

/** Imports one library. Rejects for a name that is not in the table. */
export function loadLibrary(name: string): Promise<unknown> {
  const load = Object.hasOwn(LOADERS, name) ? LOADERS[name] : undefined;
  return load ? load() : Promise.reject(new Error(`no such library: ${name}`));
}
