import { HostValue, Opaque } from '../values.ts';

/** What the host of a `…RequestSchema` of the SDK keeps: the method it is for. */
export class RequestKind {
  readonly method: string;
  constructor(method: string) {
    this.method = method;
  }
}

const METHODS = new Map([
  ['ListToolsRequestSchema', 'tools/list'],
  ['CallToolRequestSchema', 'tools/call'],
  ['ListPromptsRequestSchema', 'prompts/list'],
  ['GetPromptRequestSchema', 'prompts/get'],
  ['ListResourcesRequestSchema', 'resources/list'],
  ['ListResourceTemplatesRequestSchema', 'resources/templates/list'],
  ['ReadResourceRequestSchema', 'resources/read'],
  ['SubscribeRequestSchema', 'resources/subscribe'],
  ['UnsubscribeRequestSchema', 'resources/unsubscribe'],
  ['CompleteRequestSchema', 'completion/complete'],
  ['SetLevelRequestSchema', 'logging/setLevel'],
  ['InitializeRequestSchema', 'initialize'],
  ['PingRequestSchema', 'ping'],
]);

/** A request schema that `types.js` of the SDK exports. */
export function requestKind(name: string): HostValue | undefined {
  const requested = METHODS.get(name);
  if (requested === undefined) return undefined;
  return new HostValue(
    name,
    { get: (key, _machine, _self, spot) => new Opaque(`\`${name}.${key}\``, spot) },
    new RequestKind(requested),
  );
}

/** The method a request schema is for by its name alone: bundlers number names that clash. */
export const methodByName = (name: string): string | undefined => METHODS.get(name.replace(/\d+$/, ''));
