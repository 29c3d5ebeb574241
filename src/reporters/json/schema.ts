import { z } from 'zod';

import { HOMEPAGE } from '../../about.ts';
import { diffSchema } from '../diff/contract.ts';
import { reportSchema } from './contract.ts';

/** The text of `schemas/report.schema.json`. */
export const reportJsonSchema = (): string => printed(reportSchema, 'report');

/** The text of `schemas/diff.schema.json`. */
export const diffJsonSchema = (): string => printed(diffSchema, 'diff');

function printed(contract: z.ZodType, name: string): string {
  const schema = z.toJSONSchema(contract, {
    target: 'draft-2020-12',
    override: ({ jsonSchema }) => {
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  const { $schema, title, description, ...rest } = schema;
  return `${JSON.stringify({ $schema, $id: `${HOMEPAGE}/blob/main/schemas/${name}.schema.json`, title, description, ...rest }, null, 2)}\n`;
}
