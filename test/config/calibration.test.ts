import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

import { readCalibration } from '../../src/config/calibration.ts';
import { buildServer } from '../../src/inputs/build.ts';
import { UserError } from '../../src/user-error.ts';
import { folder } from '../cli/run.ts';

const { tools } = buildServer({
  id: 's',
  fidelity: 'observed',
  complete: true,
  tools: [
    {
      name: 'search',
      description: 'Searches all that was written in the garden book.',
      inputSchema: { type: 'object' },
    },
    { name: 'fetch', inputSchema: { type: 'object' } },
  ],
});
const read = async (text: string) => {
  const dir = folder({});
  writeFileSync(path.join(dir, 'counts.json'), text);
  return (await readCalibration('counts.json', dir)).calibrations(tools);
};

test('one model, or several', async () => {
  const one = '{ "model": "claude-opus-4-8", "without": 8, "all": 408 }';
  expect(await read(one)).toMatchObject([{ model: 'claude-opus-4-8', counts: 1, fixed: 0 }]);
  const other = '{ "model": "gemini-2.5-pro", "tools": { "search": 60, "fetch": 20 } }';
  expect(await read(`[${one}, ${other}]`)).toMatchObject([{ counts: 1 }, { model: 'gemini-2.5-pro', counts: 2 }]);
});

test.each([
  ['[]', 'the list has no counts', 'counts.json:1:1'],
  ['7', 'counts must be an object', 'counts.json:1:1'],
  ['{ "model": "claude-opus-4-8" }', 'there is no count: neither `all` nor `tools`', 'counts.json:1:1'],
  ['{ "all": 7 }', '`model` must name the model that counted', 'counts.json:1:1'],
  ['{ "model": "gpt-5", "all": 7 }', 'nothing is estimated for `gpt-5`', 'counts.json:1:12'],
  ['{ "model": "claude-opus-5",\n "all": -7 }', '`all` must be a number of tokens', 'counts.json:2:9'],
  ['{ "model": "claude-opus-5", "all": 7, "without": 7 }', '`all` is not more than `without`, 7', 'counts.json:1:36'],
  ['{ "model": "claude-opus-5", "total": 7 }', 'there is no setting `total`', 'counts.json:1:29'],
  ['{ "model": "claude-opus-5", "all": 7, "all": 8 }', '`all` stands twice', 'counts.json:1:39'],
  ['{ "model": "claude-opus-5", "tools": { "serch": 9 } }', 'no tool is called `serch`', 'counts.json:1:40'],
  [
    '{ "model": "claude-opus-5", "tools": { "search": "9" } }',
    '`search` must be a number of tokens',
    'counts.json:1:50',
  ],
  [
    '{ "model": "claude-opus-5", "tools": { "search": 9, "fetch": 99 } }',
    'the counts do not grow with the definitions',
    'counts.json:1:1',
  ],
  [
    '{ "model": "claude-opus-5", "all": 15290 }',
    expect.stringMatching(
      /^these counts are [\d.]+ times those of `o200k_base`, and models take 0.5 to 3 times as many$/,
    ),
    'counts.json:1:36',
  ],
  [
    '{ "model": "gemini-2.5-pro", "tools": { "search": 4 } }',
    expect.stringMatching(/^these counts are 0\.\d+ times those/),
    'counts.json:1:39',
  ],
  ['{ "model": ', 'not valid JSON: the file ends where a value is expected', 'counts.json:1:12'],
])('%s: %s', async (text, message, where) => {
  const error: unknown = await read(text).catch((each: unknown) => each);
  expect(error).toBeInstanceOf(UserError);
  const { message: said, place, hints } = error as UserError;
  expect([said, `${place?.file}:${place?.line}:${place?.column}`]).toEqual([message, where]);
  expect(hints.length).toBeGreaterThan(0);
});
