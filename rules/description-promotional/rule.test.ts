import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (name: string, description: string) => JSON.stringify({ name, description });
const marked = (text: string) => `{"tools":[{"name":"find_berth","description":[|${JSON.stringify(text)}|]}]}`;

ruleTest(rule, {
  good: [
    `{"tools":[${tool('find_berth', 'Finds a free berth for a boat of a given length.')}]}`,
    {
      json: `{"tools":[${tool('route', 'Finds the fastest route and the cheapest harbour. Returns the best match first.')}]}`,
      why: 'superlatives of the domain',
    },
    {
      json: `{"tools":[${tool('close', 'Closes issue #1, best effort. Follows best practices.')}]}`,
      why: 'a number, and sober uses of "best"',
    },
    {
      json: `{"tools":[${tool('draw', 'Draws a chart.\n\nArgs:\n    prompt: e.g. a stunning diagram, a world-class map')}]}`,
      why: 'the example of a parameter',
    },
    {
      json: `{"tools":[${tool('ais', 'Reads AIS, GPS and VHF as JSON, XML or CSV over HTTP. Does NOT write; ONLY reads.')}]}`,
      why: 'acronyms, and stressed words',
    },
    {
      json: `{"tools":[${tool('find', "Finds boats by a query. Write 'sail AND NOT motor' or 'NOT motor AND sail'; keep each 'NOT' behind an 'AND'.")}]}`,
      why: 'the operators of a query',
    },
    {
      json: `{"tools":[${tool('guide', 'ALWAYS CALL THIS BEFORE ANY OTHER TOOL.')}]}`,
      why: 'description-steering says that',
    },
  ],
  bad: [
    {
      json: marked('A world-class, blazing-fast berth finder.'),
      says: 'praise',
      severity: 'info',
      text: '`world-class`',
    },
    { json: marked('Unlock the full power of your harbour.'), says: 'praise', text: '`unlock the full power`' },
    {
      json: `{[|"tools"|]:[${tool('a', 'Finds boats. State-of-the-art.')},${tool('b', 'Finds ports. State-of-the-art.')}]}`,
      says: 'praise',
      text: '`a`, `b`: the description praises the tool: `state-of-the-art`',
    },
    {
      json: marked('Finds a berth. YOU MUST NEVER CALL THIS AT SEA.'),
      says: 'shouting',
      severity: 'info',
      text: '`YOU MUST NEVER CALL THIS AT SEA.`',
    },
  ],
});
