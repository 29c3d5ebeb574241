import { expect, it } from 'vitest';

import rule from '../../rules/param-format-unstated/rule.ts';
import { runAudit } from '../../src/engine/run.ts';
import { isFailed } from '../../src/inputs/input.ts';
import { loadText } from '../../src/inputs/json/load.ts';

const COLOR = { color: { type: 'string', description: 'Paint of the pot.' } };
/** Each has one parameter more than the one before, so that the one without a form is a smaller share. */
const TOOLS = ['fern', 'moss', 'ivy', 'oak', 'elm'].map((plant, i) => ({
  name: `paint_${plant}`,
  description: 'Paints a pot.',
  inputSchema: {
    type: 'object',
    properties: {
      ...COLOR,
      ...Object.fromEntries(
        Array.from({ length: i }, (_, k) => [`p${k}`, { type: 'boolean', description: 'Or not.' }]),
      ),
    },
  },
}));

function audit(tools: readonly unknown[]) {
  const [loaded] = loadText(JSON.stringify({ tools }), 'case.json', 'case');
  if (loaded === undefined || isFailed(loaded)) throw new Error('the case does not load');
  const { servers, findings } = runAudit([loaded], { rules: [rule], failOn: 'never', minTools: 0 });
  return { findings, scores: servers[0]!.score!.tools.map(({ categories }) => categories.description) };
}

it('takes from each tool that shares a finding what it would take from it alone', () => {
  const together = audit(TOOLS);
  expect(together.findings).toHaveLength(1);
  expect(together.scores).toEqual(TOOLS.flatMap((tool) => audit([tool]).scores));
  expect(new Set(together.scores).size).toBeGreaterThan(1);
});
