import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const AT = 'server.ts#/search/catch~1';
const FN = 'server.ts#/search';
const message = { text: { from: ['words', 'message'], words: 'Search failed: ' } } as const;

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    codeCase({ failures: [{ at: AT, ends: [{ shape: { ...message, isError: 'yes' } }] }] }),
    {
      json: codeCase({ failures: [{ at: AT, ends: [{ shape: { ...message, isError: 'unknown' } }] }] }),
      why: 'a spread may bring `isError`',
    },
    {
      json: codeCase({
        failures: [
          {
            at: AT,
            form: 'branch',
            ends: [{ shape: { structured: 'yes', text: { words: 'Could not derive a schema.' } } }],
          },
        ],
      }),
      why: 'the schema of the tool has a place for it',
    },
    {
      json: codeCase({ failures: [{ at: AT, ends: [{ does: 'throws' }] }] }),
      why: 'the SDK makes an error of what is thrown',
    },
    {
      json: codeCase({ failures: [{ at: AT, reaches: 'data', ends: [{ shape: { ...message, kind: 'value' } }] }] }),
      why: 'the failure of one item stands in the list of all',
    },
    {
      json: codeCase({ failures: [{ at: AT, reaches: 'unknown', ends: [{ shape: message }] }] }),
      why: 'what becomes of it was not read',
    },
    {
      json: codeCase({
        failures: [
          {
            at: AT,
            narrow: true,
            ends: [{ shape: { text: { from: ['error', 'words'], words: 'The command ended with code ' } } }],
          },
        ],
      }),
      why: 'a command that ended with 1 has an output, and that is the answer',
    },
    {
      json: codeCase({
        failures: [
          { at: AT, form: 'branch', ends: [{ shape: { text: { words: 'Nothing found for the pages provided.' } } }] },
        ],
      }),
      why: 'a search without a hit',
    },
    {
      json: codeCase({ failures: [{ at: AT, ends: [{ shape: { ...message, kind: 'value' } }] }] }),
      why: 'an object of a helper is no result',
    },
    {
      json: codeCase({ failures: [{ at: AT, tools: [], ends: [{ shape: message }] }] }),
      why: 'no tool reaches it',
    },
    {
      json: codeCase({
        failures: [{ at: AT, narrow: true, ends: [{ shape: { text: { words: 'There is no such page.' } } }] }],
      }),
      why: 'that there is none is the answer',
    },
    {
      json: codeCase({
        failures: [{ at: AT, ends: [{ shape: { text: { words: 'It was provisioned before.' } } }] }],
      }),
      why: 'the lookup that failed was extra, and the text is the outcome',
    },
    {
      json: codeCase({
        handlers: [{ at: FN, returns: [{ at: AT, where: 'success', shape: message }] }],
      }),
      why: 'a success may speak of failures',
    },
  ],
  bad: [
    {
      json: codeCase({ failures: [{ at: FN, ends: [{ at: `[|${AT}|]`, shape: { ...message, isError: 'inside' } }] }] }),
      says: 'inside',
      text: 'in an item of `content`',
    },
    {
      // written by one function that only failures come to
      json: codeCase({
        tools: ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name })),
        failures: [0, 1, 2, 3, 4].map((i) => ({
          at: `server.ts#/${i}`,
          tools: [i],
          ends: [
            {
              at: `${AT}${i}`,
              made: i === 0 ? '[|errors.ts#/failed/return|]' : 'errors.ts#/failed/return',
              shape: message,
            },
          ],
        })),
      }),
      says: 'catch',
    },
    {
      json: codeCase({
        failures: [
          {
            at: FN,
            narrow: true,
            ends: [{ at: `[|${AT}|]`, shape: { text: { fields: ['error', 'status'], words: 'Resource not found' } } }],
          },
        ],
      }),
      says: 'catch',
    },
    {
      json: codeCase({
        failures: [{ at: FN, reaches: 'tested', ends: [{ at: `[|${AT}|]`, shape: message }] }],
      }),
      says: 'catch',
    },
    {
      json: codeCase({
        failures: [{ at: FN, form: 'branch', ends: [{ at: `[|${AT}|]`, shape: { text: { from: ['unknown'] } } }] }],
      }),
      says: 'branch',
    },
    {
      json: codeCase({
        failures: [
          { at: FN, form: 'branch', ends: [{ at: `[|${AT}|]`, shape: { text: { words: 'No API key was given.' } } }] },
        ],
      }),
      says: 'branch',
    },
    {
      json: codeCase({ failures: [{ at: FN, ends: [{ at: `[|${AT}|]`, shape: message }] }] }),
      says: 'catch',
      severity: 'warning',
      text: 'has no `isError`',
    },
    {
      json: codeCase({
        failures: [{ at: FN, form: 'branch', ends: [{ at: AT, shape: message }] }],
        handlers: [{ at: FN, returns: [{ at: `[|${AT}|]`, where: 'error-branch', shape: message }] }],
      }),
      says: 'branch',
    },
    {
      json: codeCase({ failures: [{ at: FN, form: 'callback', ends: [{ at: `[|${AT}|]`, shape: message }] }] }),
      says: 'callback',
    },
    {
      json: codeCase({
        handlers: [{ at: FN, returns: [{ at: `[|${AT}|]`, where: 'catch', shape: message }] }],
      }),
      says: 'catch',
    },
    {
      json: codeCase({
        tools: ['a', 'b', 'c', 'd'].map((name) => ({ name })),
        failures: [0, 1, 2, 3].map((i) => ({
          at: `server.ts#/${i}`,
          tools: [i],
          ends: [{ at: i === 0 ? `[|${AT}|]` : `${AT}${i}`, shape: message }],
        })),
      }),
      says: 'many',
      text: 'In 4 places',
    },
    {
      json: codeCase({
        failures: [
          {
            at: FN,
            narrow: true,
            ends: [{ at: `[|${AT}|]`, shape: { text: { from: ['message'], words: ' There is none. ' } } }],
          },
        ],
      }),
      says: 'catch',
    },
    {
      json: codeCase({
        failures: [{ at: FN, ends: [{ at: `[|${AT}|]`, shape: { text: { fields: ['status', 'error'] } } }] }],
      }),
      says: 'catch',
    },
  ],
});
