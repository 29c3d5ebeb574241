import type { Facts, Item, Parameter, Tool } from '../../src/rule.ts';

const set = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Words that make a secret of what is called a key, a token or a secret. */
const OF_KEY = set('api access secret private');
const OF_TOKEN = set('api access auth authentication authorization bearer oauth oauth2 refresh personal bot');
const OF_SECRET = set('client api app consumer');
/** Secrets by one word alone only where something says what they are for. */
const PLAIN = set('password passwd pwd passphrase secret token credentials bearer jwt mnemonic');
/** In one word. */
const JOINED = set('apikey privatekey secretkey accesskey accesstoken authtoken apitoken clientsecret');

/** What is said of a secret that lets its holder in. */
const CUES =
  /\b(?:api|auth(?:entication|orization)?|bearer|oauth2?|personal access|jwt) (?:token|key|secret)\b(?! of )|\baccess token\b|\bfor auth(?:entication|orization)\b|\bto authenticate\b|\btransaction signing\b|\b(?:server|process) environment\b|\benv(?:ironment)? var|\b(?:your|current user'?s|account|login) (?:password|token|secret|api key)\b/i;

/** Deeds whose secret is the thing itself: it is set, kept, checked or handed in, as it would be in a form. */
const SETS = set(
  'create add insert new generate make register provision update edit set change modify reset rotate save store put ' +
    'configure setup install invite manage upsert replace recreate share protect write confirm send call import',
);
const ENTERS = set(
  'login signin signup logon authenticate authorize verify validate check connect unlock decrypt encrypt decode encode hash inspect',
);
/** Parameters that choose among deeds. */
const CHOICES = set('action operation command mode type');
/** Where the secret is for: it is the caller who names a service that the server knows nothing of. */
const TARGETS =
  /^(?:(?:base|server|api|instance|target|remote|database|db|proxy)?_?(?:url|uri|host|hostname|endpoint)|server)$/i;
/** Tools about signing in to the server's own service. */
const ABOUT = set('auth oauth token tokens credentials authentication');

export interface Secret {
  readonly tool: Item<Tool>;
  readonly parameter: Parameter;
  /** It is for a service that the caller names beside it. */
  readonly isForeign: boolean;
  /** Nothing but the name tells. */
  readonly isBare: boolean;
}

/** Parameters of a server that are secrets with which it works, and no data of a tool. */
export function secretsOf(tools: readonly Item<Tool>[], facts: Facts): readonly Secret[] {
  const found = tools.flatMap((tool) =>
    facts.parameters(tool).flatMap((parameter) => {
      const secret = read(tool, parameter, facts);
      return secret ? [secret] : [];
    }),
  );
  const counts = new Map<string, number>();
  for (const { parameter } of found) counts.set(parameter.name, (counts.get(parameter.name) ?? 0) + 1);
  // the same one in many tools is what the server works with, whatever each of them does
  return found.filter(({ parameter, isBare }) => !isBare || counts.get(parameter.name)! > 2);
}

function read(tool: Item<Tool>, parameter: Parameter, facts: Facts): Secret | undefined {
  const { name, path, node, description, required } = parameter;
  if (path.includes('[') || path.includes('*') || path.split('.').length > 2 || !isText(node.data)) return undefined;
  const words = facts.words(name);
  const strength = strengthOf(words);
  if (!strength) return undefined;
  const deed = facts.words(tool.data.name);
  if (` ${deed.join(' ')} `.includes(` ${words.join(' ')} `)) return undefined; // `get_address_from_private_key`
  const all = facts.parameters(tool);
  const isTold = CUES.test(description.slice(0, 500));
  const sets =
    deed.some((word) => SETS.has(word)) || all.some((each) => each.top && CHOICES.has(each.name.toLowerCase()));
  const isAbout = deed.some((word) => ABOUT.has(word));
  const secret = { tool, parameter, isForeign: !isAbout && all.some((each) => TARGETS.test(each.name)), isBare: false };
  if (strength === 'plain') {
    if (deed.some((word) => ENTERS.has(word)) || saysEnter(deed)) return undefined;
    // a token that many tools take is theirs, whatever they do; a password is as often what they set
    if (sets) return isTold && words.at(-1) !== 'password' ? { ...secret, isBare: true } : undefined;
    return isTold || isPaired(words, parameter, all, facts) ? secret : undefined;
  }
  if (isTold || isAbout) return secret;
  return { ...secret, isBare: sets || !required };
}

function strengthOf(words: readonly string[]): 'strong' | 'plain' | undefined {
  const last = words.at(-1) ?? '';
  const before = words.at(-2);
  if (JOINED.has(last)) return 'strong';
  if (before !== undefined) {
    const of = last === 'key' ? OF_KEY : last === 'token' ? OF_TOKEN : last === 'secret' ? OF_SECRET : undefined;
    if (of?.has(before)) return 'strong';
    if (last !== 'password' && last !== 'token') return undefined;
    // `approval_password`: of what it is, the name does not say; what is said of it may
    return PLAIN.has(last) ? 'plain' : undefined;
  }
  return PLAIN.has(last) ? 'plain' : undefined;
}

/** `log_in`, `sign_in`. */
const saysEnter = (words: readonly string[]): boolean =>
  words.some((word, i) => (word === 'log' || word === 'sign') && words[i + 1] === 'in');

/** `username` and `password`, `apiKey` and `secret`: one half says what the other is for. */
function isPaired(words: readonly string[], { path }: Parameter, all: readonly Parameter[], facts: Facts): boolean {
  const [only] = words;
  const owner = path.slice(0, path.lastIndexOf('.') + 1);
  const beside = all.filter((each) => each.path === owner + each.name);
  if (only === 'secret') return beside.some(({ name }) => strengthOf(facts.words(name)) === 'strong');
  return (
    only === 'password' && beside.some(({ name }) => /^(?:user|user_?name|login|user_?email|account)$/i.test(name))
  );
}

function isText(data: Parameter['node']['data']): boolean {
  if (typeof data !== 'object' || data['enum'] !== undefined || data['const'] !== undefined) return false;
  const { type } = data;
  return type === undefined || type === 'string' || (Array.isArray(type) && type.includes('string'));
}
