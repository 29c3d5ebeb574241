import { describe, expect, it } from 'vitest';

import { AGENTS, LEXICON, NOMINALS, PHRASES, SENSES } from '../../src/language/lexicon.ts';
import { strongest, verbOf } from '../../src/language/verbs.ts';

const lemmas = Object.values(LEXICON).flatMap((words) => words.split(' ').map((word) => word.replace(/[*~]$/, '')));

describe('the lexicon', () => {
  it('is a list of words, each in one place', () => {
    expect(lemmas.filter((lemma) => !/^[a-z]+$/.test(lemma))).toEqual([]);
    expect(lemmas.filter((lemma, i) => lemmas.indexOf(lemma) !== i)).toEqual([]);
  });

  it('is what the other lists speak of', () => {
    const known = new Set(lemmas);
    const others = [...NOMINALS.values(), ...AGENTS.values(), ...SENSES.keys()];
    expect(others.filter((lemma) => !known.has(lemma))).toEqual([]);
    expect(
      Object.values(PHRASES)
        .flatMap((list) => list.split(', '))
        .filter((phrase) => !/^[a-z]+ [a-z]+$/.test(phrase)),
    ).toEqual([]);
  });
});

describe('verbOf', () => {
  it.each([
    ['create', 'create', 'base'],
    ['creates', 'create', 's'],
    ['creating', 'create', 'ing'],
    ['created', 'create', 'ed'],
    ['queries', 'query', 's'],
    ['modified', 'modify', 'ed'],
    ['deploying', 'deploy', 'ing'],
    ['submitting', 'submit', 'ing'],
    ['dropped', 'drop', 'ed'],
    ['fetches', 'fetch', 's'],
    ['undoes', 'undo', 's'],
    ['sent', 'send', 'ed'],
    ['wrote', 'write', 'ed'],
    ['set', 'set', 'base'],
    ['setting', 'set', 'ing'],
    ['reprioritize', 'reprioritize', 'base'],
    ['unresolve', 'unresolve', 'base'],
    ['deactivates', 'deactivate', 's'],
    ['recheck', 'recheck', 'base'],
  ])('%s is %s, %s', (word, lemma, form) => {
    expect(verbOf(word)).toMatchObject({ lemma, form });
  });

  it('takes a verb with re- for what it was, and with un- or de- for a change', () => {
    expect(['recheck', 'recreate', 'unassign', 'deprioritize'].map((word) => verbOf(word)?.effect)).toEqual([
      'read',
      'write',
      'write',
      'write',
    ]);
  });

  it.each([
    'unread',
    'issue',
    'string',
    'details',
    'news',
    'constructor',
    '__proto__',
    'toString',
    '',
    're',
    'a'.repeat(1000),
  ])('%s is no verb', (word) => {
    expect(verbOf(word)).toBeUndefined();
  });
});

it('strongest is what a person would be asked about', () => {
  expect(strongest(['read', 'write', 'destructive'])).toBe('destructive');
  expect(strongest(['light', 'read'])).toBe('read');
  expect(strongest([])).toBeUndefined();
});
