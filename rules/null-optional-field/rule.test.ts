import { describe, expect, it } from 'vitest';

import { auditText, ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (fields: string, name = 'find') => `{"name":"${name}","inputSchema":{"type":"object"},${fields}}`;

ruleTest(rule, {
  good: [
    `{"tools":[${tool('"description":"Finds issues.","annotations":{"readOnlyHint":true}')}]}`,
    {
      json: `{"tools":[${tool('"x-vendor":null,"annotations":{"audience":null},"_meta":{"toolset":null}')}]}`,
      why: 'fields nobody knows may be null, and so may the values in `_meta`',
    },
    {
      json: '{"tools":[{"name":"find","inputSchema":{"type":"object","properties":{"q":{"type":["string","null"],"default":null,"const":null,"enum":[null]}}}}]}',
      why: 'in a schema null can be a value',
    },
    {
      json: '{"tools":[{"name":null,"inputSchema":null}]}',
      why: 'required fields are tool-name-missing and schema-missing',
    },
  ],
  bad: [
    {
      json: `{"tools":[${tool('"title":[|null|]')}]}`,
      says: 'tool',
      severity: 'error',
      text: '`find`: `title` is null',
    },
    {
      json: `{"tools":[${tool('"annotations":{"readOnlyHint":[|null|]}')}]}`,
      says: 'tool',
      text: '`annotations.readOnlyHint`',
    },
    {
      json: `{"tools":[${tool('"icons":[{"src":"https://x.test/a.png","sizes":[|null|]},{"src":"https://x.test/b.png","sizes":null}],"execution":{"taskSupport":[|null|]}')}]}`,
      says: 'tool',
    },
    {
      json: `{[|"tools"|]:[${tool('"outputSchema":null', 'a')},${tool('"outputSchema":null', 'b')}]}`,
      says: 'tool',
      text: '`a`, `b`: `outputSchema` is null',
    },
    {
      json: '{"tools":[],"prompts":[{"name":"p","description":[|null|]}],"resources":[{"uri":"a:b","name":"r","mimeType":[|null|]}]}',
      says: ['prompt', 'resource'],
    },
  ],
});

describe('null-optional-field', () => {
  it('is what the SDK refuses', async () => {
    const { ListToolsResultSchema } = await import('@modelcontextprotocol/sdk/types.js');
    const refused = (fields: object) =>
      !ListToolsResultSchema.safeParse({ tools: [{ name: 'find', inputSchema: { type: 'object' }, ...fields }] })
        .success;
    for (const field of ['title', 'description', 'outputSchema', 'annotations', 'icons', 'execution', '_meta'])
      expect(refused({ [field]: null }), field).toBe(true);
    for (const hint of ['title', 'readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'])
      expect(refused({ annotations: { [hint]: null } }), hint).toBe(true);
    for (const part of ['mimeType', 'sizes', 'theme'])
      expect(refused({ icons: [{ src: 'https://x.test', [part]: null }] }), part).toBe(true);
    expect(refused({ execution: { taskSupport: null } })).toBe(true);
    expect(refused({ vendor: null, annotations: { vendor: null }, _meta: { vendor: null } })).toBe(false);
  });

  it('names every place of one cause', () => {
    const [finding] = auditText(rule, `{"tools":[${tool('"title":null', 'a')},${tool('"title":null', 'b')}]}`);
    expect(finding!.related.map(({ note, place }) => [note, place?.precision])).toEqual([
      ['in a', 'exact'],
      ['in b', 'exact'],
    ]);
  });
});
