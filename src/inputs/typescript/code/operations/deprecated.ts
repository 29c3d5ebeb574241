import type { Address } from '../../../../model/address.ts';
import type { ProcessFact } from '../../../../model/operations.ts';
import { ts, type Spot } from '../../syntax.ts';
import { toolsOf } from '../merge.ts';
import type { Unit } from '../follow/unit.ts';
import { memberOf, plainly } from './constants.ts';
import type { Surroundings } from './operations.ts';
import type { Source } from './source.ts';
import { functionAround } from './start.ts';

/** Methods of the first SDK that others took the place of. */
const REGISTERS = new Set(['tool', 'prompt', 'resource']);
const FIRST_SDK = '@modelcontextprotocol/sdk';

/** What a server asks its client for, by the name of the method and by the name of the request. */
const FEATURES: Readonly<Record<string, string>> = {
  createMessage: 'createMessage',
  requestSampling: 'createMessage',
  'sampling/createMessage': 'createMessage',
  listRoots: 'listRoots',
  'roots/list': 'listRoots',
  sendLoggingMessage: 'sendLoggingMessage',
  'notifications/message': 'sendLoggingMessage',
};
/** Whom it may be asked of: others have messages and roots too. */
const ASKED = /(?:^|\.|\b)(?:_?server|mcp\w*|\w*[sS]erver|mcpReq|ctx|context|extra|session)$/;
/** Requests that are no longer made, by the schema their handlers are set with. */
const RETIRED: Readonly<Record<string, string>> = {
  SetLevelRequestSchema: 'logging/setLevel',
  'logging/setLevel': 'logging/setLevel',
  SubscribeRequestSchema: 'resources/subscribe',
  'resources/subscribe': 'resources/subscribe',
};

/** What the protocol, or its SDK, has given up. */
export function deprecatedFacts({ reading, sources }: Surroundings): ProcessFact[] {
  const { addresses, roots, follower } = reading;
  const byNode = new Map<ts.Node, Unit[]>();
  for (const unit of follower.units)
    for (const { node } of unit.calls) byNode.set(node, [...(byNode.get(node) ?? []), unit]);
  const fact = (what: 'deprecated' | 'retired', name: string, spot: Spot, tools: readonly Address[]): ProcessFact => ({
    at: addresses.of('call', spot, functionAround(spot.file.tree, spot.node)),
    tools,
    what,
    name,
  });
  const facts: ProcessFact[] = [];
  for (const [spot, tools] of registrations()) {
    const name = registersBy(spot);
    if (name !== undefined) facts.push(fact('deprecated', `server.${name}`, spot, tools));
  }
  for (const source of sources.files)
    for (const node of source.calls) {
      const name = featureOf(node, source);
      const retired = retiredBy(node);
      const spot = { file: source.file, node };
      if (name !== undefined) facts.push(fact('deprecated', name, spot, toolsOf(reading, byNode.get(node) ?? [])));
      if (retired !== undefined) facts.push(fact('retired', retired, spot, []));
    }
  return facts;

  /** Calls that put something on a server of the first SDK, with the tools of this server that they are of. */
  function registrations(): Map<Spot, Address[]> {
    const own = new Map(roots.map(({ spot, tool }) => [spot.node, tool]));
    const found = new Map<ts.Node, { readonly spot: Spot; readonly tools: Address[] }>();
    for (const { framework, tools, prompts, resources } of follower.names.m.servers) {
      if (framework !== FIRST_SDK || !tools.some(({ spot }) => own.has(spot.node))) continue;
      for (const { spot } of [...tools, ...prompts, ...resources]) {
        const known = found.get(spot.node) ?? { spot, tools: [] };
        found.set(spot.node, known);
        const tool = own.get(spot.node);
        if (tool && !known.tools.includes(tool)) known.tools.push(tool);
      }
    }
    return new Map([...found.values()].map(({ spot, tools }) => [spot, tools]));
  }
}

function registersBy({ node }: Spot): string | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { text } = node.expression.name;
  return REGISTERS.has(text) ? text : undefined;
}

function featureOf(node: ts.CallExpression | ts.NewExpression, source: Source): string | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { name, expression } = node.expression;
  const receiver = source.text.slice(expression.pos, Math.min(expression.end, expression.pos + 200)).trim();
  if (!ASKED.test(receiver)) return undefined;
  if (name.text === 'log' && receiver.endsWith('.mcpReq')) return 'sendLoggingMessage';
  if (Object.hasOwn(FEATURES, name.text)) return FEATURES[name.text];
  if (
    name.text !== 'sendRequest' &&
    name.text !== 'request' &&
    name.text !== 'notification' &&
    name.text !== 'sendNotification'
  )
    return undefined;
  const [first] = node.arguments;
  const request = first && plainly(first);
  const method = request && ts.isObjectLiteralExpression(request) ? memberOf(request, 'method') : undefined;
  const asked = method && ts.isStringLiteralLike(method) ? method.text : '';
  return Object.hasOwn(FEATURES, asked) ? FEATURES[asked] : undefined;
}

function retiredBy(node: ts.CallExpression | ts.NewExpression): string | undefined {
  const { expression, arguments: [first] = [] } = node;
  const { text } = (ts.isPropertyAccessExpression(expression) ? expression.name : expression) as Partial<ts.Identifier>;
  if (text !== 'setRequestHandler' || !first) return undefined;
  const { text: asked = '' } = first as Partial<ts.Identifier>;
  return Object.hasOwn(RETIRED, asked) ? RETIRED[asked] : undefined;
}
