import { z } from 'zod';

import { HOMEPAGE } from '../../about.ts';
import { reportSchema } from './contract.ts';

/** The text of `schemas/report.schema.json`. */
export function reportJsonSchema(): string {
  const schema = z.toJSONSchema(reportSchema, {
    target: 'draft-2020-12',
    override: ({ jsonSchema }) => {
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  const { $schema, title, description, ...rest } = schema;
  return `${JSON.stringify({ $schema, $id: `${HOMEPAGE}/blob/main/schemas/report.schema.json`, title, description, ...rest }, null, 2)}\n`;
}
