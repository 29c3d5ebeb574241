import type { ProcessFact } from '../../../../model/operations.ts';
import { ts, type Spot } from '../../syntax.ts';
import { isNullish, type Value } from '../../values.ts';
import { toolsOf } from '../merge.ts';
import { turnsConsole } from '../outbound/writes.ts';
import type { Surroundings } from './operations.ts';
import type { Source } from './source.ts';
import { functionAround, Start } from './start.ts';

/** Where dotenv began to print. */
const PRINTS_SINCE = 17;

/** Where the program loads `.env` files with dotenv, and whether that is said to be quiet. */
export function dotenvFacts(around: Surroundings): ProcessFact[] {
  const { sources, reading } = around;
  const { names } = reading.follower;
  const { m } = names;
  const isSilenced =
    turnsConsole(reading.follower) || sources.files.some(({ text }) => /\bDOTENV_CONFIG_QUIET\b/.test(text));
  return [...loadsIn(around)].map(({ spot, name, options, tools, stdio }): ProcessFact => {
    const { scope } = m.module(spot.file);
    const quiet = options && names.get(options, 'quiet', { node: spot.node, scope });
    // what `dotenv/config` runs is quiet unless the command line says otherwise
    const isQuiet = name === 'dotenv/config' || (!isNullish(quiet) && !(quiet?.kind === 'primitive' && !quiet.value));
    const version = m.world.versions.seenBy(spot.file.path, 'dotenv');
    // the lowest version of a range that prints is a version that prints
    const isKnown =
      version && (version.basis !== 'declared range' || Number.parseInt(version.version, 10) >= PRINTS_SINCE);
    return {
      at: reading.addresses.of('call', spot, functionAround(spot.file.tree, spot.node)),
      tools,
      what: 'dotenv',
      name,
      ...(isSilenced || isQuiet ? { mode: 'quiet' } : {}),
      ...(isKnown ? { version: version.version } : {}),
      ...(stdio ? { stdio } : {}),
    };
  });
}

interface Load extends Pick<ProcessFact, 'name' | 'tools'> {
  readonly spot: Spot;
  readonly options: Value | undefined;
  readonly stdio: ProcessFact['stdio'];
}

/** When the program starts, and by calls of tools. */
function* loadsIn({ sources, reading }: Surroundings): Generator<Load> {
  const { follower } = reading;
  const start = new Start(follower.names.m);
  const seen = new Set<ts.Node>();
  for (const deed of start.deeds) {
    const { spot, name, args } = deed;
    if (deed.what !== 'package' || seen.has(spot.node)) continue;
    const isConfig = name === 'dotenv' && configures(spot, sources.byPath(spot.file.path));
    if (!isConfig && name !== 'dotenv/config') continue;
    seen.add(spot.node);
    yield { spot, name, options: args[0], tools: [], stdio: start.overStdio(deed) };
  }
  const stdio = start.deeds.some(({ what }) => what === 'stdio') ? 'possible' : undefined;
  for (const unit of follower.units)
    for (const { node, scope } of unit.calls) {
      const spot = { file: unit.file, node };
      if (seen.has(node) || !configures(spot, sources.byPath(unit.file.path))) continue;
      seen.add(node);
      const [written] = node.arguments ?? [];
      const options = written && follower.names.value({ node: written, scope });
      yield { spot, name: 'dotenv', options, tools: toolsOf(reading, [unit]), stdio };
    }
}

/** `dotenv.config()`, `config()` of dotenv. */
function configures({ node }: Spot, source: Source | undefined): boolean {
  if (!ts.isCallExpression(node)) return false;
  const { expression } = node;
  const name = ts.isPropertyAccessExpression(expression) ? expression.expression : expression;
  const imported = ts.isIdentifier(name) ? source?.imports.get(name.text) : undefined;
  const called = name === expression ? imported?.name : (expression as ts.PropertyAccessExpression).name.text;
  return imported?.specifier === 'dotenv' && (called === 'config' || called === 'configDotenv');
}
