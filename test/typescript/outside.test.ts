import { describe, expect, test } from 'vitest';

import { evaluateProgram } from './evaluate.ts';

const dep = {
  '/p/node_modules/dep/package.json': '{"name":"dep","version":"1.0.0","main":"index.js"}',
  '/p/node_modules/dep/index.js': 'exports.Client = class {}',
};

const evaluate = (body: string) => evaluateProgram({ ...dep, '/p/main.ts': body });

describe('what is waited for outside the program', () => {
  test('inside a `try` the program goes on as after a failure', async () => {
    const { json, opaque } = await evaluate(`
      import { Client } from 'dep';
      let many = false;
      try { many = (await new Client().accounts()).length > 1 } catch { console.error('none') }
      const shape = { a: 1 };
      if (many) shape.account = 'which';
      export default Object.keys(shape).length === 1 ? { many } : { many, shape }`);
    expect(json).toMatchObject({ many: false });
    expect(opaque).toEqual([]);
  });

  test('what the program does not wait for, or where it catches nothing, is not known', async () => {
    const { opaque } = await evaluate(
      `import { Client } from 'dep'; export default [new Client().name, await new Client().list()]`,
    );
    expect(opaque).toHaveLength(2);
  });
});

describe('zod in a bundle', () => {
  const names = ['string', 'object', 'discriminatedUnion', 'lazy', 'record', 'tuple', 'union'];
  const bundle = (only: string): string => `
    const never = () => { throw new Error('the code of the bundle') };
    var __export = (target, all) => { for (var name in all) never() };
    var exports_external = {};
    __export(exports_external, { ${[...names, only].map((name) => `${name}: () => never`).join(', ')} });`;

  test.each([['ZodPipe'], ['ZodEffects'], ['ZodMiniType']])('with `%s` is read as ours', async (only) => {
    const { json } = await evaluate(`${bundle(only)}
      const { success } = exports_external.object({ a: exports_external.string() }).safeParse({ a: 1 });
      export default { success }`);
    expect(json).toEqual({ success: false });
  });

  test('a module that is none of zod is left alone', async () => {
    const { json } = await evaluate(`${bundle('Other')} export default Object.keys(exports_external)`);
    expect(json).toEqual([...names, 'Other']);
  });
});

describe('parsing known data with expressions of the program', () => {
  const parse = (schema: string, data: string) =>
    evaluate(`import { z } from 'zod'; import { z as z3 } from 'zod/v3'; export default ${schema}.safeParse(${data})`);

  test.each([['z'], ['z3']])('%s asks the expression', async (z) => {
    const schema = `${z}.object({ id: ${z}.string().regex(/^[a-z]+$/), by: ${z}.string().default('me') })`;
    expect((await parse(schema, `{ id: 'ab' }`)).json).toEqual({ success: true, data: { id: 'ab', by: 'me' } });
    expect((await parse(schema, `{ id: 'A' }`)).json).toMatchObject({ success: false });
  });

  test.each([
    ['an expression that takes for ever', `z.string().regex(/^(a+)+$/)`, `'a'.repeat(40) + 'b'`],
    ['the same with zod 3', `z3.string().regex(/^(a+)+$/)`, `'a'.repeat(40) + 'b'`],
    ['a template literal', `z.templateLiteral([z.string().regex(/(a+)+/), 'x'])`, `'a'.repeat(40) + 'b'`],
    ['a function of the program', `z.string().refine(() => true)`, `'a'`],
  ])('%s is not tried to the end', async (_, schema, data) => {
    const start = performance.now();
    const { opaque } = await parse(schema, data);
    expect(opaque).toHaveLength(1);
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});
