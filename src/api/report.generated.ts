// generated from the contract of the JSON report by npm run gen

/** What `mcp-audit -f json` prints. Names and texts come from the audited server: treat them as untrusted. */
export interface Report {
  /** Raised when a field changes its meaning or goes away. New fields may come without a new version. */
  schemaVersion: 1;
  generator: {
    name: 'mcp-audit';
    version: string;
    /** Hash over the rules that ran: equal hashes, comparable results. */
    ruleSet: string;
    /** The ids of the rules that ran. */
    rules: string[];
    /** Scores are comparable where both are equal. */
    scoring: {
      /** Of the formula and its weights. */
      version: number;
      /** Hash over the default rules, which scores are made by. */
      ruleSet: string;
    };
  };
  /** The worst of the servers. */
  status: ReportStatus;
  /** 0: clean. 1: a finding at or above `--fail-on`, or a limit exceeded. 2: something that was asked for was not audited. */
  exitCode: 0 | 1 | 2;
  /** Which part of the targets this is (`--shard`); null when it is all of them. */
  shard: {
    index: number;
    of: number;
  } | null;
  /** What the call and the configuration ask for: the exit code is judged by it. */
  limits: {
    failOn: 'error' | 'warning' | 'info' | 'never';
    failOnUnchecked: boolean;
    minTools: number;
    maxWarnings: number | null;
    budget: {
      tokens: number | null;
      tool: number | null;
      instructions: number | null;
      toolset: number | Record<string, number> | null;
    } | null;
  };
  /** Limits that were set and exceeded. `max-tokens` is held against `model` + `instructions`. */
  exceeded: {
    limit: 'max-tokens' | 'tool-tokens' | 'toolset-tokens' | 'instructions-tokens' | 'max-warnings';
    /** Null for `max-warnings`, which counts those of all servers. */
    server: string | null;
    /** The tool or the toolset that exceeds it. */
    name: string | null;
    allowed: number;
    actual: number;
    /** What set it; null where that is not known, in a merged report. */
    by: 'flag' | 'configuration' | null;
  }[];
  /** What is to be said about the configuration and the baseline; it never affects the exit code. */
  notices: ReportNotice[];
  /** What came of the baseline; null where there is none. */
  baseline: {
    file: string;
    /** Findings it suppresses; they are listed with `suppressed`. */
    known: number;
    /** What it lists and is found no more, in servers that were fully read. */
    fixed: {
      ruleId: string;
      /** As the baseline has it. */
      address: string;
    }[];
    /** Entries on servers, parts and rules that nobody looked at. */
    kept: number;
  } | null;
  /** One for each target that was asked for, in that order, whether or not it could be read. */
  servers: ReportServer[];
  /** Complete, whatever the terminal shows; by server, then place. */
  findings: ReportFinding[];
  /** The servers of client configurations, or the variants of one server, side by side; null where none were asked for. */
  fleet: ReportFleet[] | null;
}

/** `audited`: read whole and judged. `partial`: read in part; findings are right, totals are lower bounds. `not-evaluated`: nothing can be said, which is never a pass. */
export type ReportStatus = 'audited' | 'partial' | 'not-evaluated';

/** A stretch of a file. */
export interface ReportLocation {
  /** Relative to the working directory where it lies inside, else absolute; `/` as separator; `<stdin>` for standard input. */
  file: string;
  /** 1-based. */
  startLine: number;
  /** 1-based, in UTF-16 code units. */
  startColumn: number;
  /** 1-based. */
  endLine: number;
  /** 1-based, in UTF-16 code units; the first column after the range. */
  endColumn: number;
  /** `exact`: the thing itself. `enclosing`: the nearest thing that exists. `anchor`: a line named for a server that has no file. */
  precision: 'exact' | 'enclosing' | 'anchor';
}

/** What the tokens are spent on. */
export interface ReportParts {
  /** Names of tools, in tokens of `encoding`. */
  name: number;
  /** Descriptions of tools, in tokens of `encoding`. */
  description: number;
  /** Descriptions of parameters, in tokens of `encoding`. */
  parameters: number;
  /** The rest of the input schemas, in tokens of `encoding`. */
  schema: number;
  /** Output schemas, in tokens of `encoding`. */
  output: number;
  /** Annotations, in tokens of `encoding`. */
  annotations: number;
  /** Everything else a tool carries, in tokens of `encoding`. */
  other: number;
}

