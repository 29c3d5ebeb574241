// generated from the schema of configurations and the metadata of rules by npm run gen
import type { Plugin } from './plugin.ts';

/** What is audited: a path, a URL, a package (`npm:NAME`), or an object with one of `command`, `url`, `json` and `source`. */
export type ConfigTarget = string | {
  /** The program that is started, then each of its arguments; no shell reads them. */
  readonly command: readonly string[];
  /** Added to the environment of this process. */
  readonly env?: { readonly [name: string]: string } | undefined;
  /** The folder the server runs in. */
  readonly cwd?: string | undefined;
  /** The file its findings belong to, because a running server has none: `FILE` or `FILE:LINE`. */
  readonly anchor?: string | undefined;
  /** The folder or file with the source of what runs: findings get its lines, and its comments apply. */
  readonly source?: string | undefined;
  /** What this target is called in reports when its own name is not its own alone. */
  readonly name?: string | undefined;
} | {
  /** Of a server that runs: `http://` or `https://`, without a user name or password. */
  readonly url: string;
  /** Sent with every request, never shown. */
  readonly headers?: { readonly [name: string]: string } | undefined;
  /** What tells how the server is, asked without headers. */
  readonly healthUrl?: string | undefined;
  /** The file its findings belong to, because a running server has none: `FILE` or `FILE:LINE`. */
  readonly anchor?: string | undefined;
  /** The folder or file with the source of what runs: findings get its lines, and its comments apply. */
  readonly source?: string | undefined;
  /** What this target is called in reports when its own name is not its own alone. */
  readonly name?: string | undefined;
} | {
  /** A file with a tool list. */
  readonly json: string;
  /** The folder or file with the source of what runs: findings get its lines, and its comments apply. */
  readonly source?: string | undefined;
  /** What this target is called in reports when its own name is not its own alone. */
  readonly name?: string | undefined;
} | {
  /** A folder or file with the TypeScript or JavaScript of a server, which is read and not run. */
  readonly source: string;
  /** What this target is called in reports when its own name is not its own alone. */
  readonly name?: string | undefined;
};

