import { readFileSync } from 'node:fs';

import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';

import { json } from '../../src/reporters/json/json.ts';
import { printJson } from '../../src/reporters/json/print.ts';
import { reportJsonSchema } from '../../src/reporters/json/schema.ts';
import type { Report } from '../../src/reporters/json/contract.ts';
import { UNSAFE } from '../../src/text/printable.ts';
import { AUDITS, hostile, NASTY } from './audits.ts';

const env = { root: '/repo', color: true, links: true, width: 40 };
const published = readFileSync(new URL('../../schemas/report.schema.json', import.meta.url), 'utf8');
const validate = formats.default(new Ajv2020({ allErrors: true })).compile(JSON.parse(published) as object);
const report = (name: string): Report => JSON.parse(json.render(AUDITS[name]!, env)) as Report;

describe('json', () => {
  it('publishes the schema that the code has', () => expect(published).toBe(reportJsonSchema()));

  it.each(Object.keys(AUDITS))('keeps its schema: %s', (name) => {
    validate(report(name));
    expect(validate.errors).toBeNull();
  });

  it.each(Object.keys(AUDITS))('is safe to look at: %s', (name) => {
    expect(json.render(AUDITS[name]!, env).replaceAll('\n', '').match(UNSAFE)).toBeNull();
  });

  it('keeps every name as sent', () => {
    expect(report('hostile').servers[0]!.tools.map(({ name }) => name)).toEqual(
      hostile.server.tools.map(({ data }) => data.name),
    );
    expect(JSON.parse(printJson(NASTY))).toEqual(NASTY);
  });

  it('is the same for the same audit, whatever the terminal is like', () => {
    expect(json.render(AUDITS['mixed']!, env)).toBe(
      json.render(AUDITS['mixed']!, { root: '/elsewhere', color: false, links: false, width: 120, quiet: true }),
    );
  });

  it('says null for what nobody has judged yet', () => {
    const [server] = report('findings').servers;
    expect(server!.budget!.toolsets).toBeNull();
    expect(server!.tools[0]!.toolset).toBeNull();
  });

  it('has the score of a server and of each of its tools', () => {
    const [server] = report('findings').servers;
    const unjudged = { errors: null, operations: null };
    expect(server!.score).toEqual({
      overall: 60,
      grade: 'D',
      categories: { description: 82, naming: 100, schema: 30, safety: 97, budget: 100, ...unjudged },
    });
    expect(server!.tools.map(({ name, score, grade, categories }) => ({ name, score, grade, categories }))).toEqual([
      {
        name: 'search',
        score: 49,
        grade: 'F',
        categories: { description: 100, naming: 100, schema: 0, safety: 100, budget: 100, ...unjudged },
      },
      {
        name: 'run',
        score: 86,
        grade: 'B',
        categories: { description: 74, naming: 100, schema: 100, safety: 95, budget: 100, ...unjudged },
      },
    ]);
  });

  it('scores no list that was not read whole', () => {
    expect(report('mixed').servers.map(({ id, score }) => [id, score?.overall ?? score])).toEqual([
      ['one', 49],
      ['half', null],
      ['broken', null],
    ]);
    expect(report('empty').servers[0]!.score).toBeNull();
    expect(report('partial').servers[0]!.tools[0]).toMatchObject({ score: 49, grade: 'F' });
  });

  it('has the levels of a description, and the sentence each rests on', () => {
    const tools = report('findings').servers.flatMap((server) => server.tools);
    for (const { description, evidence } of tools)
      for (const part of ['what', 'when', 'returns', 'sideEffects'] as const)
        expect(evidence![part] === null).toBe((description![part] ?? 0) === 0);
  });

  it('has the tokens add up', () => {
    const { budget, tools } = report('findings').servers[0]!;
    const sum = (numbers: Record<string, number>) => Object.values(numbers).reduce((a, b) => a + b, 0);
    expect(sum(budget!.parts.model)).toBe(budget!.model);
    expect(sum(budget!.parts.listing)).toBe(budget!.listing);
    for (const { tokens } of tools) expect(sum(tokens.parts!.listing)).toBe(tokens.listing);
    expect(tools.reduce((all, { tokens }) => all + tokens.model, 0)).toBe(budget!.model);
  });

  it('lists a target that failed, and says so at the top', () => {
    const { status, exitCode, servers, findings } = report('mixed');
    expect({ status, exitCode }).toEqual({ status: 'not-evaluated', exitCode: 2 });
    expect(servers.map(({ id, status: each }) => `${id} ${each}`)).toEqual([
      'one audited',
      'half partial',
      'broken not-evaluated',
    ]);
    expect(servers[2]).toMatchObject({
      reason: 'the server exited with code 1 before it answered',
      hint: 'Run `node server.js` on its own to see why.',
      budget: null,
      fidelity: null,
      info: null,
      tools: [],
    });
    expect(findings.map(({ server, tool, ruleId }) => ({ server, tool, ruleId }))).toEqual([
      { server: 'one', tool: 'a', ruleId: 'test-array' },
    ]);
  });

  it('keeps what is suppressed or hidden, and why', () => {
    expect(report('suppressed').findings.map(({ suppressed }) => suppressed)).toEqual([
      { by: 'comment', reason: 'a [link](x) | ok', until: '2030-01-01' },
      null,
      { by: 'baseline', reason: null, until: null },
    ]);
    expect(report('min severity').findings.map(({ severity, shown }) => `${severity} ${shown}`)).toEqual([
      'info false',
      'error true',
    ]);
  });

  it('tells which limit was exceeded', () => {
    expect(report('findings').exceeded).toMatchObject([{ server: 'tools', limit: 'max-tokens', allowed: 10 }]);
  });
});
