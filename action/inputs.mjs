// The inputs of the Action: the flags of `mcp-audit`, each under its own name, and what only a workflow needs.
import { WrongCall } from './runner.mjs';

/** The flags, by how an input writes them. A test holds this list against the command, and `action.yml` against this list. */
export const FLAGS = {
  format: 'lines',
  'fail-on': 'text',
  'fail-on-unchecked': 'boolean',
  rule: 'lines',
  'min-severity': 'text',
  'max-warnings': 'text',
  baseline: 'text',
  'no-baseline': 'boolean',
  'update-baseline': 'boolean',
  cache: 'boolean',
  'cache-location': 'text',
  'min-tools': 'text',
  'max-tokens': 'text',
  latencies: 'text',
  encoding: 'lines',
  calibrate: 'text',
  spec: 'text',
  'probe-plan': 'boolean',
  frozen: 'boolean',
  lockfile: 'text',
  quiet: 'boolean',
  shard: 'text',
  timing: 'boolean',
  config: 'text',
  header: 'lines',
  'health-url': 'text',
  'no-wire-checks': 'boolean',
  env: 'lines',
  cwd: 'text',
  protocol: 'text',
  timeout: 'text',
  source: 'text',
  anchor: 'text',
  probe: 'boolean',
  'break-egress': 'boolean',
  'client-config': 'lines',
  target: 'lines',
  yes: 'boolean',
  input: 'lines',
  verbose: 'boolean',
};

/** What is no flag. */
export const OWN = {
  targets: 'lines',
  command: 'lines',
  'working-directory': 'text',
  base: 'text',
  'fail-on-change': 'text',
  'max-growth': 'text',
  sarif: 'text',
  comment: 'text',
  annotations: 'boolean',
  summary: 'boolean',
};

/** Flags that decide how a server is reached. Not those that call tools: the audit does. */
export const REACHING = [
  'header',
  'no-wire-checks',
  'env',
  'cwd',
  'protocol',
  'timeout',
  'source',
  'anchor',
  'client-config',
  'target',
  'yes',
  'input',
];
/** Flags that decide what a finding is. */
export const JUDGING = ['rule', 'spec', 'config'];

const KINDS = { ...OWN, ...FLAGS };

/**
 * Reads what GitHub hands over as JSON, names to texts. Gives names to lists, texts and booleans; what is empty is left out.
 * Names that no input has reach a composite action too, so that a typing mistake is refused here and not only warned of.
 */
export function readInputs(json) {
  const inputs = {};
  for (const [written, value] of Object.entries(JSON.parse(json))) {
    const name = written.toLowerCase();
    const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
    if (kind === undefined) throw new WrongCall(`there is no input \`${written}\``, 'action.yml lists all inputs');
    const read = READ[kind](String(value), name);
    if (read !== undefined) inputs[name] = read;
  }
  for (const target of inputs.targets ?? [])
    if (target.startsWith('-'))
      throw new WrongCall(
        `\`targets\` has a line \`${target}\`, which is no target`,
        'each flag is an input of its own',
      );
  for (const format of inputs.format ?? [])
    if (!format.includes('='))
      throw new WrongCall(
        `\`format: ${format}\` names no file`,
        `name one: \`${format}=FILE\`; the log has the report for the terminal`,
      );
  return inputs;
}

const READ = {
  text: (value) => value.trim() || undefined,
  /** One a line. Spaces at its ends are dropped, because nobody sees them; nothing else is: there is no quoting. */
  lines(value) {
    const lines = value
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    return lines.length > 0 ? lines : undefined;
  },
  boolean(value, name) {
    const word = value.trim().toLowerCase();
    if (word === 'true') return true;
    if (word === 'false' || word === '') return undefined;
    throw new WrongCall(`\`${name}\` takes true or false, not \`${value}\``);
  },
};

/** The inputs among `names` as arguments of the command. A value never stands alone, so that none is taken for a flag. */
export const flagsOf = (inputs, names = Object.keys(FLAGS)) =>
  names.flatMap((name) => {
    const value = inputs[name];
    if (value === undefined || name === 'format') return [];
    return value === true ? [`--${name}`] : [value].flat().map((each) => `--${name}=${each}`);
  });

/** What is audited: the targets, and behind `--` the command. */
export const targetsOf = ({ targets = [], command }) => [...targets, ...(command ? ['--', ...command] : [])];