/** Levels and options, by the ids of rules; those of plugins have the name of the plugin before a slash. */
export interface RuleSettings {
  /** A call that a client cancels ends what it has begun. (info · operations) */
  readonly 'abort-signal-ignored'?: Level | undefined;
  /** A server that knows its callers asks other services in their name. (info · safety) */
  readonly 'ambient-credential'?: Level | undefined;
  /** No tool is both read-only and destructive. (warning · safety) */
  readonly 'annotations-contradictory'?: Level | undefined;
  /** A tool that only adds says that it is not destructive. (warning · safety) */
  readonly 'annotations-destructive-implicit'?: Level | undefined;
  /** A tool's annotations agree with what its name and its description say it does. (warning, info · safety) */
  readonly 'annotations-effect-mismatch'?: Level | undefined;
  /** Annotations have the types the specification gives them. (error · schema) */
  readonly 'annotations-hint-type'?: Level | undefined;
  /** Every tool says by annotations whether it changes anything. (warning · safety) */
  readonly 'annotations-missing'?: Level | undefined;
  /** Tools that do different things carry different hints. (warning · safety) */
  readonly 'annotations-uniform'?: Level | undefined;
  /** Annotations hold the keys of the specification and no others. (info, warning · schema) */
  readonly 'annotations-unknown-key'?: Level | undefined;
  /** Texts hold no terminal escapes or control characters. (error, warning · safety) */
  readonly 'ansi-escape'?: Level | undefined;
  /** List results say how long and for whom they may be cached. (error · operations) */
  readonly 'cache-hints'?: Level | undefined;
  /** A call that fails is answered with `isError`. (info · errors) */
  readonly 'call-error-not-flagged'?: Level | undefined;
  /** An error about an argument names it. (info · errors) */
  readonly 'call-error-unnamed-field'?: Level | undefined;
  /** A call that fails is no HTTP 500. (info · errors) */
  readonly 'call-http-500'?: Level | undefined;
  /** No tool is much slower than the others, or takes longer than 10 s. (info · operations) */
  readonly 'call-slow'?: Level | readonly [Level, {
    /** The most milliseconds that a call should take. By default 10000. */
    readonly most?: number | undefined;
  }?] | undefined;
  /** An error shows no stack. (info · errors) */
  readonly 'call-stack-leak'?: Level | undefined;
  /** What a server declares it also answers. (warning, info · operations) */
  readonly 'capability-rejected'?: Level | undefined;
  /** A server that has tools declares the `tools` capability. (error · operations) */
  readonly 'capability-tools-missing'?: Level | undefined;
  /** What a value must be can be read in every rendering of the tool. (info · description) */
  readonly 'constraint-invisible'?: Level | undefined;
  /** A server does not rest on what the protocol gives up. (info · operations) */
  readonly 'deprecated-feature'?: Level | undefined;
  /** A server over HTTP is reached by Streamable HTTP. (info · operations) */
  readonly 'deprecated-sse-transport'?: Level | undefined;
  /** Tools are registered with `registerTool`. (info · operations) */
  readonly 'deprecated-tool-method'?: Level | undefined;
  /** What holds for all tools is said once. (info · budget) */
  readonly 'description-boilerplate'?: Level | undefined;
  /** Descriptions state facts, without praise and without shouting. (info · description) */
  readonly 'description-promotional'?: Level | undefined;
  /** A description says what its tool is for and leaves the choice to the model. (warning, info · description) */
  readonly 'description-steering'?: Level | undefined;
  /** No key stands twice in one JSON object. (warning · schema) */
  readonly 'duplicate-key'?: Level | undefined;
  /** Without its network a tool fails; it does not answer that there is nothing. (error, info · errors) */
  readonly 'egress-silent'?: Level | undefined;
  /** A GET of the endpoint gives an event stream or HTTP 405. (warning, info · operations) */
  readonly 'endpoint-get'?: Level | undefined;
  /** A failure is not answered as if there were nothing. (info · errors) */
  readonly 'error-as-empty'?: Level | undefined;
  /** An error says what to do about it. (info · errors) */
  readonly 'error-bare-message'?: Level | undefined;
  /** What fails in a tool is a result, not a protocol error. (warning, info · errors) */
  readonly 'error-protocol-from-tool'?: Level | undefined;
  /** Where a service says how long to wait, the tool reads it. (info · errors) */
  readonly 'error-retry-after-dropped'?: Level | undefined;
  /** The errors of one server have one shape. (info · errors) */
  readonly 'error-shape-inconsistent'?: Level | undefined;
  /** An error says in a form a program can read whether to try again. (info · errors) */
  readonly 'error-shape-missing'?: Level | undefined;
  /** An error shows nothing of the inside of the server. (info · errors) */
  readonly 'error-stack-leak'?: Level | undefined;
  /** The structured content of an error fits the output schema, or is left out. (info · errors) */
  readonly 'error-structured-content'?: Level | undefined;
  /** A tool that fails says so with `isError`. (warning · errors) */
  readonly 'error-swallowed'?: Level | undefined;
  /** A tool with a nested input shows one call. (info · description) */
  readonly 'example-missing-complex'?: Level | readonly [Level, {
    /** From how many names on the way to a value on there has to be an example: `filter.rules[].field` has three. By default 3. */
    readonly depth?: number | undefined;
  }?] | undefined;
  /** `execution.taskSupport` is a value of the specification and means something here. (error, warning, info · schema) */
  readonly 'execution-task-support'?: Level | undefined;
  /** A server over HTTP ends what it does before it is stopped. (info · operations) */
  readonly 'graceful-shutdown-missing'?: Level | undefined;
  /** A handle that a tool gives out says how long it lives. (info · operations) */
  readonly 'handle-without-expiry'?: Level | undefined;
  /** What tells how a server is tells nothing else. (info · operations) */
  readonly 'health-answer-leaks'?: Level | undefined;
  /** A server that is not well says so by the status code. (info · operations) */
  readonly 'health-answer-untrue'?: Level | undefined;
  /** Whoever asks for the health of a server needs no credentials. (info · operations) */
  readonly 'health-behind-auth'?: Level | undefined;
  /** A server over HTTP has a route that says that it lives. (warning · operations) */
  readonly 'health-endpoint-missing'?: Level | undefined;
  /** The health of a server tells no secrets. (info · operations) */
  readonly 'health-leaks'?: Level | undefined;
  /** Whoever asks how the server is gets an answer, at once and without credentials. (info · operations) */
  readonly 'health-unreachable'?: Level | undefined;
  /** Texts hold no invisible or reordering characters. (error, warning · safety) */
  readonly 'hidden-unicode'?: Level | undefined;
  /** A server that runs beside its user listens on that machine alone. (info · safety) */
  readonly 'http-bind-all-interfaces'?: Level | undefined;
  /** A request has a size at which the server stops reading. (info · safety) */
  readonly 'http-body-unlimited'?: Level | undefined;
  /** A server over HTTP looks at where a request comes from. (warning, info · safety) */
  readonly 'http-origin-unchecked'?: Level | undefined;
  /** An answer of another service is looked at before it is used. (info · errors) */
  readonly 'http-status-unchecked'?: Level | undefined;
  /** Embedded icons stay small. (info · budget) */
  readonly 'icon-data-uri-large'?: Level | readonly [Level, {
    /** The most characters that all icons of a server may take together. By default 8000. */
    readonly most?: number | undefined;
  }?] | undefined;
  /** Icons have the shape the specification gives them. (error · schema) */
  readonly 'icon-invalid'?: Level | undefined;
  /** Icons come over HTTPS or as data URIs. (error, warning, info · safety) */
  readonly 'icon-src-scheme'?: Level | undefined;
  /** Who calls is taken from the request, and is no parameter. (info · safety) */
  readonly 'identity-parameter'?: Level | undefined;
  /** Server instructions have at most 2,048 characters. (warning · description) */
  readonly 'instructions-long'?: Level | readonly [Level, {
    /** The most characters the instructions may have. By default 2048. */
    readonly most?: number | undefined;
  }?] | undefined;
  /** The instructions name only tools that exist. (warning · description) */
  readonly 'instructions-unknown-tool'?: Level | undefined;
  /** Texts describe the tool and give the model no other orders. (warning, error · safety) */
  readonly 'instructs-beyond-tool'?: Level | undefined;
  /** A tool list that did not change is the same when it is asked for again. (warning, info · operations) */
  readonly 'list-unstable'?: Level | undefined;
  /** A tool says the same to every user who has it. (warning, info, error · operations) */
  readonly 'list-varies-by-identity'?: Level | undefined;
  /** What is listed is what was locked. (warning, error, info · safety) */
  readonly 'lock-drift'?: Level | undefined;
  /** Work that takes long is offered as a task, or answered with a handle. (info · operations) */
  readonly 'long-call-untasked'?: Level | readonly [Level, {
    /** How many milliseconds a call may wait before that is long. By default 10000. */
    readonly most?: number | undefined;
  }?] | undefined;
  /** Keys of `_meta` have the form the specification asks for. (warning · schema) */
  readonly 'meta-key-format'?: Level | undefined;
  /** Keys of `_meta` stay out of the prefixes reserved for the protocol. (warning · schema) */
  readonly 'meta-key-reserved'?: Level | undefined;
  /** Optional fields that have no value are left out, not null. (error · schema) */
  readonly 'null-optional-field'?: Level | undefined;
  /** A wrapper of a service says why it is there beside the official one. (info · operations) */
  readonly 'official-server-exists'?: Level | undefined;
  /** Every call to another service has a timeout. (warning · errors) */
  readonly 'outbound-no-timeout'?: Level | undefined;
  /** An output schema says by `type` what may be null. (error · schema) */
  readonly 'output-schema-nullable'?: Level | undefined;
  /** An output schema says `"type": "object"` at its root. (error · schema) */
  readonly 'output-schema-root-not-object'?: Level | undefined;
  /** A tool with an output schema returns structured content. (info · errors) */
  readonly 'output-schema-unstructured'?: Level | undefined;
  /** A cursor is not the empty string. (warning · operations) */
  readonly 'pagination-cursor-empty'?: Level | undefined;
  /** The last page of a list has no `nextCursor`. (error · operations) */
  readonly 'pagination-cursor-null'?: Level | undefined;
  /** Every page of a list has a cursor of its own. (error · operations) */
  readonly 'pagination-cursor-repeated'?: Level | undefined;
  /** The description of a parameter says more than its name. (info · description) */
  readonly 'param-description-empty'?: Level | undefined;
  /** Every parameter has a description. (warning, info · description) */
  readonly 'param-description-missing'?: Level | undefined;
  /** A value that can be written in several ways says in which. (info, warning · description) */
  readonly 'param-format-unstated'?: Level | undefined;
  /** A parameter that takes an identifier says of what. (info · naming) */
  readonly 'param-name-ambiguous'?: Level | undefined;
  /** What is one thing has one parameter name in all tools of a server. (warning, info · naming) */
  readonly 'param-name-inconsistent'?: Level | undefined;
  /** The parameters of a server are all named in one style, and not with hyphens. (info · naming) */
  readonly 'param-name-style'?: Level | undefined;
  /** A loop that waits for another service ends, whatever that service says. (info · operations) */
  readonly 'polling-unbounded'?: Level | undefined;
  /** A health check does not ask the MCP endpoint. (info · operations) */
  readonly 'probe-hits-mcp'?: Level | undefined;
  /** What a health check asks for is there. (info · operations) */
  readonly 'probe-path-missing'?: Level | undefined;
  /** Every prompt, and every argument of one, has a description. (info · description) */
  readonly 'prompt-description-missing'?: Level | undefined;
  /** What the text says of a value, the schema says too. (info · schema) */
  readonly 'prose-only-constraint'?: Level | undefined;
  /** The text and the schema say the same of a parameter. (warning, info · description) */
  readonly 'prose-schema-mismatch'?: Level | undefined;
  /** What says that a server is ready has asked. (info · operations) */
  readonly 'readiness-hollow'?: Level | undefined;
  /** A server over HTTP says when it can do its work. (info · operations) */
  readonly 'readiness-missing'?: Level | undefined;
  /** Every resource has a description. (info · description) */
  readonly 'resource-description-missing'?: Level | undefined;
  /** What a later call asks for is not kept in the memory of one process. (info · operations) */
  readonly 'result-state-in-memory'?: Level | undefined;
  /** A tool that lists or searches has a limit. (info · budget) */
  readonly 'result-unbounded'?: Level | undefined;
  /** An array says what its elements are. (error · schema) */
  readonly 'schema-array-no-items'?: Level | undefined;
  /** A lower bound is not above the upper bound. (error · schema) */
  readonly 'schema-bounds-contradict'?: Level | undefined;
  /** A default satisfies its own schema. (warning · schema) */
  readonly 'schema-default-invalid'?: Level | undefined;
  /** A default does not change from one listing to the next. (warning · schema) */
  readonly 'schema-default-volatile'?: Level | undefined;
  /** A schema uses the keywords of its own dialect. (error · schema) */
  readonly 'schema-dialect-keyword'?: Level | undefined;
  /** A schema says the same in its own dialect and in 2020-12. (warning, info · schema) */
  readonly 'schema-dialect-portability'?: Level | undefined;
  /** A schema declares a dialect that clients know. (warning, error · schema) */
  readonly 'schema-dialect-unknown'?: Level | undefined;
  /** An `enum` lists each value once. (warning · schema) */
  readonly 'schema-enum-duplicate'?: Level | undefined;
  /** An `enum` lists at least one value. (error · schema) */
  readonly 'schema-enum-empty'?: Level | undefined;
  /** The values of an `enum` have the type the schema states. (error, warning · schema) */
  readonly 'schema-enum-type'?: Level | undefined;
  /** An object parameter says what it holds. (info · schema) */
  readonly 'schema-free-form-object'?: Level | undefined;
  /** A schema is valid JSON Schema. (error · schema) */
  readonly 'schema-invalid'?: Level | undefined;
  /** The elements of an array have a type. (info · schema) */
  readonly 'schema-items-empty'?: Level | undefined;
  /** Every constraint fits the type it stands beside. (warning, info · schema) */
  readonly 'schema-keyword-no-effect'?: Level | undefined;
  /** Every tool has an input schema. (error · schema) */
  readonly 'schema-missing'?: Level | undefined;
  /** A `pattern` is a regular expression of ECMA-262, with the `u` flag too. (error, warning · schema) */
  readonly 'schema-pattern-invalid'?: Level | undefined;
  /** Parameter names use letters, digits, `_`, `.` and `-`, at most 64 of them. (warning · naming) */
  readonly 'schema-property-key'?: Level | undefined;
  /** A parameter has a type. (info · schema) */
  readonly 'schema-property-no-type'?: Level | undefined;
  /** Each entry of `properties` is a schema. (error · schema) */
  readonly 'schema-property-not-schema'?: Level | undefined;
  /** A schema does not refer to other documents. (warning, error, info · schema) */
  readonly 'schema-ref-external'?: Level | undefined;
  /** A schema does not contain itself. (info, error · schema) */
  readonly 'schema-ref-recursive'?: Level | undefined;
  /** Each `$ref` leads to something in the same schema. (error · schema) */
  readonly 'schema-ref-unresolved'?: Level | undefined;
  /** `required` is a list of names on the object, not a flag on a property. (error · schema) */
  readonly 'schema-required-boolean'?: Level | undefined;
  /** Each required name is a declared property. (warning, error · schema) */
  readonly 'schema-required-undeclared'?: Level | undefined;
  /** The input schema is one plain object, not a choice of several. (warning · schema) */
  readonly 'schema-root-composition'?: Level | undefined;
  /** An input schema says `"type": "object"` at its root. (error · schema) */
  readonly 'schema-root-not-object'?: Level | undefined;
  /** A `format` is one that JSON Schema knows. (info · schema) */
  readonly 'schema-unknown-format'?: Level | readonly [Level, {
    /** Formats that all who read the schemas know, such as `int64`. By default []. */
    readonly allow?: readonly string[] | undefined;
  }?] | undefined;
  /** Schemas use keywords that JSON Schema knows. (info, warning · schema) */
  readonly 'schema-unknown-keyword'?: Level | readonly [Level, {
    /** Keywords of your own, such as `errorMessage` of ajv-errors. By default []. */
    readonly allow?: readonly string[] | undefined;
  }?] | undefined;
  /** No tool takes the secret that it works with as a parameter. (info · safety) */
  readonly 'secret-parameter'?: Level | readonly [Level, {
    /** Names of parameters that are no secrets here, such as `token` of a parser. By default []. */
    readonly allow?: readonly string[] | undefined;
  }?] | undefined;
  /** The server says its name and version. (error · operations) */
  readonly 'server-info-missing'?: Level | undefined;
  /** Nothing rests on `Mcp-Session-Id`. (info · operations) */
  readonly 'session-id-reliance'?: Level | undefined;
  /** A request can be answered by any process of the server. (info · operations) */
  readonly 'session-state-in-memory'?: Level | undefined;
  /** What runs is what the source says. (info · operations) */
  readonly 'source-drift'?: Level | undefined;
  /** Nothing in a stdio server prints to standard output. (info · operations) */
  readonly 'stdio-console-log'?: Level | undefined;
  /** dotenv is silent in a stdio server. (info · operations) */
  readonly 'stdio-dotenv-banner'?: Level | undefined;
  /** The logger of a stdio server writes to stderr or to a file. (info · operations) */
  readonly 'stdio-logger-stdout'?: Level | undefined;
  /** A stdio server writes nothing but messages to stdout. (error · operations) */
  readonly 'stdio-stdout-pollution'?: Level | undefined;
  /** Every comment that silences a rule says why. (info · operations) */
  readonly 'suppression-reason'?: Level | undefined;
  /** Every comment that silences a rule silences something. (warning · operations) */
  readonly 'suppression-unused'?: Level | undefined;
  /** Each call of a tool leaves a trace: which tool, how long, how it ended. (info · operations) */
  readonly 'tool-calls-unobserved'?: Level | undefined;
  /** No two tools have the same description. (warning · description) */
  readonly 'tool-description-duplicate'?: Level | undefined;
  /** Tool descriptions have at most 2,048 characters. (warning · description) */
  readonly 'tool-description-long'?: Level | readonly [Level, {
    /** The most characters a description may have. By default 2048. */
    readonly most?: number | undefined;
  }?] | undefined;
  /** Every tool has a description. (warning, error · description) */
  readonly 'tool-description-missing'?: Level | undefined;
  /** A tool that changes something says what a call leaves behind. (info · description) */
  readonly 'tool-effects-unstated'?: Level | undefined;
  /** Tool names are words, without private abbreviations and version numbers. (info · naming) */
  readonly 'tool-name-abbreviation'?: Level | readonly [Level, {
    /** Short forms that everybody knows where these tools are used. By default []. */
    readonly allow?: readonly string[] | undefined;
  }?] | undefined;
  /** Tool names use letters, digits, `_`, `-` and `.` only. (warning · naming) */
  readonly 'tool-name-charset'?: Level | undefined;
  /** Tool names stay different when clients rename them. (warning · naming) */
  readonly 'tool-name-collision'?: Level | undefined;
  /** Every tool of a server has a name of its own. (error · naming) */
  readonly 'tool-name-duplicate'?: Level | undefined;
  /** Tool names begin and end with a letter, a digit or an underscore. (info · naming) */
  readonly 'tool-name-edge-punctuation'?: Level | undefined;
  /** A tool name says what the tool acts on. (warning, info · naming) */
  readonly 'tool-name-generic'?: Level | undefined;
  /** Tool names have at most 128 characters. (warning · naming) */
  readonly 'tool-name-length'?: Level | readonly [Level, {
    /** The most characters a name may have, for example 40 where clients put a long prefix in front. By default 128. */
    readonly most?: number | undefined;
  }?] | undefined;
  /** Every entry of the tool list is an object with a name. (error · naming) */
  readonly 'tool-name-missing'?: Level | undefined;
  /** Where most tool names say an action, all do. (info · naming) */
  readonly 'tool-name-no-verb'?: Level | undefined;
  /** Tool names do not repeat the name of the server. (info · naming) */
  readonly 'tool-name-prefix'?: Level | undefined;
  /** Tool names differ in more than the order of their words or a letter. (warning, info · naming) */
  readonly 'tool-name-similar'?: Level | undefined;
  /** The tools of a server are all named in one style. (info · naming) */
  readonly 'tool-name-style'?: Level | undefined;
  /** The description of a tool says what it does, in words that its name does not have. (info, warning · description) */
  readonly 'tool-purpose-unclear'?: Level | undefined;
  /** A tool says what it returns, in its description or by an output schema. (info · description) */
  readonly 'tool-returns-unstated'?: Level | undefined;
  /** A tool that could be taken for another says when it is the one to use. (info, warning · description) */
  readonly 'tool-usage-unstated'?: Level | undefined;
  /** Two tools that sound alike say which of them is meant. (warning, info · description) */
  readonly 'tools-confusable'?: Level | undefined;
  /** A server with many tools lets people choose some of them. (info · budget) */
  readonly 'toolset-option-missing'?: Level | readonly [Level, {
    /** From how many tools on there has to be a choice. By default 40. */
    readonly least?: number | undefined;
  }?] | undefined;
  /** A call of a tool that does not exist is answered as an error. (warning, info · operations) */
  readonly 'unknown-tool-code'?: Level | undefined;
  /** The calls of a workflow fit into the time of its turn. (warning · operations) */
  readonly 'workflow-over-budget'?: Level | undefined;
  /** What is done again after a failure is not done twice. (info · operations) */
  readonly 'write-retry-unsafe'?: Level | undefined;
  /** Every `x-mcp-header` keeps to the rules for headers. (error · schema) */
  readonly 'x-mcp-header-invalid'?: Level | undefined;
  /** Secrets and personal data do not travel in headers. (warning · safety) */
  readonly 'x-mcp-header-sensitive'?: Level | undefined;
  readonly [plugin: `${string}/${string}`]: Level | readonly [Level, { readonly [option: string]: unknown }?] | undefined;
}

