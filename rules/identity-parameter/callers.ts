import { groupBy, type Facts, type Item, type Parameter, type Tool } from '../../src/rule.ts';

const set = (list: string): ReadonlySet<string> => new Set(list.split(','));

/** Names that say by themselves that it is who calls. */
const CALLERS = set(
  'acting user,acting user id,acting as,current user,current user id,current user email,calling user,' +
    'calling user id,calling user email,on behalf of,on behalf of user,on behalf of user id,requesting user,' +
    'requesting user id,authenticated user,authenticated user id,logged in user,logged in user id,my user id',
);
/** Names of people and of those they belong to: of whom, the description or the other tools say. */
const PEOPLE = set(
  'user,user id,uid,user email,user google email,username,user name,account id,customer id,member id,tenant,tenant id,email,client id',
);
/** Of these, that nearly every tool takes one says enough. */
const OWNERS = set('user id,user email,user google email,tenant,tenant id');

/** What is said of who calls. */
const SAYS =
  /\b(?:the )?(?:current|authenticated|calling|logged[- ]in|signed[- ]in|requesting|acting) user\b|\b(?:makes|making) th(?:e|is) (?:request|call)\b|\byour (?:own )?(?:user(?:name)?|account|tenant|customer|member|e-?mail)(?: (?:id|name|address))?\b|\bon behalf of\b|\bto (?:act|authenticate|impersonate) as\b|\buser'?s google email\b/i;
/** Who calls is known without it, or it only narrows what comes back. */
const KNOWN =
  /\b(?:if|when) (?:not|omitted|empty|left)\b|\bdefaults? to\b|\bdefaulting\b|\bomit\b|\bleave (?:it )?(?:empty|blank|out)\b|\bfilter|["'`]me["'`]|\bunless\b|\bother than\b|\b(?:must|should) not\b/i;
/** Tools that speak of people: a person is what they work on. */
const ABOUT =
  /^(?:users?|members?|profiles?|accounts?|people|person|customers?|tenants?|contacts?|employees?|friends?|followers?|assignees?|watchers?|assign|invite|mention)$/;

/** The share of tools that take the same one, and their number, that make it who calls. */
const MOST = 0.6;
const FEWEST = 3;

export interface Caller {
  readonly tool: Item<Tool>;
  readonly parameter: Parameter;
}

/** Parameters by which callers say who they are, the same together. */
export function callersOf(tools: readonly Item<Tool>[], facts: Facts): readonly (readonly Caller[])[] {
  const said = new Map<string, Caller[]>();
  const add = (caller: Caller): void => {
    const { name } = caller.parameter;
    said.set(name, [...(said.get(name) ?? []), caller]);
  };
  const owners: Caller[] = [];
  for (const tool of tools)
    for (const parameter of facts.parameters(tool)) {
      if (!parameter.top || !isText(parameter.node.data)) continue;
      const words = facts.words(parameter.name).join(' ');
      const text = parameter.description.slice(0, 500);
      if (KNOWN.test(text)) continue;
      if (CALLERS.has(words) || (PEOPLE.has(words) && SAYS.test(text))) add({ tool, parameter });
      else if (OWNERS.has(words)) owners.push({ tool, parameter });
    }
  const others = tools.filter((tool) => !facts.words(tool.data.name).some((word) => ABOUT.test(word)));
  const rest = new Set(others);
  for (const [name, all] of groupBy(owners, ({ parameter }) => parameter.name)) {
    const own = all.filter(({ tool }) => rest.has(tool));
    const isTenant = facts.words(name)[0] === 'tenant';
    const isOften = own.length >= FEWEST && (isTenant || own.length >= others.length * MOST);
    // what another tool says of it holds where nothing else is said
    const alike = isOften ? own : said.has(name) ? own.filter(({ parameter }) => parameter.description === '') : [];
    for (const each of alike) add(each);
  }
  return [...said.values()];
}

function isText(data: Parameter['node']['data']): boolean {
  if (typeof data !== 'object' || data['enum'] !== undefined || data['const'] !== undefined) return false;
  const types = Array.isArray(data['type']) ? data['type'] : [data['type'] ?? 'string'];
  return types.some((type) => type === 'string' || type === 'integer' || type === 'number');
}
