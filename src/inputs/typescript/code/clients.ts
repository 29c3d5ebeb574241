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

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const HTTP = set('get delete head options post put patch request postForm putForm patchForm');
const BODY = { post: 2, put: 2, patch: 2, postForm: 2, putForm: 2, patchForm: 2 };

const FETCH: Omit<Client, 'name'> = {
  waits: 'none', // undici gives up after five minutes without headers
  throws: false,
  on: ['', 'fetch', 'default'],
  methods: set(''),
  options: { '': 1 },
  timeouts: ['timeout'],
};

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
const CLIENTS: ReadonlyMap<string, Client> = new Map<string, Client>([
  ['fetch', { ...FETCH, name: 'fetch' }],
  ['node-fetch', { ...FETCH, name: 'node-fetch' }],
  ['cross-fetch', { ...FETCH, name: 'cross-fetch' }],
  ['node-fetch-native', { ...FETCH, name: 'node-fetch-native' }],
  [
    'undici',
    {
      ...FETCH,
      name: 'undici',
      on: ['', 'fetch', 'request', '* new'],
      methods: set(' request fetch'),
      timeouts: ['headersTimeout', 'bodyTimeout'],
    },
  ],
  ...['http', 'https', 'follow-redirects'].map((name): [string, Client] => [
    name,
    {
      name: name === 'follow-redirects' ? name : `node:${name}`,
      waits: 'none',
      throws: false,
      on: ['', '*', 'default'],
      methods: set('get request'),
      options: { '': 0 },
      timeouts: ['timeout'],
    },
  ]),
  [
    'axios',
    {
      name: 'axios',
      waits: 'none',
      throws: true,
      on: ['', 'create ()', 'Axios new', 'default', 'default create ()', '* new'],
      methods: new Set([...HTTP, '']),
      options: { '': 1, ...BODY, request: 0, direct: 0 },
      settings: 0,
      timeouts: ['timeout'],
    },
  ],
  [
    'got',
    {
      name: 'got',
      waits: 'none',
      throws: true,
      on: ['', 'got', 'extend ()', 'got extend ()'],
      methods: new Set([...HTTP, '']),
      options: { '': 1 },
      settings: 0,
      timeouts: ['timeout'],
    },
  ],
  [
    'ky',
    {
      name: 'ky',
      waits: 10_000,
      throws: true,
      on: ['', 'create ()', 'extend ()'],
      methods: new Set([...HTTP, '']),
      options: { '': 1 },
      settings: 0,
      timeouts: ['timeout'],
    },
  ],
  [
    'ofetch',
    {
      name: 'ofetch',
      waits: 'none',
      throws: true,
      on: ['ofetch', '$fetch', 'ofetch create ()', '$fetch create ()'],
      methods: set(' raw'),
      options: { '': 1 },
      settings: 0,
      timeouts: ['timeout'],
    },
  ],
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
    sdk('mongodb', 30_000, { methods: set('connect db find findOne insertOne insertMany updateOne deleteOne') }),
  ],
  ['redis', sdk('redis', 'unknown', { on: ['createClient ()'], throws: true })],
  ['ioredis', sdk('ioredis', 'unknown', { throws: true })],
  ['mssql', sdk('mssql', 15_000, { on: ['connect ()', '* new', ''], methods: set('query connect execute') })],
  ['@aws-sdk/', sdk('@aws-sdk', 'none', { methods: set('send'), timeouts: ['requestTimeout', 'requestHandler'] })],
  ['@google-cloud/', sdk('@google-cloud', 'unknown')],
  ['googleapis', sdk('googleapis', 'none', { on: ['google * ()', '* ()', 'google * new', '* new ?'] })],
  ['@octokit/', sdk('octokit', 'none', { timeouts: ['timeout', 'request'] })],
  ['octokit', sdk('octokit', 'none', { timeouts: ['timeout', 'request'] })],
  ['openai', sdk('openai', 'none')], // ten minutes
  ['@anthropic-ai/sdk', sdk('@anthropic-ai/sdk', 'none')],
  ['exa-js', sdk('exa-js', 'none')],
  ['stripe', sdk('stripe', 80_000)],
  ['@slack/web-api', sdk('@slack/web-api', 'none')],
  ['@notionhq/client', sdk('@notionhq/client', 60_000)],
  ['@linear/sdk', sdk('@linear/sdk', 'none', { on: ['* new', '* new client', '* new ?'] })],
  ['@supabase/supabase-js', sdk('@supabase/supabase-js', 'none', { on: ['createClient ()'], throws: false })],
  ['@elastic/elasticsearch', sdk('@elastic/elasticsearch', 30_000)],
  ['@neondatabase/serverless', sdk('@neondatabase/serverless', 'none', { on: ['neon ()', '* new'] })],
  ['xero-node', sdk('xero-node', 'none', { on: ['* new', '* new *', '* new ?'] })],
  ['twilio', sdk('twilio', 30_000, { on: ['()', '* new', ''] })],
  ['@sendgrid/mail', sdk('@sendgrid/mail', 'none', { on: ['', 'default'], methods: set('send sendMultiple') })],
  ['@sendgrid/client', sdk('@sendgrid/client', 'none', { on: ['', '* new'], methods: set('request') })],
  [
    'openapi-client-axios',
    sdk('openapi-client-axios', 'none', { on: ['* new', '* new *', '* new init ()', '* new getClient ()'] }),
  ],
  ['resend', sdk('resend', 'none', { throws: 'unknown' })],
  ['twitter-api-v2', sdk('twitter-api-v2', 'none')],
  ['@atproto/api', sdk('@atproto/api', 'none')],
  ['jsforce', sdk('jsforce', 'none')],
  ['@influxdata/influxdb-client', sdk('@influxdata/influxdb-client', 10_000)],
  ['snowflake-sdk', sdk('snowflake-sdk', 'unknown', { on: ['createConnection ()'] })],
]);

/** Methods of any client that only set something up, or listen. */
export const SETS_UP = set(
  'on once off use addListener removeListener setHeader setApiKey setAccessToken bind call apply end close destroy release then catch finally toString',
);

/** The entry of a package, or of the scope it is in. */
export const clientOf = (from: string): Client | undefined =>
  CLIENTS.get(from) ??
  CLIENTS.get(from.slice(0, from.indexOf('/') + 1)) ??
  CLIENTS.get(
    from
      .split('/')
      .slice(0, from.startsWith('@') ? 2 : 1)
      .join('/'),
  );
