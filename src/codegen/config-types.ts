import type { Rule } from '../rule.ts';
import { configJsonSchema, type Schema } from './config-schema.ts';

/**
 * The text of `src/config/config.generated.ts`: what a configuration may say, as interfaces with doc comments, so that an editor
 * completes and explains the ids of rules and their options, and needs neither zod nor the rules for it.
 */
export function configTypes(rules: readonly Rule[]): string {
  const { definitions, ...root } = configJsonSchema(rules) as Schema & {
    readonly definitions: Readonly<Record<string, Schema>>;
  };
  const types = Object.entries({ ...definitions, Config: root }).map(([name, schema]) => {
    const { description, ...bare } = schema;
    return `${doc(WHAT[name] ?? description, '')}${declaration(name, typeOf(bare, ''))}`;
  });
  return `// generated from the schema of configurations and the metadata of rules by npm run gen\nimport type { Plugin } from './plugin.ts';\n\n${types.join('\n')}`;
}

const declaration = (name: string, body: string): string =>
  body.startsWith('{') && body.endsWith('}') && !body.includes('\n} |')
    ? `export interface ${name} ${body}\n`
    : `export type ${name} = ${body};\n`;

const WHAT: Readonly<Record<string, string>> = {
  Level: 'How severe the findings of a rule are.',
  ConfigTarget:
    'What is audited: a path, a URL, a package (`npm:NAME`), or an object with one of `command`, `url`, `json` and `source`.',
  RuleSettings: 'Levels and options, by the ids of rules; those of plugins have the name of the plugin before a slash.',
  Config: 'What a configuration says: `export default defineConfig({ … })`.',
};

function typeOf(schema: Schema, indent: string): string {
  const { $ref, allOf, anyOf, enum: words, items, type, properties, additionalProperties } = schema;
  const inner = (each: unknown): string => typeOf(each as Schema, indent);
  if (typeof $ref === 'string') return $ref.slice('#/definitions/'.length);
  if (Array.isArray(allOf)) return inner(allOf[0]); // a reference with words of its own
  if ('const' in schema) return quoted(String(schema['const']));
  if (Array.isArray(words)) return words.map((word) => quoted(String(word))).join(' | ');
  if (Array.isArray(anyOf)) {
    const all = [...new Set(anyOf.map(inner))];
    // a word that is completed, beside any other text
    return all
      .map((each) => (each === 'string' && all.some((word) => word.startsWith("'")) ? '(string & {})' : each))
      .join(' | ');
  }
  switch (type) {
    case 'array': {
      if (Array.isArray(items))
        return `readonly [${items.map((each, i) => `${inner(each)}${i === 0 ? '' : '?'}`).join(', ')}]`;
      const item = inner(items);
      return `readonly ${item.includes(' | ') ? `(${item})` : item}[]`;
    }
    case 'object':
      if (properties) return objectOf(schema, indent);
      return `{ readonly [name: string]: ${additionalProperties ? inner(additionalProperties) : 'unknown'} }`;
    case 'integer':
      return 'number';
    case 'string':
    case 'boolean':
      return type;
    default:
      throw new Error(`no type is made of ${JSON.stringify(schema)}`);
  }
}

function objectOf({ properties, required = [], patternProperties }: Schema, indent: string): string {
  const deeper = `${indent}  `;
  const needed = new Set(required as string[]);
  const fields = Object.entries(properties as Record<string, Schema>).map(([key, value]) => {
    const type = key === 'plugins' ? 'readonly (string | Plugin<Config>)[]' : typeOf(value, deeper);
    const text = typeof value['default'] === 'undefined' ? '' : ` By default ${JSON.stringify(value['default'])}.`;
    const name = /^[$\w]+$/.test(key) ? key : quoted(key);
    const description = value['description'] === undefined ? undefined : `${String(value['description'])}${text}`;
    return `${doc(description, deeper)}${deeper}readonly ${name}${needed.has(key) ? '' : '?'}: ${type}${needed.has(key) ? '' : ' | undefined'};\n`;
  });
  const plugins = patternProperties
    ? `${deeper}readonly [plugin: \`\${string}/\${string}\`]: Level | readonly [Level, { readonly [option: string]: unknown }?] | undefined;\n`
    : '';
  return `{\n${fields.join('')}${plugins}${indent}}`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`\'`)}'`;

const doc = (text: unknown, indent: string): string =>
  typeof text === 'string' ? `${indent}/** ${text.replaceAll('*/', '*\\/')} */\n` : '';
