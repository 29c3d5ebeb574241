/** The programs that run servers for a model, by the name that flags and reports use. */
export type ClientId = 'claude-code' | 'claude-desktop' | 'vscode' | 'cursor' | 'windsurf' | 'codex' | 'gemini';

/** How a client calls the tool of a server. */
export interface Naming {
  /** With `{server}` and `{tool}`: what the model sees. */
  readonly pattern: string;
  /** Which name stands for the server: that of its entry in the file, or the one it announces. */
  readonly server: 'entry' | 'announced';
  /** Characters that are replaced by `_`; in the name of the server, and in that of the tool. */
  readonly unfit?: { readonly server: RegExp; readonly tool: RegExp };
  /** Most characters of what stands before the tool's own name; the server's name is cut to fit, and numbered where two are the same. */
  readonly prefix?: number;
  /** Most characters of the whole name. */
  readonly longest: number;
  /**
   * What happens to a longer one. `refused`: the request fails. `left out`: the model never sees the tool. `cut`: the end is
   * gone. `middle`: its first and last 30 characters stay. `hashed`: a hash replaces its end, also where two names are the same.
   */
  readonly over: 'refused' | 'left out' | 'cut' | 'middle' | 'hashed';
  readonly source: string;
}

export interface Client {
  readonly title: string;
  /** Absent where nobody has published it: then names cannot be judged. */
  readonly naming?: Naming;
  /** Most tools of all servers together. */
  readonly tools?: { readonly most: number; readonly note: string; readonly source: string };
  /** Most characters of a tool's description and of a server's instructions; the rest is cut off. */
  readonly text?: { readonly most: number; readonly source: string };
}

/** When somebody last looked. */
export const VERIFIED_ON = '2026-11-23';

const UNFIT = /[^a-zA-Z0-9_-]/g;

export const CLIENTS: Readonly<Record<ClientId, Client>> = {
  'claude-code': {
    title: 'Claude Code',
    naming: {
      pattern: 'mcp__{server}__{tool}',
      server: 'entry',
      unfit: { server: UNFIT, tool: UNFIT },
      longest: 64, // 128 where no tool search is on; it is by default
      over: 'refused',
      source: 'https://github.com/anthropics/claude-code/issues/16425',
    },
    text: { most: 2048, source: 'https://github.com/anthropics/claude-code/issues/41593' },
  },
  'claude-desktop': { title: 'Claude Desktop' },
  vscode: {
    title: 'VS Code',
    naming: {
      pattern: 'mcp_{server}_{tool}',
      server: 'announced',
      unfit: { server: /[^a-z0-9_.-]+/g, tool: /\./g },
      prefix: 18,
      longest: 64,
      over: 'cut',
      source: 'https://github.com/microsoft/vscode/blob/main/src/vs/workbench/contrib/mcp/common/mcpServer.ts',
    },
    tools: {
      most: 128,
      note: 'it groups them from 64 on, and refuses more than 128 where the model has no tool search',
      source:
        'https://github.com/microsoft/vscode-copilot-chat/blob/main/src/extension/tools/common/virtualTools/virtualToolsConstants.ts',
    },
  },
  cursor: {
    title: 'Cursor',
    naming: {
      pattern: '{server}:{tool}', // only its length is known
      server: 'entry',
      longest: 60,
      over: 'left out',
      source: 'https://github.com/awslabs/mcp/issues/1283',
    },
  },
  windsurf: {
    title: 'Windsurf',
    tools: {
      most: 100,
      note: 'Cascade takes no more',
      source: 'https://docs.windsurf.com/windsurf/cascade/mcp',
    },
  },
  codex: {
    title: 'Codex',
    naming: {
      pattern: 'mcp__{server}__{tool}',
      server: 'entry',
      unfit: { server: UNFIT, tool: UNFIT },
      longest: 64,
      over: 'hashed',
      source: 'https://github.com/openai/codex/blob/main/codex-rs/codex-mcp/src/mcp_tool_names.rs',
    },
  },
  gemini: {
    title: 'Gemini CLI',
    naming: {
      pattern: 'mcp_{server}_{tool}',
      server: 'entry',
      unfit: { server: /[^a-zA-Z0-9_.:-]/g, tool: /[^a-zA-Z0-9_.:-]/g },
      longest: 63,
      over: 'middle',
      source: 'https://github.com/google-gemini/gemini-cli/blob/main/packages/core/src/tools/mcp-tool.ts',
    },
  },
};

export const CLIENT_IDS = Object.keys(CLIENTS) as readonly ClientId[];
