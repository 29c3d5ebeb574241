import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

interface Written {
  readonly name: string;
  readonly says?: string;
  readonly takes?: string;
  readonly of?: string;
  readonly optional?: true;
}
const list = (tools: readonly Written[], more: object = {}) =>
  JSON.stringify({
    ...more,
    tools: tools.map(({ name, says, takes, of, optional }) => ({
      name,
      ...(says ? { description: says } : {}),
      ...(takes
        ? {
            inputSchema: {
              type: 'object',
              properties: { [takes]: { type: 'string', ...(of ? { description: of } : {}) } },
              required: optional ? [] : [takes],
            },
          }
        : {}),
    })),
  });
const START: Written = { name: 'start_export_job', says: 'Starts an export of all orders.' };
const GET: Written = { name: 'get_job_result', says: 'Gets what it gave.', takes: 'job_id' };
const marked = (json: string, text = START.says!) => json.replace(`"${text}"`, `[|"${text}"|]`);

ruleTest(rule, {
  good: [
    list([{ name: 'search' }]),
    ...(
      [
        [[{ ...START, says: 'Starts an export, kept for 24 hours.' }, GET], 'the maker says it'],
        [[START, { ...GET, says: 'Gets it, until the server stops.' }], 'the taker says it'],
        [[START, { ...GET, of: 'The job; expired ones are gone.' }], 'the parameter says it'],
        [[START, { ...GET, says: 'Gets it. Jobs are persisted.' }], 'it stays'],
        [[GET], 'nobody gives it out'],
        [[START, { ...GET, optional: true }], 'it may be left out'],
        [[START, { ...GET, of: 'The job, which the user has to name.' }], 'the user gives it'],
        [[{ ...START, takes: 'job_id' }, GET], 'who makes it names it as well'],
        [[{ name: 'search_jobs' }, { name: 'get_job', takes: 'jobId' }], 'jobs that people apply for'],
        [[{ name: 'create_order' }, { name: 'get_order', takes: 'order_id' }], 'orders stay'],
        [[{ name: 'list_sessions' }, { name: 'get_session', takes: 'session_id' }], 'it makes none'],
      ] as const
    ).map(([tools, why]) => ({ json: list(tools), why })),
    {
      json: list([START, GET], { instructions: 'Jobs live for one hour... 60 minutes.' }),
      why: 'the instructions say it',
    },
    { json: list([START, GET], { nextCursor: 'p2' }), why: 'tools that were not read may say it' },
  ],
  bad: [
    {
      json: marked(list([START, GET])),
      says: 'unstated',
      severity: 'info',
      text: '`start_export_job` gives out what `get_job_result` takes as `job_id`, and no text says how long the job',
    },
    {
      json: marked(
        list([
          { name: 'create_debug_session', says: 'Begins to debug.' },
          { name: 'set_breakpoint', takes: 'sessionId' },
          { name: 'step', takes: 'sessionId' },
        ]),
        'Begins to debug.',
      ),
      says: 'unstated',
    },
    {
      json: marked(
        list([
          { name: 'site_crawl', says: 'Reads a whole site.' },
          { name: 'crawl_status', takes: 'crawl_id' },
        ]),
        'Reads a whole site.',
      ),
      says: 'unstated',
    },
  ],
});
