import { HOMEPAGE, VERSION } from '../about.ts';
import type { Detected } from './detect.ts';

export const WORKFLOW = '.github/workflows/mcp-audit.yml';
export const HOOKS = '.pre-commit-config.yaml';
/** Where the schema of configurations stands in a package that has us installed. */
const SCHEMA = './node_modules/mcp-audit/schemas/config.schema.json';
const REPOSITORY = new URL(HOMEPAGE).pathname.slice(1);

/** The configuration: one target as a list, several by name. */
export function configText({ targets, isInstalled }: Detected, kind: 'json' | 'ts'): string {
  const named =
    targets.length === 1
      ? [targets[0]!.target]
      : Object.fromEntries(targets.map(({ name, target }) => [name, target] as const));
  if (kind === 'ts')
    return `import { defineConfig } from 'mcp-audit';\n\nexport default defineConfig({\n  targets: ${indented(named)},\n});\n`;
  return `${JSON.stringify({ ...(isInstalled ? { $schema: SCHEMA } : {}), targets: named }, null, 2)}\n`;
}

const indented = (value: unknown): string => JSON.stringify(value, null, 2).replaceAll('\n', '\n  ');

/** Actions of others, by their commits; the same as in docs/workflows. */
const CHECKOUT = 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1';
const UPLOAD = 'github/codeql-action/upload-sarif@8aad20d150bbac5944a9f9d289da16a4b0d87c1e # v4.36.2';

/** The workflow: our Action on pull requests and on every push to the branch, with findings on the diff and in code scanning. */
export function workflowText({ targets }: Detected, branch: string): string {
  const isStarted = targets.some(({ target }) => 'command' in target);
  return `# What each input says: ${HOMEPAGE}/blob/v${VERSION}/docs/ci.md
name: mcp-audit
on:
  pull_request:
  push:
    branches: [${JSON.stringify(branch)}] # so that code scanning knows what was there before

permissions: {}

jobs:
  audit:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      security-events: write # for code scanning
    steps:
      - uses: ${CHECKOUT}
        with:
${isStarted ? '' : '          fetch-depth: 2 # HEAD^1 is what the pull request is merged into\n'}          persist-credentials: false
${isStarted ? '      # install and build here what the command of the configuration needs to start\n' : ''}      - uses: ${REPOSITORY}@v${VERSION}
        id: audit
        with:
${isStarted ? '' : "          base: ${{ github.event_name == 'pull_request' && 'HEAD^1' || '' }}\n"}          sarif: mcp-audit.sarif
      - uses: ${UPLOAD}
        if: \${{ !cancelled() && steps.audit.outputs.sarif != '' }}
        with:
          sarif_file: \${{ steps.audit.outputs.sarif }}
          category: mcp-audit
`;
}

/** The entry for pre-commit, as lines without their indentation. */
export function hookLines({ lists }: Pick<Detected, 'lists'>): readonly string[] {
  return [
    `- repo: ${HOMEPAGE}`,
    `  rev: v${VERSION}`,
    '  hooks:',
    '    - id: mcp-audit',
    ...(lists.length > 0
      ? ['    - id: mcp-audit-lists', `      files: ${quoted(`^(?:${lists.map(escaped).join('|')})$`)}`]
      : []),
  ];
}

const escaped = (path: string): string => path.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