/** One server, as far as it could be read. */
export interface ReportServer {
  /** What the call or the configuration names it by. */
  target: string | null;
  /** `serverInfo.name`, else the package name, else the file stem; with `~` and more where two would clash. */
  id: string;
  status: ReportStatus;
  /** Why it is partial or not evaluated; null when audited. */
  reason: string | null;
  /** More on the reason, such as the last lines of stderr. Written by the server: untrusted. */
  detail: string | null;
  /** What to do about it. */
  hint: string | null;
  /** Where the reason stands, such as a syntax error in a file. */
  location: ReportLocation | null;
  /** What kind of target it was read from. */
  input: 'json' | 'live' | 'typescript' | 'npm';
  /** Set when its source was read, alone or beside what runs. */
  source: {
    /** The libraries that decide what the server lists, as they were taken to be. */
    libraries: {
      name: string;
      /** `sdk`: lists the tools. `schema`: makes their schemas. */
      role: 'sdk' | 'schema';
      version: string;
      /** How the version is known: from the copy installed, from a lock file, as the lowest of the range declared, or from nothing in the project. */
      basis: 'installed' | 'lock file' | 'declared range' | 'assumed';
    }[];
    /** Every file that was read, as `location` names them. */
    files: string[];
  } | null;
  /** `observed`: what a client receives. `declared`: what the source says. Null when nothing was read. */
  fidelity: 'observed' | 'declared' | null;
  /** Protocol revisions it serves; empty when unknown. */
  revisions: string[];
  /** What the server calls itself. */
  info: {
    name: string;
    version: string | null;
  } | null;
  /** Null when not evaluated. */
  score: ReportScore | null;
  /** What kind of server it is in production. Null when nothing was read. */
  archetype: {
    /** Decides what the category `operations` weighs in the score. */
    name: 'api-wrapper' | 'workflow-orchestrator' | 'stateful-backend' | 'unknown';
    /** What says so: the configuration, the code behind the tools, or the list of tools alone. */
    by: 'configuration' | 'source' | 'tools';
    evidence: {
      says: string;
      address: string;
      location: ReportLocation | null;
    }[];
  } | null;
  /** Null when nothing was read. A lower bound when the status is `partial`. */
  budget: ReportBudget | null;
  /** In the order listed. */
  tools: ReportTool[];
  /** Parts that are not always the same, such as a default that a variable of the environment changes. */
  varies: {
    address: string;
    /** If so, it is another; in words of the source. */
    test: string;
  }[];
  /** Parts that could not be judged. */
  unchecked: ReportUnchecked[];
}

/** 0 to 100, by the default rules. */
export interface ReportScore {
  overall: number | null;
  /** Null when not evaluated. */
  grade: 'A' | 'B' | 'C' | 'D' | 'F' | null;
  /** 0 to 100 by category; null where a category was not evaluated. */
  categories: Record<string, number | null>;
}

/** What a server costs in context. */
export interface ReportBudget {
  /** The tokenizer that all counts of this server use. */
  encoding: string;
  /** Sum over tools of `JSON.stringify({ name, description, inputSchema })`, in tokens of `encoding`. */
  model: number;
  /** Sum over tools of the whole tool as sent, in tokens of `encoding`. */
  listing: number;
  /** The instructions of the server, in tokens of `encoding`. */
  instructions: number;
  /** `model` and `listing` by what they are spent on; each adds up to its total, since a token that spans two parts belongs to the one in which it starts. */
  parts: {
    model: ReportParts;
    listing: ReportParts;
  };
  /** True when some text was too long a run to encode whole, so that the counts are estimates. */
  estimate: boolean;
  /** Null where nothing tells which tools belong together. */
  toolsets: {
    /** What says which tools belong together: the configuration, the tools themselves, the files that they stand in, or their names. */
    basis: 'configuration' | 'declared' | 'source' | 'names' | 'none';
    /** The share of pairs in one toolset that are expected to belong together; 1 where it is stated. */
    confidence: number;
    sets: {
      /** Null for the tools that are in none. */
      name: string | null;
      tools: number;
      /** Its tools. */
      addresses: string[];
      /** Sum of `model` over its tools, in tokens of `encoding`. */
      tokens: number;
    }[];
  } | null;
  /** Where the tokens go, and where some can be saved: set by `mcp-audit budget`. */
  spending: ReportSpending | null;
}

