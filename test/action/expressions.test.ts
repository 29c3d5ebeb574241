import { describe, expect, it } from 'vitest';

import { evaluate, filled, holds } from './expressions.ts';
import { obeyed, pairsIn } from './interpreter.ts';

const context = { inputs: { base: 'HEAD^1', empty: '' }, steps: { one: { outputs: { code: '0', 'exit-code': '1' } } } };
const scope = { context, status: 'success' } as const;
const failed = { context, status: 'failure' } as const;

describe('expressions', () => {
  it.each([
    [`inputs.base`, 'HEAD^1'],
    [`inputs.missing`, null],
    [`steps.one.outputs.exit-code`, '1'],
    [`steps.two.outputs.exit-code`, null],
    [`steps.two.outputs.code || steps.one.outputs.code`, '0'],
    [`inputs.empty || 'x'`, 'x'],
    [`inputs.base && 'x'`, 'x'],
    [`inputs.base == 'head^1'`, true],
    [`inputs.base != ''`, true],
    [`steps.two.outputs.code != ''`, false],
    [`steps.two.outputs.code == '0'`, true], // nothing counts as 0
    [`!(inputs.empty == '')`, false],
    [`'it''s'`, "it's"],
    [`always()`, true],
    [`failure()`, false],
  ])('%s', (expression, value) => expect(evaluate(expression, scope)).toEqual(value));

  it.each([
    'env.X',
    'inputs[0]',
    'contains(inputs.base, 1)',
    'inputs.base ==',
    "'a' 'b'",
    'inputs.base > 1',
    'inputs.',
  ])('refuses what it does not know: %s', (expression) => expect(() => evaluate(expression, scope)).toThrow());

  it.each([
    [undefined, true, false],
    [`inputs.base != ''`, true, false],
    [`always() && inputs.base != ''`, true, true],
    [`\${{ failure() }}`, false, true],
  ])('as the condition of a step: %s', (condition, after, later) =>
    expect([holds(condition, scope), holds(condition, failed)]).toEqual([after, later]),
  );

  it('fills a text', () => {
    expect(filled('a ${{ inputs.base }} ${{ inputs.missing }}.', scope)).toBe('a HEAD^1 .');
    expect(filled('${{ toJSON(inputs) }}', scope)).toBe(JSON.stringify(context.inputs, null, 2));
  });
});

describe('what a step hands to the runner', () => {
  it('outputs', () =>
    expect(pairsIn('a=1\nb<<END\nx=1\n\ny\nEND\nc=<<\n')).toEqual({ a: '1', b: 'x=1\n\ny', c: '<<' }));
  it('nothing is obeyed between `stop-commands` and its token', () => {
    const log =
      '::error::a\n::stop-commands::t0\n::error::b\n##[set-env name=X]y\n ::t1::\n::T0::\n  ::warning file=a%2Cb::c%0Ad';
    expect(obeyed(log).map(({ name, data }) => [name, data])).toEqual([
      ['error', 'a'],
      ['warning', 'c\nd'],
    ]);
    expect(() => obeyed('::stop-commands::t0\n')).toThrow('never resumed');
  });
});
