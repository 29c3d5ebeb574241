import { z } from 'zod';

import { HOMEPAGE } from '../about.ts';
import { severitiesOf } from '../engine/severity.ts';
import { configSchema } from '../config/schema.ts';
import { MEANING, PRESETS } from '../config/presets.ts';
import type { RuleOption } from '../options.ts';
import type { Rule, RuleMeta } from '../rule.ts';

export type Schema = Readonly<Record<string, unknown>>;

/** What a configuration may say, as JSON Schema with all ids and options of rules. Draft 7: what editors know well, for JSON and YAML. */
export function configJsonSchema(rules: readonly Rule[]): Schema {
  const made = z.toJSONSchema(configSchema, {
    target: 'draft-7',
    io: 'input',
    override: ({ jsonSchema }) => {
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      delete jsonSchema.readOnly; // of arrays that a program may not change: an editor takes it for the file
    },
  }) as unknown as Schema & {
    readonly properties: Record<string, Schema>;
    readonly definitions: Record<string, Schema>;
  };
  const { $schema, properties, definitions, ...rest } = made;
  const { extends: extended, plugins, ...others } = properties;
  return {
    $schema,
    $id: `${HOMEPAGE}/blob/main/schemas/config.schema.json`,
    title: 'mcp-audit configuration',
    description: 'mcp-audit.config.json, .yaml, and what code exports.',
    ...rest,
    properties: {
      $schema: others['$schema'],
      extends: {
        description: extended!['description'],
        anyOf: [EXTENDED, { type: 'array', minItems: 1, items: EXTENDED }],
      },
      plugins: { description: plugins!['description'], type: 'array', items: { type: 'string', minLength: 1 } },
      ...others,
    },
    definitions: { ...definitions, RuleSettings: ruleSettings(rules) },
  };
}

/** The text of `schemas/config.schema.json`. */
export const configJsonSchemaText = (rules: readonly Rule[]): string =>
  `${JSON.stringify(configJsonSchema(rules), null, 2)}\n`;

/** A preset that is offered, or any other name. */
const EXTENDED = {
  anyOf: [
    ...PRESETS.map((preset) => ({ const: preset, description: MEANING[preset] })),
    { type: 'string', minLength: 1 },
  ],
};

const LEVEL = { $ref: '#/definitions/Level' };

const ruleSettings = (rules: readonly Rule[]): Schema => ({
  type: 'object',
  properties: Object.fromEntries(rules.map(({ meta }) => [meta.id, settingOf(meta)])),
  patternProperties: {
    '^[^/]+/': { description: 'A rule of a plugin.', anyOf: [LEVEL, tuple({ type: 'object' })] },
  },
  additionalProperties: false,
});

const tuple = (options: Schema): Schema => ({
  type: 'array',
  items: [LEVEL, options],
  minItems: 1,
  maxItems: 2,
});

function settingOf(meta: RuleMeta): Schema {
  const options = Object.entries(meta.options ?? {});
  const properties = Object.fromEntries(options.map(([name, option]) => [name, optionOf(option)]));
  return {
    description: about(meta),
    ...(options.length === 0
      ? LEVEL_HERE
      : { anyOf: [LEVEL, tuple({ type: 'object', properties, additionalProperties: false })] }),
  };
}

/** Beside a `$ref` draft 7 ignores what else there is: the description would be lost. */
const LEVEL_HERE = { anyOf: [LEVEL] };

/** What an editor shows of a rule: "Every tool has a description. (warning, error · description)". */
export const about = (meta: RuleMeta): string => `${meta.title} (${severitiesOf(meta).join(', ')} · ${meta.category})`;

function optionOf(option: RuleOption): Schema {
  const said = { description: option.describe, default: option.default };
  if (option.type === 'boolean') return { ...said, type: 'boolean' };
  if (option.type === 'strings') return { ...said, type: 'array', items: { type: 'string' } };
  const { minimum, maximum } = option;
  return {
    ...said,
    type: 'integer',
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
  };
}
