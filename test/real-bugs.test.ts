import { describe, expect, it } from 'vitest';

import { rules } from '../rules/index.ts';
import { runAudit } from '../src/engine/run.ts';
import { isFailed } from '../src/inputs/input.ts';
import { loadText } from '../src/inputs/json/load.ts';

/** A bug that users of real servers met, with the rules that speak and no others, notes included, or `why` a tool list cannot show it. */
type Bug = { readonly at: string; readonly what: string } & (
  | { readonly json: string; readonly spec?: string; readonly rules: readonly string[] }
  | { readonly why: string }
);

/** What is well in every fixture, so that no other rule has anything to say. */
const TEXT =
  'Searches the traces of finished runs by their labels. Returns id, start and duration of each, newest first.';
const WELL = `"description":"${TEXT}","annotations":{"readOnlyHint":true}`;
const params = (properties: string, more = '') =>
  `{"tools":[{"name":"search_traces",${WELL},"inputSchema":{"type":"object","properties":{${properties}}${more}}}]}`;
const output = (schema: string) =>
  `{"tools":[{"name":"search_traces",${WELL},"inputSchema":{"type":"object"},"outputSchema":${schema}}]}`;
const tool = (name = 'search_traces', fields = WELL) => `{"name":"${name}","inputSchema":{"type":"object"},${fields}}`;
const asked = (wire: string) =>
  `{"server":{"name":"demo","version":"1.0.0"},"fidelity":"observed","wire":{"transport":"stdio","era":"legacy",${wire}},"tools":[${tool()}]}`;

const CALLS = 'shows in results of calls or in the source, not in a tool list';
const PROFILE = 'legal; a provider or client refuses it: a profile';
const NO_LIST = 'the server has no list to show: the live input says so';