/** Where the tokens go, and where some can be saved. */
export interface ReportSpending {
  /** What is sent, counted in the encodings that were asked for besides. */
  sent: {
    encoding: string;
    model: number;
    listing: number;
    instructions: number;
  }[];
  views: {
    id: string;
    title: string;
    /** Where the rendering is documented. */
    source: string;
    /** By encoding. */
    tokens: Record<string, number>;
    estimates: {
      models: string;
      from: number;
      to: number;
      /** What the range rests on. */
      basis: string;
    }[];
    /** Where definitions are loaded when searched for: how many the first search gives back, and their tokens. */
    firstSearch: {
      from: number;
      to: number;
      tools: {
        from: number;
        to: number;
      };
    } | null;
    /** Parts of descriptions and schemas that this client does not show its model. */
    hidden: number;
  }[];
  windows: {
    window: number;
    /** 1 is all of it. */
    share: number;
  }[];
  /** US dollars for 1,000 turns, for the definitions alone. */
  costs: {
    model: string;
    uncached: {
      from: number;
      to: number;
    };
    cached: {
      from: number;
      to: number;
    };
    asOf: string;
  }[];
  repeats: {
    kind: 'parameter' | 'sentence' | 'title' | 'enum';
    /** As sent: untrusted. */
    text: string;
    addresses: string[];
    tokens: number;
    /** All but the first. */
    duplicate: number;
  }[];
  longest: {
    address: string;
    tokens: number;
  }[];
  savings: {
    kind: 'drop' | 'shorten' | 'move' | 'split' | 'merge';
    say: string;
    risk: 'none' | 'low' | 'some';
    addresses: string[];
    /** Tokens of what stands there. */
    spent: number;
    /** Counted on the lists before and after; null where a person has to decide. */
    saves: number | null;
    edits: {
      address: string;
      /** The member is taken away. */
      drop: boolean;
      /** Ranges of the text that are, in UTF-16 units, end exclusive. */
      cut: number[][] | null;
      /** Text that comes behind what is there. */
      add: string | null;
    }[] | null;
  }[];
}

/** One tool of a list. */
export interface ReportTool {
  /** As sent; empty when the tool has no usable name. */
  name: string;
  address: string;
  /** Where it is registered; null where no file says it. */
  location: ReportLocation | null;
  /** What must hold for it to be listed, in words of the source; null when it is always listed. */
  condition: string | null;
  /** Parts that are not always the same, such as a default that a variable of the environment changes. */
  varies: {
    address: string;
    /** If so, it is another; in words of the source. */
    test: string;
  }[];
  /** The toolset it belongs to; null when not known. */
  toolset: string | null;
  tokens: {
    /** `JSON.stringify({ name, description, inputSchema })`, in tokens of `encoding`. */
    model: number;
    /** The whole tool as sent, in tokens of `encoding`. */
    listing: number;
    parts: {
      model: ReportParts;
      listing: ReportParts;
    } | null;
  };
  /** Null when not evaluated. */
  score: number | null;
  /** Null when not evaluated. */
  grade: 'A' | 'B' | 'C' | 'D' | 'F' | null;
  categories: Record<string, number | null> | null;
  /** What calling it does to the world: `external` sends, publishes or spends (a web search is a read), `execute` runs what the caller gives; null when nothing tells. */
  effect: 'read' | 'write' | 'destructive' | 'external' | 'execute' | null;
  /** How well the description text alone says each: 0 not, 1 in part, 2 well. Null when not evaluated. */
  description: {
    what: 0 | 1 | 2 | null;
    when: 0 | 1 | 2 | null;
    returns: 0 | 1 | 2 | null;
    sideEffects: 0 | 1 | 2 | null;
  } | null;
  /** The words that each level rests on. */
  evidence: {
    what?: ReportSpan | null | undefined;
    when?: ReportSpan | null | undefined;
    returns?: ReportSpan | null | undefined;
    sideEffects?: ReportSpan | null | undefined;
  } | null;
  /** Where the description says how far the tool goes: sizes, scopes, preconditions. Null when not read. */
  limits: ReportSpan[] | null;
  /** Values, calls and inputs with results in it. Null when not read. */
  examples: ReportSpan[] | null;
  /** At all depths, and those that say what they are. Null when the schema could not be read. */
  parameters: {
    total: number;
    described: number;
  } | null;
}

/** A piece of the description, with UTF-16 offsets, end exclusive. */
export interface ReportSpan {
  text: string;
  start: number;
  end: number;
}

/** A part that could not be judged. */
export interface ReportUnchecked {
  address: string;
  reason: string;
  location: ReportLocation | null;
  /** How many possible findings rest on it and were not made. */
  dropped: number;
}