/** How severe the findings of a rule are. */
export type Level = 'off' | 'info' | 'warning' | 'error';

/** What a configuration says: `export default defineConfig({ … })`. */
export interface Config {
  /** For editors; ignored. */
  readonly $schema?: string | undefined;
  /** Configurations this one starts from: the presets `recommended`, `strict`, `spec` and `security`, packages, files (`./base.json`), and presets of plugins (`PLUGIN/PRESET`). Later ones win, and what stands here wins over all. */
  readonly extends?: 'recommended' | 'strict' | 'spec' | 'security' | (string & {}) | readonly ('recommended' | 'strict' | 'spec' | 'security' | (string & {}))[] | undefined;
  /** Packages and files (`./rules/index.ts`) with rules of others. Their rules are called `PLUGIN/RULE`. */
  readonly plugins?: readonly (string | Plugin<Config>)[] | undefined;
  /** What is audited when the command line names nothing: paths, URLs, packages (`npm:NAME`), or objects. With names, `--target NAME` chooses. */
  readonly targets?: readonly ConfigTarget[] | { readonly [name: string]: ConfigTarget } | undefined;
  /** The level of single rules, and their options. */
  readonly rules?: RuleSettings | undefined;
  /** Levels for some servers or tools. The last that fits wins. */
  readonly overrides?: readonly ({
    /** Servers, by their names; `*` stands for any characters, `?` for one. */
    readonly servers?: string | readonly string[] | undefined;
    /** Tools, by their names; `*` stands for any characters, `?` for one. */
    readonly tools?: string | readonly string[] | undefined;
    /** The level of rules there. `off` suppresses: findings stay listed as suppressed, and fail nothing. */
    readonly rules: RuleSettings;
    /** Why; shown beside what it suppresses. */
    readonly reason?: string | undefined;
    /** The last day on which it applies: `2026-12-31`. */
    readonly until?: string | undefined;
  })[] | undefined;
  /** The least severe finding that makes the exit code 1. */
  readonly failOn?: 'error' | 'warning' | 'info' | 'never' | undefined;
  /** More warnings than this make the exit code 1. */
  readonly maxWarnings?: number | undefined;
  /** The file with the findings that are known: only new ones fail. */
  readonly baseline?: string | undefined;
  /** What the definitions may cost, in tokens; more makes the exit code 1. */
  readonly budget?: {
    /** The most that the tools and instructions of one server may cost together. */
    readonly tokens?: number | undefined;
    /** The most that one tool may cost. */
    readonly tool?: number | undefined;
    /** The most that the instructions of one server may cost. */
    readonly instructions?: number | undefined;
    /** The most that the tools of one toolset may cost: of each, or of those named. */
    readonly toolset?: number | { readonly [name: string]: number } | undefined;
  } | undefined;
  /** Limits of `mcp-audit diff`. */
  readonly diff?: {
    /** Which changes make the exit code of `mcp-audit diff` 1. */
    readonly failOn?: 'breaking' | 'any' | 'never' | undefined;
    /** By how much tools and instructions may grow: a number of tokens, or a share such as `"5%"`. */
    readonly maxGrowth?: number | string | undefined;
  } | undefined;
  /** Tools that an agent calls one after the other in one turn, by their names in that order. */
  readonly workflows?: readonly (readonly string[] | {
    readonly tools: readonly string[];
    /** Milliseconds for all of it, instead of `turnBudget` for each call. */
    readonly budget?: number | undefined;
  })[] | undefined;
  /** Milliseconds that each call of a workflow may take on average: three calls have three times as many. */
  readonly turnBudget?: number | undefined;
  /** Tools that belong together, by their names; `*` stands for any characters and `?` for one. The first that fits counts. */
  readonly toolsets?: { readonly [name: string]: readonly string[] } | undefined;
  /** Ways to start the one server of `targets`, such as its read-only mode: each is listed and counted, side by side. */
  readonly variants?: { readonly [name: string]: {
    /** Instead of the command of the target. */
    readonly command?: readonly string[] | undefined;
    /** Added to the command of the target. */
    readonly args?: readonly string[] | undefined;
    /** Added to the variables of the target. */
    readonly env?: { readonly [name: string]: string } | undefined;
    /** The folder it runs in. */
    readonly cwd?: string | undefined;
    /** Instead of the URL of the target. */
    readonly url?: string | undefined;
    /** Added to the headers of the target, never shown. */
    readonly headers?: { readonly [name: string]: string } | undefined;
  } } | undefined;
  /** What kind of server it is in production, where what was found is not right. */
  readonly archetype?: 'api-wrapper' | 'workflow-orchestrator' | 'stateful-backend' | undefined;
}
