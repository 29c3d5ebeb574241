import { existsSync } from 'node:fs';
import path from 'node:path';

import type { ClientId } from '../../profiles/clients.ts';

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly cwd: string;
}

/** Where each client keeps its configuration, of the user and of this project, on this system; whether or not it is there. */
export function placesOf({ platform, variables, home, cwd }: Machine): readonly (readonly [ClientId, string])[] {
  const on = platform === 'win32' ? path.win32 : path.posix;
  const applications =
    platform === 'win32'
      ? (variables['APPDATA'] ?? on.join(home, 'AppData', 'Roaming'))
      : platform === 'darwin'
        ? on.join(home, 'Library', 'Application Support')
        : (variables['XDG_CONFIG_HOME'] ?? on.join(home, '.config'));
  return [
    ['claude-desktop', on.join(applications, 'Claude', 'claude_desktop_config.json')],
    ['claude-code', on.join(variables['CLAUDE_CONFIG_DIR'] ?? home, '.claude.json')],
    ['claude-code', on.join(cwd, '.mcp.json')],
    ['vscode', on.join(applications, 'Code', 'User', 'mcp.json')],
    ['vscode', on.join(cwd, '.vscode', 'mcp.json')],
    ['cursor', on.join(home, '.cursor', 'mcp.json')],
    ['cursor', on.join(cwd, '.cursor', 'mcp.json')],
    ['windsurf', on.join(home, '.codeium', 'windsurf', 'mcp_config.json')],
    ['windsurf', on.join(home, '.codeium', 'mcp_config.json')], // in JetBrains' editors
    ['codex', on.join(variables['CODEX_HOME'] ?? on.join(home, '.codex'), 'config.toml')],
    ['codex', on.join(cwd, '.codex', 'config.toml')],
    ['gemini', on.join(home, '.gemini', 'settings.json')],
    ['gemini', on.join(cwd, '.gemini', 'settings.json')],
  ];
}

/** Those that are there; where the project is the home folder, each once. */
export function findFiles(machine: Machine): readonly (readonly [ClientId, string])[] {
  const seen = new Set<string>();
  return placesOf(machine).filter(([, file]) => !seen.has(file) && (seen.add(file), existsSync(file)));
}
