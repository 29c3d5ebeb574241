import { z } from 'zod';

import { reportSchema } from '../reporters/json/contract.ts';

type Schema = Readonly<Record<string, unknown>>;

/** What stands alone in the types, by where it first stands in the schema; the same shape elsewhere has the same name. */
const NAMED: Readonly<Record<string, readonly [name: string, what?: string]>> = {
  '': ['Report'],
  '/$defs/status': ['ReportStatus'],
  '/$defs/location': ['ReportLocation', 'A stretch of a file.'],
  '/$defs/parts': ['ReportParts', 'What the tokens are spent on.'],
  '/properties/servers/items': ['ReportServer', 'One server, as far as it could be read.'],
  '/properties/servers/items/properties/score/anyOf/0': ['ReportScore', '0 to 100, by the default rules.'],
  '/properties/servers/items/properties/budget/anyOf/0': ['ReportBudget', 'What a server costs in context.'],
  '/properties/servers/items/properties/budget/anyOf/0/properties/spending/anyOf/0': [
    'ReportSpending',
    'Where the tokens go, and where some can be saved.',
  ],
  '/properties/servers/items/properties/tools/items': ['ReportTool', 'One tool of a list.'],
  '/properties/servers/items/properties/tools/items/properties/limits/anyOf/0/items': ['ReportSpan'],
  '/properties/servers/items/properties/unchecked/items': ['ReportUnchecked', 'A part that could not be judged.'],
  '/properties/findings/items': ['ReportFinding', 'What a rule says of one place.'],
  '/properties/notices/items': [
    'ReportNotice',
    'What is to be said of the configuration or the baseline, and is no finding.',
  ],
  '/properties/fleet/anyOf/0/items': ['ReportFleet', 'The servers of one client, or the variants of one server.'],
};

/** The text of `src/api/report.generated.ts`: the JSON report as interfaces, with the words of its contract. A program that is typed by them needs no zod. */
export function reportTypes(): string {
  const root = z.toJSONSchema(reportSchema, { target: 'draft-2020-12' }) as Schema;
  const names = new Map(
    Object.entries(NAMED).map(([pointer, [name]]) => [shape(at(root, pointer) ?? fail(pointer)), name] as const),
  );
  const types = Object.entries(NAMED).map(([pointer, [name, what]]) => {
    const schema = at(root, pointer)!;
    const body = typeOf(schema, root, names, '', true);
    const head = doc(what ?? schema['description'], '');
    return body.startsWith('{')
      ? `${head}export interface ${name} ${body}\n`
      : `${head}export type ${name} = ${body};\n`;
  });
  return `// generated from the contract of the JSON report by npm run gen\n\n${types.join('\n')}`;
}

const fail = (pointer: string): never => {
  throw new Error(`the report has no \`${pointer}\`, which the types name`);
};

const at = (root: Schema, pointer: string): Schema | undefined =>
  pointer
    .split('/')
    .slice(1)
    .reduce<Schema | undefined>((schema, key) => schema?.[key] as Schema | undefined, root);

const WORDS = new Set(['$schema', '$defs', 'title', 'description', 'id']);

/** Two that differ in their words alone are one. */
const shape = (schema: Schema): string =>
  JSON.stringify(Object.fromEntries(Object.entries(schema).filter(([key]) => !WORDS.has(key))));

function typeOf(
  schema: Schema,
  root: Schema,
  names: ReadonlyMap<string, string>,
  indent: string,
  isNamed = false,
): string {
  const inner = (each: unknown): string => typeOf(each as Schema, root, names, indent);
  const own = isNamed ? undefined : names.get(shape(schema));
  if (own !== undefined) return own;
  if (typeof schema['$ref'] === 'string') return inner(at(root, schema['$ref'].slice(1)) ?? fail(schema['$ref']));
  if ('const' in schema) return literal(schema['const']);
  if (Array.isArray(schema['enum'])) return schema['enum'].map(literal).join(' | ');
  if (Array.isArray(schema['anyOf'])) return schema['anyOf'].map(inner).join(' | ');
  if (Array.isArray(schema['type'])) return schema['type'].map((type) => inner({ ...schema, type })).join(' | ');
  switch (schema['type']) {
    case 'array': {
      const item = inner(schema['items']);
      return item.includes('|') && !item.endsWith('}') ? `(${item})[]` : `${item}[]`;
    }
    case 'object':
      return schema['properties']
        ? objectOf(schema, root, names, indent)
        : `Record<string, ${inner(schema['additionalProperties'])}>`;
    case 'integer':
      return 'number';
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return schema['type'];
    default:
      throw new Error(`no type is made of ${JSON.stringify(schema)}`);
  }
}

function objectOf(schema: Schema, root: Schema, names: ReadonlyMap<string, string>, indent: string): string {
  const deeper = `${indent}  `;
  const required = new Set((schema['required'] ?? []) as string[]);
  const fields = Object.entries(schema['properties'] as Record<string, Schema>).map(
    ([key, value]) =>
      `${doc(value['description'], deeper)}${deeper}${key}${required.has(key) ? '' : '?'}: ${typeOf(value, root, names, deeper)}${required.has(key) ? '' : ' | undefined'};\n`,
  );
  return `{\n${fields.join('')}${indent}}`;
}

const literal = (value: unknown): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", String.raw`\'`)}'` : JSON.stringify(value);

const doc = (text: unknown, indent: string): string =>
  typeof text === 'string' ? `${indent}/** ${text.replaceAll('*/', '*\\/')} */\n` : '';
