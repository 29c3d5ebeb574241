// First step: refuses a wrong call before anything runs, gets the command, and makes a folder for what the steps hand on.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { baseOf, isThere } from './base.mjs';
import { readInputs } from './inputs.mjs';
import { isNewEnough, needed, setOutput, step, WrongCall } from './runner.mjs';

await step(() => {
  const { node } = process.versions;
  if (!isNewEnough(node))
    throw new WrongCall(
      `mcp-audit needs Node.js 20.19, or 22.12 and later; here is ${node}`,
      'set one up before this step, with actions/setup-node',
    );
  const inputs = readInputs(needed('MCP_AUDIT_INPUTS'));
  const cwd = path.resolve(needed('GITHUB_WORKSPACE'), inputs['working-directory'] ?? '.');
  if (!isThere(cwd, 'isDirectory'))
    throw new WrongCall(
      `\`working-directory: ${inputs['working-directory']}\` is no folder`,
      'it starts from the workspace, which actions/checkout fills',
    );
  baseOf(inputs, cwd);
  const folder = mkdtempSync(path.join(needed('RUNNER_TEMP'), 'mcp-audit-'));
  setOutput('cli', commandIn(folder));
  setOutput('folder', folder);
});

/**
 * The command of the Action's own version: the build beside it, where a checkout of this repository was built, else the
 * package of that version, installed into a folder of its own. `npx` would look into the workspace first, where a pull
 * request could put its own `mcp-audit` or `.npmrc`, and would do so again for each of our calls.
 */
function commandIn(folder) {
  const home = needed('GITHUB_ACTION_PATH');
  const built = path.join(home, 'dist/cli.js');
  if (existsSync(built)) return built;
  const { name, version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'));
  const place = path.join(folder, 'npm');
  mkdirSync(place);
  writeFileSync(path.join(place, 'package.json'), '{ "private": true }\n');
  try {
    // On Windows npm is a script, which only a shell starts; no argument comes from outside.
    execFileSync(
      'npm',
      ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', `${name}@${version}`],
      {
        cwd: place,
        shell: process.platform === 'win32',
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
  } catch (error) {
    throw new WrongCall(
      `cannot get ${name}@${version} from the registry of npm: ${String(error.stderr ?? error).trim()}`,
    );
  }
  return path.join(place, 'node_modules', name, 'dist/cli.js');
}
