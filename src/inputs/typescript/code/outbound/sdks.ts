/**
 * Libraries whose calls leave the process, as their documentation and source said on 2026-11-23: how long each waits when
 * nothing is said, where a timeout is given, and whether an answer that is no success makes it throw.
 */
export interface Client {
  /** As the facts name it. */
  readonly name: string;
  /** Milliseconds it waits for one answer by itself; `none`: for ever, or longer than five minutes; `unknown`: not known here. */
  readonly waits: number | 'none' | 'unknown';
  /** Whether a status that is no success throws. */
  readonly throws: boolean | 'unknown';
  /** Ways from the module to something calls are made on; `*` is any one member. */
  readonly on: readonly string[];
  /** The methods that leave the process; left out, all but those that only set something up. */
  readonly methods?: ReadonlySet<string>;
  /** Which argument of a call has its options: by method, `''` for all others; -1 is the last. */
  readonly options: Readonly<Record<string, number>>;
  /** Which argument of what makes it has its settings. */
  readonly settings?: number;
  /** Members of options and settings that bound the time. */
  readonly timeouts: readonly string[];
}

export const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** An SDK of a service: whatever is called on its client asks the service. */
const sdk = (name: string, waits: Client['waits'], more: Partial<Client> = {}): Client => ({
  name,
  waits,
  throws: true,
  on: ['* new', 'new'],
  options: { '': -1 },
  settings: 0,
  timeouts: ['timeout', 'timeoutMs', 'requestTimeout'],
  ...more,
});

/** By the package that is imported; one that ends in `/` stands for all below it. */
export const SDKS: readonly (readonly [string, Client])[] = [
  ['graphql-request', sdk('graphql-request', 'none', { on: ['* new', 'request', 'rawRequest'] })],
  [
    'pg',
    sdk('pg', 'none', {
      on: ['Pool new', 'Client new', 'Pool new connect ()', 'Client new ?', 'Pool new ?'],
      methods: set('query connect'),
      timeouts: ['connectionTimeoutMillis', 'statement_timeout', 'query_timeout'],
    }),
  ],
  ...['mysql2', 'mysql2/promise', 'mysql'].map((name): [string, Client] => [
    name,
    sdk('mysql2', 'none', {
      on: ['createPool ()', 'createConnection ()', 'createPool () getConnection ()', 'Pool new ?', 'Connection new ?'],
      methods: set('query execute getConnection'),
      timeouts: ['connectTimeout', 'timeout'],
    }),
  ]),
  [
    'mongodb',
    sdk('mongodb', 30_000, {
      on: ['MongoClient new', 'MongoClient new db () collection ()', 'Collection new ?'],
      methods: set(
        'connect findOne insertOne insertMany updateOne updateMany replaceOne deleteOne deleteMany countDocuments distinct bulkWrite',
      ),
    }),
  ],
  ['redis', sdk('redis', 'unknown', { on: ['createClient ()'], throws: true })],
  ['ioredis', sdk('ioredis', 'unknown', { on: ['new', 'Redis new', 'Cluster new'] })],
  ['mssql', sdk('mssql', 15_000, { on: ['connect ()', '* new', ''], methods: set('query connect execute') })],
  ['@aws-sdk/', sdk('@aws-sdk', 'none', { methods: set('send'), timeouts: ['requestTimeout', 'requestHandler'] })],
  ['@google-cloud/', sdk('@google-cloud', 'unknown')],
  ['googleapis', sdk('googleapis', 'none', { on: ['google * ()', '* ()', 'google * new', '* new ?'] })],
  ['@octokit/', sdk('octokit', 'none', { timeouts: ['timeout', 'request'] })],
  ['octokit', sdk('octokit', 'none', { timeouts: ['timeout', 'request'] })],
  ['openai', sdk('openai', 'none', { on: ['new', 'OpenAI new', 'AzureOpenAI new'] })], // ten minutes
  ['@anthropic-ai/sdk', sdk('@anthropic-ai/sdk', 'none', { on: ['new', 'Anthropic new'] })],
  ['exa-js', sdk('exa-js', 'none', { on: ['new', 'Exa new'] })],
  ['stripe', sdk('stripe', 80_000, { on: ['new', 'Stripe new'] })],
  ['@slack/web-api', sdk('@slack/web-api', 'none', { on: ['WebClient new'] })],
  ['@notionhq/client', sdk('@notionhq/client', 60_000, { on: ['Client new'] })],
  ['@linear/sdk', sdk('@linear/sdk', 'none', { on: ['LinearClient new', 'LinearClient new client'] })],
  ['@supabase/supabase-js', sdk('@supabase/supabase-js', 'none', { on: ['createClient ()'], throws: false })],
  ['@elastic/elasticsearch', sdk('@elastic/elasticsearch', 30_000, { on: ['Client new'] })],
  ['@neondatabase/serverless', sdk('@neondatabase/serverless', 'none', { on: ['neon ()', 'Pool new', 'Client new'] })],
  ['xero-node', sdk('xero-node', 'none', { on: ['* new', '* new *', '* new ?'] })],
  ['twilio', sdk('twilio', 30_000, { on: ['()', '* new', ''] })],
  ['@sendgrid/mail', sdk('@sendgrid/mail', 'none', { on: ['', 'default'], methods: set('send sendMultiple') })],
  ['@sendgrid/client', sdk('@sendgrid/client', 'none', { on: ['', '* new'], methods: set('request') })],
  [
    'openapi-client-axios',
    sdk('openapi-client-axios', 'none', { on: ['* new', '* new *', '* new init ()', '* new getClient ()'] }),
  ],
  ['resend', sdk('resend', 'none', { on: ['Resend new'], throws: 'unknown' })],
  ['twitter-api-v2', sdk('twitter-api-v2', 'none', { on: ['TwitterApi new', 'default new'] })],
  [
    '@atproto/api',
    sdk('@atproto/api', 'none', {
      on: ['AtpAgent new', 'BskyAgent new', 'Agent new', 'AtpServiceClient new', 'default new', 'default * new'],
    }),
  ],
  ['jsforce', sdk('jsforce', 'none', { on: ['Connection new', 'default Connection new'] })],
  [
    '@influxdata/influxdb-client',
    sdk('@influxdata/influxdb-client', 10_000, {
      on: ['InfluxDB new getQueryApi ()', 'InfluxDB new getWriteApi ()'],
      methods: set('collectRows queryRaw queryRows iterateRows collectLines flush close'),
    }),
  ],
  ['ynab', sdk('ynab', 'none', { on: ['api new *', 'API new *', 'default API new *', 'default api new *'] })],
  ['@doist/todoist-api-typescript', sdk('@doist/todoist-api-typescript', 'unknown', { on: ['TodoistApi new'] })],
  [
    '@keycloak/keycloak-admin-client',
    sdk('@keycloak/keycloak-admin-client', 'unknown', { on: ['default new *', 'default new', 'new *', 'new'] }),
  ],
  [
    'pocketbase',
    sdk('pocketbase', 'unknown', {
      on: ['default new', 'new', 'default new *', 'new *', 'default new collection ()', 'new collection ()'],
    }),
  ],
  ['snowflake-sdk', sdk('snowflake-sdk', 'unknown', { on: ['createConnection ()'] })],
];
