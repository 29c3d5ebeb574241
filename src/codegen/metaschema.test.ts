import { readFileSync } from 'node:fs';
import path from 'node:path';

import { expect, it } from 'vitest';

import { metaschemaModule } from './metaschema.ts';

it('the validators in src/facts are those of the metaschemas', async () => {
  const text = await metaschemaModule();
  expect(text).not.toMatch(/\brequire\(|\bimport\b/);
  expect(readFileSync(path.resolve(import.meta.dirname, '../facts/metaschema.generated.js'), 'utf8')).toBe(text);
});
