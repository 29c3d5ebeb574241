import { codeCase, type Case } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

/** A tool that takes parameters, as `NAME: DESCRIPTION`; required with `!` behind the name. */
const tool = (name: string, ...parameters: readonly string[]) => {
  const all = parameters.map((each) => /^(\w[\w-]*)(!?)(?:: (.*))?$/.exec(each)!);
  return {
    name,
    inputSchema: {
      type: 'object',
      properties: Object.fromEntries(
        all.map(([, key, , description]) => [key, { type: 'string', ...(description ? { description } : {}) }]),
      ),
      required: all.flatMap(([, key, must]) => (must ? [key] : [])),
    },
  };
};
const list = (...tools: readonly object[]) => JSON.stringify({ tools });
const marked = (json: string, ...names: readonly string[]) =>
  names.reduce((text, name) => text.replace(`"${name}":`, `[|"${name}"|]:`), json);
const over = (kind: 'stdio' | 'http', more: Case = {}, auth: 'checked' | 'none' = 'none') =>
  codeCase({
    tools: [tool('place_order', 'api_key!: API key for authentication')],
    transports: [{ at: 'main.ts#/main/transport', kind, auth }],
    ...more,
  });

ruleTest(rule, {
  good: [
    { json: list(tool('parse', 'api_key!')), options: { allow: ['api_key'] }, why: 'it is none here' },
    list(tool('search', 'query!')),
    ...[
      [tool('create_user', 'username!', 'password!: User password'), 'the password is what is made'],
      [tool('authenticate_user', 'email!', 'password!: User password'), 'to sign in is what it does'],
      [tool('discord_login', 'token'), 'to sign in is what it does, without a word of it'],
      [tool('log_in', 'username!', 'password!'), 'to sign in, in two words'],
      [tool('confirm_password_reset', 'token!: Reset token', 'password!: New password'), 'a token from a mail'],
      [tool('verify_email', 'token!: Verification token'), 'a token from a mail'],
      [tool('list_logs', 'page_token', 'nextToken: Token for the next page', 'continuationToken'), 'tokens of pages'],
      [tool('ask', 'max_tokens', 'maxTokens: tokens to generate'), 'tokens of a text'],
      [tool('transfer', 'tokenAddress!', 'tokenId', 'token: The symbol of the token'), 'tokens of a chain'],
      [tool('get_table', 'app_token!: Base unique App identifier'), 'the name of a document'],
      [tool('update_form', 'formToken!', 'form_password: The password of the form'), 'the thing is updated'],
      [tool('send_push', 'device_token!: The token of the device'), 'where it goes'],
      [tool('submit', 'csrf_token!'), 'a token of a form'],
      [tool('get_upload', 'secret!: The 32-character secret of the upload'), 'a part of an address'],
      [tool('create_webhook', 'secret: Signs what is sent'), 'the secret is what is set'],
      [tool('mysql-create', 'databasePassword!: The password for database access.'), 'the password is what is set'],
      [tool('set_proxy', 'username', 'password: Proxy password'), 'the password is what is set'],
      [tool('get_secret', 'secret_id!', 'secretType', 'key!: The key of the secret'), 'the name of a secret'],
      [tool('get_address_from_private_key', 'private_key!'), 'it is about the secret'],
      [tool('jwt_decode', 'token!: JWT token'), 'it is about the token'],
      [tool('update_app', 'refreshToken: Refresh token of the app'), 'data of the app, as far as anybody can tell'],
      [tool('list_projects', 'apiKey: The API key of the project, if known.'), 'it names a project'],
      [tool('extract_pdf', 'password: Password of an encrypted document'), 'of a document that is read'],
    ].map(([each, why]) => ({ json: list(each as object), why: why as string })),
    {
      json: list(
        ...['create', 'update', 'reset'].map((verb) => tool(`${verb}_mailbox`, 'password: The login password')),
      ),
      why: 'many tools set it, and it is still what they set',
    },
    {
      json: list({
        name: 'deploy',
        inputSchema: {
          type: 'object',
          properties: {
            verify_jwt: { type: 'boolean' },
            token: { type: 'number', description: 'access token' },
            secret: { enum: ['a', 'b'], description: 'API secret' },
            auth: { type: 'object', description: 'API key', properties: { apikey: { type: 'object' } } },
            hooks: { type: 'array', items: { properties: { api_key: { type: 'string' } } } },
          },
        },
      }),
      why: 'a flag, a number, a choice, parts of a document',
    },
  ],
  bad: [
    {
      json: marked(list(tool('place_order', 'symbol!', 'apiKey!: API key for authentication')), 'apiKey'),
      says: 'open',
      severity: 'info',
      text: '`apiKey` is a secret, and a parameter of `place_order`',
    },
    {
      json: marked(list(tool('get_balance', 'apiKey!', 'secret!')), 'apiKey', 'secret'),
      says: 'open',
    },
    { json: marked(list(tool('refresh_access_token', 'refresh_token!')), 'refresh_token'), says: 'open' },
    { json: marked(list(tool('list_orders', 'username!', 'password!')), 'password'), says: 'open' },
    {
      json: marked(
        list(tool('approve', 'approval_password: Your password, where it is asked for')),
        'approval_password',
      ),
      says: 'open',
    },
    {
      json: marked(list(tool('write_contract', 'privateKey: Used for transaction signing.')), 'privateKey'),
      says: 'open',
    },
    { json: marked(list(tool('oauth_set_tokens', 'client_secret')), 'client_secret'), says: 'open' },
    {
      json: JSON.stringify({
        tools: ['add', 'edit', 'remove', 'list'].map((name) => tool(`${name}_note`, 'token: Access token')),
      }).replace('"tools":', '[|"tools"|]:'),
      says: 'open',
      text: '`add_note`, `edit_note`, `remove_note`, `list_note`',
    },
    {
      json: marked(list(tool('http_get', 'url!', 'token: Bearer token for authorization')), 'token'),
      says: 'foreign',
      severity: 'info',
    },
    {
      json: list(
        tool('list_hooks', 'token: Bearer token for authorization'),
        tool('try_hook', 'url!', 'token: Bearer token for authorization'),
      ).replace('"tools":', '[|"tools"|]:'),
      says: ['open'],
    },
    { json: marked(over('stdio'), 'api_key'), says: 'written', severity: 'info' },
    { json: marked(over('http'), 'api_key'), says: 'open', severity: 'info' },
    { json: marked(over('http', {}, 'checked'), 'api_key'), says: 'carried', severity: 'info' },
    {
      json: marked(over('http', { outbound: [{ at: 'api.ts#/get/call', credential: 'request' }] }), 'api_key'),
      says: 'carried',
      severity: 'info',
    },
  ],
});
