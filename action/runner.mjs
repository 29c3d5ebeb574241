// What the runner of GitHub obeys: commands in the log, and the files that it names. Everything a stranger may have written
// passes one of these functions or stands between `stop-commands` and its token.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import path from 'node:path';

/** A mistake in the workflow: said as an annotation, and ended with 2. */
export class WrongCall extends Error {
  constructor(message, hint) {
    super(hint === undefined ? message : `${message}\n  help: ${hint}`);
  }
}

/** Runs a script of the Action. What it throws is said and ends the step; a wrong call is told from a bug of ours. */
export async function step(run) {
  try {
    await run();
  } catch (error) {
    annotate('error', error instanceof WrongCall ? error.message : `this is a bug in the Action: ${error.stack}`);
    process.exitCode = 2;
    if (process.env.GITHUB_OUTPUT) setOutput('exit-code', '2');
  }
}

/** Whether a version of Node.js is one that `engines` of package.json has; a test holds the two together. */
export function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
}

// The runner undoes exactly these (actions/runner, ActionCommand.cs).
const escaped = (text) => text.replace(/[%\r\n]/g, (c) => ({ '%': '%25', '\r': '%0D', '\n': '%0A' })[c]);

/** @param {'error' | 'warning' | 'notice'} level */
export const annotate = (level, message) => process.stdout.write(`::${level} title=mcp-audit::${escaped(message)}\n`);

/** A variable that every runner sets. */
export function needed(name) {
  const value = process.env[name];
  if (value) return value;
  throw new WrongCall(`\`${name}\` is not set`, 'this is a step of a workflow, and only a runner can run it');
}

/** An output of the step. The delimiter is random, so that no value can end itself and begin another output. */
export function setOutput(name, value) {
  const end = `end-${randomUUID()}`;
  appendFileSync(needed('GITHUB_OUTPUT'), `${name}<<${end}\n${value}\n${end}\n`);
}

/** A file as other steps name it, wherever ours was started. */
export function fromWorkspace(file) {
  const name = path.relative(process.env.GITHUB_WORKSPACE, path.resolve(file));
  return name.startsWith('..') || path.isAbsolute(name) ? path.resolve(file) : name.replaceAll('\\', '/');
}

/** Lets the runner obey nothing of what `write` puts into the log. */
export async function unobeyed(write) {
  const token = randomUUID();
  process.stdout.write(`::stop-commands::${token}\n`);
  try {
    return await write();
  } finally {
    process.stdout.write(`\n::${token}::\n`); // what came before may have ended within a line
  }
}

/** By these the runner would obey a server that we start, or hand it the inputs with their secrets. */
const KEPT_BACK =
  /^(?:GITHUB_(?:ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)|ACTIONS_.*|MCP_AUDIT_(?:INPUTS|CLI|FOLDER|CODES?))$/i;

const environment = () => Object.fromEntries(Object.entries(process.env).filter(([name]) => !KEPT_BACK.test(name)));

/** As much of stderr as an annotation may quote, in bytes. */
const TAIL = 4_000;

/**
 * Starts a program without a shell. Both its streams go to our stdout, since the runner reads two streams in no fixed order.
 * Gives the exit code, and the beginning of stderr, where a wrong call is told.
 */
export function start(program, args, { cwd = process.cwd(), quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: environment(), stdio: ['ignore', 'pipe', 'pipe'] });
    const [out, told] = [[], []];
    let size = 0;
    child.stdout.on('data', (chunk) => (quiet ? out.push(chunk) : process.stdout.write(chunk)));
    child.stderr.on('data', (chunk) => {
      if (!quiet) process.stdout.write(chunk);
      if (size < TAIL) told.push(chunk);
      size += chunk.length;
    });
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({
        code: code ?? 2, // ended by a signal: nothing is known
        stdout: Buffer.concat(out).toString('utf8'),
        stderr: Buffer.concat(told).toString('utf8').slice(0, TAIL).trim(),
      }),
    );
  });
}

/** Runs the command of the version that `start.mjs` got. */
export const audit = (args, options) => start(process.execPath, [process.env.MCP_AUDIT_CLI, ...args], options);