/** What a rule says of one place. */
export interface ReportFinding {
  ruleId: string;
  /** Which of the things the rule can say. */
  messageId: string;
  severity: 'error' | 'warning' | 'info';
  address: string;
  /** The id of the server. */
  server: string;
  /** The name of the tool as sent; null for findings about the server, a prompt or a resource. */
  tool: string | null;
  /** What is wrong. Quoted names are cut to 200 characters, with invisible and control characters as `\u{…}`. */
  message: string;
  /** What to do. */
  hint: string;
  /** The page of the rule. */
  docs: string;
  /** The same for the same defect in every run, whatever the wording, order or formatting. */
  fingerprint: string;
  /** What tells it from others with the same message at the same address; part of the fingerprint. */
  key: string | null;
  location: ReportLocation | null;
  related: {
    address: string;
    note: string;
    location: ReportLocation | null;
  }[];
  /** False when `--min-severity` hides it from the terminal. */
  shown: boolean;
  /** Set when it was silenced; it then never affects the exit code. */
  suppressed: {
    by: 'comment' | 'config' | 'baseline';
    reason: string | null;
    /** The date it ends. */
    until: string | null;
  } | null;
}

/** What is to be said of the configuration or the baseline, and is no finding. */
export interface ReportNotice {
  what: 'override-unused' | 'override-expired' | 'baseline-fixed' | 'baseline-other-rules' | 'baseline-unknown-rule' | 'baseline-elsewhere' | 'shard-missing';
  message: string;
  hint: string | null;
  location: {
    file: string;
    line: number | null;
    column: number | null;
  } | null;
}

/** The servers of one client, or the variants of one server. */
export interface ReportFleet {
  /** Whose configuration it is; of `variants`, which our own names, one is started at a time. */
  client: 'claude-code' | 'claude-desktop' | 'vscode' | 'cursor' | 'windsurf' | 'codex' | 'gemini' | 'variants';
  title: string;
  /** The files that say so; `~` is the home folder. */
  files: string[];
  /** In the order they stand. */
  members: {
    /** The key of its entry. */
    name: string;
    /** `off`: the configuration does not start it, which is no failure. */
    state: 'read' | 'partial' | 'failed' | 'off';
    /** Why it was not read whole. */
    reason: string | null;
    /** The id of the server in `servers`. */
    server: string | null;
    location: {
      file: string;
      startLine: number;
    } | null;
    /** How many the model sees. */
    tools: number | null;
    /** How many the server lists, where the client keeps some back. */
    listed: number | null;
    /** Null when nothing was read. */
    spent: {
      /** Sum over tools of `JSON.stringify({ name, description, inputSchema })`, in tokens of o200k_base. */
      model: number;
      /** The instructions of the server, in tokens of o200k_base. */
      instructions: number;
      /** Both together, in tokens of o200k_base. */
      total: number;
      windows: {
        /** A common context window, in tokens. */
        window: number;
        /** What `total` takes of it: 1 is all, and more does not fit. */
        share: number;
      }[];
    } | null;
  }[];
  /** What a model is given of all of them; a lower bound where one failed. Null for variants. */
  together: {
    /** Sum over tools of `JSON.stringify({ name, description, inputSchema })`, in tokens of o200k_base. */
    model: number;
    /** The instructions of the server, in tokens of o200k_base. */
    instructions: number;
    /** Both together, in tokens of o200k_base. */
    total: number;
    windows: {
      /** A common context window, in tokens. */
      window: number;
      /** What `total` takes of it: 1 is all, and more does not fit. */
      share: number;
    }[];
    tools: number;
  } | null;
  /** Whether it is published how the client names tools. Else clashes are only possible. */
  named: boolean;
  /** Tools that the client calls by one name, after its prefixes and cuts. */
  clashes: {
    name: string;
    tools: {
      member: string;
      tool: string;
      address: string;
    }[];
  }[];
  longNames: {
    member: string;
    tool: string;
    address: string;
    /** The whole name, before it is shortened. */
    name: string;
    longest: number;
    /** What the client does to it. */
    over: 'refused' | 'left out' | 'cut' | 'middle' | 'hashed';
  }[];
  cutTexts: {
    member: string;
    /** Null for the instructions of the server. */
    tool: string | null;
    address: string;
    characters: number;
    most: number;
  }[];
  /** Set where there are more tools than the client takes. */
  crowded: {
    most: number;
    tools: number;
    note: string;
  } | null;
}
