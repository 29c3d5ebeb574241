import { describe, expect, it } from 'vitest';

import { isEmptyResult } from '../../src/inputs/live/emptiness.ts';
import { boundary } from '../../src/inputs/live/boundary.ts';
import { answerOf, refusalOf } from '../../src/inputs/live/probe-answer.ts';
import { LiveProblem, RpcError } from '../../src/inputs/live/problem.ts';

const ASKED = { query: 'test' };
const text = (...texts: readonly string[]): object => ({
  content: texts.map((each) => ({ type: 'text', text: each })),
});

describe('a result that holds nothing', () => {
  it.each<[string, unknown]>([
    ['no content', { content: [] }],
    ['nothing at all', undefined],
    ['[]', text('[]')],
    ['{}', text(' {} ')],
    ['an empty text', text('')],
    ['null', text('null')],
    ['a list in an object', text('{"results": []}')],
    ['what stands beside it', text('{"success":true,"count":0,"orders":[],"nextPage":null}')],
    ['what was asked, too', text('{"query":"test","items":[]}')],
    ['a page of nothing', text('{"data":{"items":[],"pagination":{"page":1,"total":0}}}')],
    ['structured', { content: [], structuredContent: { result: [] } }],
    ['both', { ...text('{"result":[]}'), structuredContent: { result: [] } }],
    ['words', text('No results found.')],
    ['words with what was asked', text('No orders found for "test".')],
    ['under a heading', text('## Orders\n\nNo orders found.')],
    ['nothing found', text('Nothing found')],
    ['there are none', text('There are no open orders.')],
  ])('%s', (_, result) => expect(isEmptyResult(result, ASKED)).toBe(true));

  it.each<[string, unknown]>([
    ['an element', text('[1]')],
    ['an element that is empty', text('[{}]')],
    ['a number', text('0')],
    ['a field', text('{"results":[],"note":"maintenance until noon"}')],
    ['an outcome alone', text('{"ok":true}')],
    ['words', text('Sunny, 21 degrees')],
    ['what is the matter', text('No connection to the shop')],
    ['what is missing', text('No API key was given')],
    ['an image', { content: [{ type: 'image', data: 'AAAA', mimeType: 'image/png' }] }],
    ['a link', { content: [{ type: 'resource_link', uri: 'file:///a', name: 'a' }] }],
    ['structured', { content: [], structuredContent: { temperature: 0 } }],
    ['a long text that says none', text(`No orders were found. ${'But there is more to say. '.repeat(20)}`)],
    ['no JSON', text('[not json')],
  ])('not %s', (_, result) => expect(isEmptyResult(result, ASKED)).toBe(false));

  it('is told of any JSON, quickly', () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    expect(isEmptyResult(text(deep), ASKED)).toBe(false);
    const began = performance.now();
    for (const unit of ['no ', ' ', '# a\n', '{"a":', 'nothing ', '\n at node:x:1'])
      isEmptyResult(text(unit.repeat(50_000)), ASKED);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe('what an answer says', () => {
  const asked = (...fields: string[]) => ({
    fields,
    arguments: {},
    redact: (said: string) => said.replaceAll('hunter2', '[redacted]'),
  });

  it.each([
    ['customer_id', '"customer_id" is required', true],
    ['customer_id', 'The customer ID is missing', true],
    ['customerId', 'customer_id: Required', true],
    ['a', 'expected number at a', true],
    ['a', 'expected a number', true],
    ['a', 'expected number', false],
    ['id', 'invalid input', false],
    ['id', 'id: Required', true],
  ])('%s in %j: %s', (field, said, isNamed) => {
    expect(answerOf({ ...text(said), isError: true }, asked(field)).named).toEqual(isNamed ? [field] : []);
  });

  it('nothing of an answer that is no error is kept', () => {
    expect(answerOf(text('the mail of somebody'), asked()).text).toBe('');
    expect(answerOf(text('the mail of somebody'), asked('id')).text).toBe('');
    expect(answerOf(text('Error: id is missing'), asked('id')).text).toBe('Error: id is missing');
    expect(answerOf(text('the id must be a number'), asked('id')).text).toBe('the id must be a number');
  });

  it.each([
    ['Error: x\n    at read (/app/server.js:3:7)\n', 'at read (/app/server.js:3:7)'],
    [
      '{"stack":"Error: x\\n    at Object.<anonymous> (file:///app/server.js:3:7)"}',
      'at Object.<anonymous> (file:///app/server.js:3:7)',
    ],
    ['Traceback (most recent call last)\n  File "/app/a.py", line 3', 'Traceback (most recent call last)'],
    ['the job began\n at 10:12:07', undefined],
    ['see file:///app/server.js:3:7', undefined],
  ])('the stack of %j', (said, stack) => {
    expect(answerOf({ ...text(said), isError: true }, asked()).stack).toBe(stack);
  });

  it('a refusal, in the words of the server', () => {
    const refused = new RpcError(
      'tools/call',
      { code: -32602, message: 'id is required' },
      {
        redact: (said) => said,
        clean: boundary([]),
      },
    );
    expect(refusalOf(refused, false, asked('id'))).toMatchObject({
      outcome: 'error',
      code: -32602,
      text: 'id is required',
      named: ['id'],
    });
    expect(refusalOf(new LiveProblem('HTTP 500', { status: 500 }), false, asked())).toMatchObject({
      outcome: 'refused',
      status: 500,
    });
    expect(refusalOf(new LiveProblem('not in time'), true, asked())).toMatchObject({ outcome: 'late' });
    expect(refusalOf(new LiveProblem('the server ended'), false, asked())).toMatchObject({ outcome: 'lost' });
    expect(answerOf({ ...text('token hunter2'), isError: true }, asked()).text).toBe('token [redacted]');
  });

  it('takes no time, whatever it is', () => {
    const began = performance.now();
    for (const unit of ['\n at node:', '\\n at /', '\n    at a (/b:1', 'Traceback ', '\n File "', 'error ', '"', 'a '])
      answerOf({ ...text(unit.repeat(20_000)), isError: true }, asked('a', 'customer_id'));
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
