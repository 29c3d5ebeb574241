import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { ClientId } from '../../profiles/clients.ts';
import { isHidden } from '../live/handed.ts';

/** What may stand for a variable in a configuration. */
export interface Surroundings {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** What the user would be asked for (`${input:…}`), by id. */
  readonly inputs: ReadonlyMap<string, string>;
  /** The folder the client was opened in, absolute. */
  readonly workspace: string;
  readonly home: string;
}

/** Fills in the variables of one server's configuration, and keeps what was filled in and what was missing. */
export class Expansion {
  readonly #client: ClientId;
  readonly #around: Surroundings;
  /** Values that came from outside the file: never shown. */
  readonly secrets = new Set<string>();
  /** What each `${…}` asks for: names of variables and inputs. */
  readonly asked = new Set<string>();
  /** Sentences: "the variable `TOKEN` is not set". */
  readonly missing = new Set<string>();

  constructor(client: ClientId, around: Surroundings) {
    this.#client = client;
    this.#around = around;
  }

  /** The text as the client hands it on. What is missing stays as it is written. */
  fill(text: string): string {
    const shape = SHAPES[this.#client];
    return shape === undefined
      ? text
      : text.replace(shape, (whole, braced: string | undefined, bare: string | undefined) => {
          const value = braced === undefined ? this.variable(bare ?? '') : this.#braced(braced, whole);
          return value ?? whole;
        });
  }

  /** The value of an environment variable that the file names without any sign. */
  variable(name: string, fallback?: string): string | undefined {
    this.asked.add(name);
    const { variables } = this.#around;
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (value === undefined || (value === '' && fallback !== undefined)) {
      if (fallback === undefined) this.missing.add(`the variable \`${name}\` is not set`);
      return fallback;
    }
    if (isHidden(name, value)) this.secrets.add(value);
    return value;
  }

  /** Windsurf: a secret may stand in a file of its own. */
  #contentOf(name: string): string | undefined {
    const { workspace, home } = this.#around;
    this.asked.add(`file ${name}`);
    try {
      const value = readFileSync(
        path.resolve(
          workspace,
          name.replace(/^~(?=[/\\])/, () => home),
        ),
        'utf8',
      ).trim();
      if (value !== '') this.secrets.add(value);
      return value;
    } catch {
      this.missing.add(`the file \`${name}\` cannot be read`);
      return undefined;
    }
  }

  #braced(inside: string, whole: string): string | undefined {
    const { workspace, home, inputs } = this.#around;
    if (this.#client === 'claude-code' || this.#client === 'gemini') {
      const [, name, fallback] = /^([A-Za-z_]\w*)(?::-(.*))?$/s.exec(inside) ?? [];
      return name === undefined ? whole : this.variable(name, fallback);
    }
    const [, kind = '', name = ''] = /^(\w+):(.*)$/s.exec(inside) ?? [];
    if (kind === 'env') return this.variable(name);
    if (kind === 'file' && this.#client === 'windsurf') return this.#contentOf(name);
    if (kind === 'input' && this.#client === 'vscode') {
      this.asked.add(`input ${name}`);
      const value = inputs.get(name);
      if (value === undefined) this.missing.add(`the input \`${name}\` is asked for, and it has no default`);
      else if (isHidden(name, value)) this.secrets.add(value);
      return value;
    }
    switch (inside) {
      case 'workspaceFolder':
      case 'cwd':
        return workspace;
      case 'workspaceFolderBasename':
        return path.basename(workspace);
      case 'userHome':
        return home;
      case 'pathSeparator':
      case '/':
        return path.sep;
      default:
        this.missing.add(`\`${whole.slice(0, 80)}\` is known to the client alone`);
        return whole;
    }
  }
}

const BRACED = String.raw`\$\{([^{}]{1,500})\}`;

/** What each client replaces; Claude Desktop and Codex hand everything on as it is written. */
const SHAPES: Readonly<Partial<Record<ClientId, RegExp>>> = {
  // code.claude.com/docs/en/mcp: `${VAR}` and `${VAR:-default}`
  'claude-code': new RegExp(BRACED, 'g'),
  // code.visualstudio.com/docs/reference/variables-reference
  vscode: new RegExp(BRACED, 'g'),
  // docs.cursor.com/context/mcp, "Config interpolation"
  cursor: new RegExp(BRACED, 'g'),
  // docs.windsurf.com/windsurf/cascade/mcp
  windsurf: new RegExp(BRACED, 'g'),
  // google-gemini/gemini-cli, packages/cli/src/utils/envVarResolver.ts
  gemini: new RegExp(String.raw`${BRACED}|\$([A-Za-z_]\w*)`, 'g'),
};