const BUGS: readonly Bug[] = [
  {
    at: 'VictoriaMetrics/mcp-victoriametrics#4',
    what: 'an array without items',
    json: params('"traces":{"type":"array","description":"Where to look, by id; all when left out."}'),
    rules: ['schema-array-no-items'],
  },
  {
    at: 'db-lyon/ue-mcp#936',
    what: 'z.array(z.any())',
    json: params('"rows":{"type":"array","description":"What to keep of each trace, such as `start`.","items":{}}'),
    rules: ['schema-items-empty'],
  },
  {
    at: 'marianfoo/mcp-sap-docs#51',
    what: 'at least one of, as a root anyOf',
    json: params(
      '"id":{"type":"string","description":"As `list_runs` returns it."},"key":{"type":"string","description":"Instead of the id: `project/run`."}',
      ',"anyOf":[{"required":["id"]},{"required":["key"]}]',
    ),
    rules: ['schema-root-composition'],
  },
  {
    at: 'MarkusPfundstein/mcp-gsuite#60',
    what: 'required: true inside a property',
    json: params('"query":{"type":"string","description":"Words that all labels have.","required":true}'),
    rules: ['schema-required-boolean'],
  },
  {
    at: 'kintone/mcp-server#547',
    what: 'a tuple of draft-07',
    json: params('"range":{"type":"array","items":[{"type":"string"},{"type":"string"}],"additionalItems":false}'),
    spec: '2025-11-25',
    rules: ['schema-dialect-keyword'],
  },
  {
    at: 'crowecawcaw/click-mcp#20',
    what: 'a schema one level too deep, and description: null',
    json: params(
      '"path":{"description":"Where the run was started, such as `/srv/app`.","schema":{"type":"string"}},"mode":{"type":"string","description":null}',
    ),
    rules: ['schema-unknown-keyword', 'schema-property-no-type', 'schema-invalid'],
  },
  {
    at: 'smallmain/vscode-unify-chat-provider#162',
    what: 'a property that is the string "object"',
    json: params('"type":"object"'),
    rules: ['schema-property-not-schema'],
  },
  {
    at: 'twilio-labs/mcp#56',
    what: 'StartTime< as a parameter name',
    json: params('"StartTime<":{"type":"string","description":"Started before this, such as 2025-03-01T12:00Z."}'),
    rules: ['schema-property-key'],
  },
  {
    at: 'google-labs-code/stitch-sdk#367',
    what: 'a $ref to definitions that were not sent',
    json: output('{"type":"object","properties":{"screen":{"$ref":"#/$defs/Screen"}}}'),
    rules: ['schema-ref-unresolved'],
  },
  {
    at: 'google-labs-code/stitch-sdk#367',
    what: 'a definition that refers to itself',
    json: output(
      '{"type":"object","properties":{"node":{"$ref":"#/$defs/Node"}},"$defs":{"Node":{"type":"object","properties":{"child":{"$ref":"#/$defs/Node"}}}}}',
    ),
    rules: ['schema-ref-recursive'],
  },
  { at: 'github/copilot-cli#1876', what: '$defs that some clients cannot follow', why: PROFILE },
  {
    at: 'opentokenz/mcpx#28',
    what: 'an output schema that is no object',
    json: output('{"anyOf":[{"type":"object"},{"type":"object"}]}'),
    spec: '2025-11-25',
    rules: ['output-schema-root-not-object'],
  },
  {
    at: 'WebMCP-org/npm-packages#117',
    what: 'an empty input schema',
    json: `{"tools":[{"name":"search_traces",${WELL},"inputSchema":{}}]}`,
    rules: ['schema-root-not-object'],
  },
  {
    at: 'vercel/mcp-handler#107',
    what: 'two zods: parameters lost on the way',
    why: 'looks like a tool without parameters; the source shows that the handler reads some',
  },
  { at: 'dembrandt/dembrandt#87', what: 'z.record(z.any()) under zod 4', why: NO_LIST },
  {
    at: 'barryyip0625/mcp-discord#32',
    what: 'zod internals in the place of annotations',
    json: `{"tools":[${tool('send_message', '"description":"Posts a text to one channel of the guild. Use it only when the user asks to post; to answer one person use a direct message. Everyone in the channel is notified, and it cannot be taken back.","annotations":{"_def":{"typeName":"ZodObject"}}')}]}`,
    rules: ['annotations-missing', 'annotations-unknown-key'],
  },
  {
    at: 'gensecaihq/Wazuh-MCP-Server#75',
    what: 'nextCursor: null',
    json: `{"tools":[${tool()}],"nextCursor":null}`,
    rules: ['pagination-cursor-null'],
  },
  {
    at: 'modelcontextprotocol/java-sdk#575',
    what: 'nextCursor: ""',
    json: `{"tools":[${tool()}],"nextCursor":""}`,
    rules: ['pagination-cursor-empty'],
  },
  {
    at: 'r33drichards/mcp-js#117',
    what: 'hints that are null',
    json: `{"tools":[${tool('search_traces', WELL.replace('true', 'true,"destructiveHint":null'))}]}`,
    rules: ['null-optional-field'],
  },
  {
    at: 'baguskto/threads-mcp#2',
    what: 'two tools of one name',
    json: `{"tools":[${tool()},${tool('search_traces', WELL.replace('labels', 'authors'))}]}`,
    rules: ['tool-name-duplicate'],
  },
  {
    at: 'anthropics/claude-code#2536',
    what: 'a name too long once the client has put its prefix in front',
    why: PROFILE,
  },
  {
    at: 'nspady/google-calendar-mcp#39',
    what: 'spaces in names',
    json: `{"tools":[${tool('search traces')}]}`,
    spec: '2025-11-25',
    rules: ['tool-name-charset'],
  },
  {
    at: 'postmanlabs/postman-mcp-server#136',
    what: 'the banner of dotenv on stdout',
    json: asked('"stdout":["[dotenv@17.0.1] injecting env (3) from .env"]'),
    rules: ['stdio-stdout-pollution'],
  },
  {
    at: 'yoshiko-pg/o3-search-mcp#11',
    what: 'console.log over stdio',
    json: asked('"stdout":["searching…"]'),
    rules: ['stdio-stdout-pollution'],
  },
  { at: 'obra/superpowers-chrome#44', what: 'errors without isError', why: CALLS },
  { at: 'yamadashy/repomix#833', what: 'an error with structuredContent hides the real one', why: CALLS },
  { at: 'rekog-labs/MCP-Nest#79', what: 'an output schema and no structured result', why: CALLS },
  { at: 'pgEdge/pgedge-postgres-mcp#211', what: 'another order each time', why: 'two lists would have to be compared' },
  { at: 'pizza-bot-app/pizza-bot#62', what: 'exclusiveMinimum from z.positive()', why: PROFILE },
  { at: 'microsoft/azure-devops-mcp#139', what: 'an enum of numbers', why: PROFILE },
  { at: 'google-gemini/gemini-cli#2237', what: 'format: uri', why: PROFILE },
  { at: 'zed-extensions/mcp-server-brave-search#12', what: 'unions of const', why: PROFILE },
  { at: 'nanbingxyz/5ire#218', what: 'type: [string, null]', why: PROFILE },
  {
    at: 'huggingface/chat-ui#2299',
    what: 'a parameter without a type',
    json: params('"token":{"description":"Of the next page, as the last answer had it.","default":null}'),
    rules: ['schema-property-no-type'],
  },
  {
    at: 'MarkusPfundstein/mcp-obsidian#21',
    what: 'an object nothing is said of',
    json: params('"query":{"type":"object","description":"A JsonLogic query, such as `{\\"==\\":[1,1]}`."}'),
    rules: ['schema-free-form-object'],
  },
  {
    at: 'anomalyco/opencode#11889',
    what: 'properties on what is no object',
    json: params(
      '"filter":{"type":"string","description":"What to leave out, such as `failed`.","properties":{"label":{"type":"string","description":"Its text, such as `nightly`."}},"required":["label"]}',
    ),
    rules: ['schema-keyword-no-effect'],
  },
  {
    at: 'camel-ai/camel#2629',
    what: 'required lists what does not exist',
    json: params(
      '"path":{"type":"string","description":"Where the run was started, such as `/srv/app`."}',
      ',"required":["file"]',
    ),
    rules: ['schema-required-undeclared'],
  },
  {
    at: 'anomalyco/opencode#20747',
    what: 'formats and keywords of other vocabularies',
    json: params(
      '"at":{"type":"string","description":"Started then, such as 2025-03-01T12:00Z.","format":"google-datetime"},"id":{"type":"string","description":"As `list_runs` returns it.","startsWith":"T"}',
    ),
    rules: ['schema-unknown-format', 'schema-unknown-keyword'],
  },
  {
    at: 'leookun/cursor-byok#420',
    what: 'minItems: 1.0',
    why: 'in JSON 1.0 is the integer 1, and JSON Schema takes it so; a client with another number model stumbles',
  },
  {
    at: 'anthropics/claude-code#41593',
    what: 'a description that is cut',
    json: `{"tools":[${tool('search_traces', WELL.replace(TEXT, `${TEXT} ${'Labels are matched word by word. '.repeat(80).trim()}`))}]}`,
    rules: ['tool-description-long'],
  },
  {
    at: 'DeusData/codebase-memory-mcp#2118',
    what: 'no descriptions, and one wrong default of annotations for all',
    json: `{"tools":[${['list_files', 'get_file', 'delete_file', 'write_file', 'search_code', 'move_file'].map((name) => tool(name, '"annotations":{"readOnlyHint":true,"destructiveHint":false}')).join()}]}`,
    rules: ['tool-description-missing', 'annotations-uniform', 'annotations-effect-mismatch'],
  },
  {
    at: 'SigNoz/signoz-mcp-server#102',
    what: 'destructiveHint on tools that only read',
    json: `{"tools":[${tool('search_traces', WELL.replace('true', 'true,"destructiveHint":true'))}]}`,
    rules: ['annotations-contradictory'],
  },
  { at: 'dbt-labs/dbt-mcp#178', what: 'results of 170,000 tokens', why: CALLS },
  {
    at: 'kubeflow/mcp-server#87',
    what: 'a health check of a route that does not exist',
    why: 'shows in the deployment, not in a tool list',
  },
  {
    at: 'reportportal/reportportal-mcp-server#25',
    what: 'launch-id, which the model writes launch_id',
    json: params('"launch-id":{"type":"integer","description":"Number behind the last slash of its page."}'),
    rules: ['param-name-style'],
  },
  { at: 'gavrix/appium-mcp#4', what: 'z.object({}) crashed server.tool of SDK 1.11', why: NO_LIST },
];

type Shown = Extract<Bug, { json: string }>;
const isShown = (bug: Bug): bug is Shown => 'json' in bug;

describe('bugs of real servers', () => {
  it.each(BUGS.filter(isShown))('$at: $what', ({ json, spec, rules: expected }) =>
    expect(said(json, spec)).toEqual([...expected].sort()),
  );
});

/** The rules that speak, each once. */
function said(json: string, spec?: string): string[] {
  const loaded = loadText(json, 'case.json', 'case');
  for (const each of loaded) if (isFailed(each)) throw new Error(each.reason);
  const revisions = spec === undefined ? {} : { revisions: [spec] };
  const { findings } = runAudit(loaded, { rules, failOn: 'never', minTools: 0, ...revisions });
  return [...new Set(findings.map(({ ruleId }) => ruleId))].sort();
}
