import { SDKS, set, type Client } from './sdks.ts';

export type { Client } from './sdks.ts';

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
  ...SDKS,
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
