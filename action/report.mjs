// The JSON report of `mcp-audit` (schemas/report.schema.json), as far as outputs and comments tell of it.

/** The score of the server, of several the lowest; nothing where one of them has none. */
export function scoreOf(servers) {
  const scores = servers.map(({ score }) => score ?? {});
  const isKnown = scores.length > 0 && scores.every(({ overall = null }) => overall !== null);
  return isKnown ? scores.reduce((worst, each) => (each.overall < worst.overall ? each : worst)) : {};
}

/** What is reported and not silenced. */
export const toldOf = (findings) => findings.filter(({ suppressed }) => suppressed === null);

export function countsOf(findings) {
  const told = toldOf(findings);
  const count = (level) => told.filter(({ severity }) => severity === level).length;
  return { all: told.length, errors: count('error'), warnings: count('warning'), notes: count('info') };
}

/** What tools and instructions of all servers cost; nothing where one of them was not read. */
export const tokensOf = (servers) =>
  servers.every(({ budget }) => budget)
    ? servers.reduce((sum, { budget }) => sum + budget.model + budget.instructions, 0)
    : undefined;

/** The servers of two reports side by side; a server alone on each side is the same, whatever it calls itself. */
export function paired(before, after) {
  const known = new Map(before.map((server) => [server.id, server]));
  const isAlone = before.length === 1 && after.length === 1;
  return after.map((server) => ({ server, was: isAlone ? before[0] : known.get(server.id) }));
}

/** The report on a lock, which has the lists alone: not what a running server did, so of score and findings it says too little. */
export const listsOnly = ({ servers }) => ({ servers: servers.map((server) => ({ ...server, score: null })) });

/** The findings of one report that the other does not have, and the other way round. */
export function sinceThen(before, after) {
  const [gone, came] = unmatched(before, after, ({ fingerprint }) => fingerprint);
  const [left, fresh] = unmatched(gone, came, roughly);
  return { gone: left, came: fresh };
}

/** An address in code ends with a digest of the statement: one that was only edited is still the same finding. */
const roughly = ({ ruleId, messageId, address }) =>
  [ruleId, messageId, address.replace(/(\/code\/.*)-[0-9a-f]{6}$/s, '$1')].join(' ');

/** What is left of two lists when each is taken for one of the other with the same key. */
function unmatched(before, after, keyOf) {
  const waiting = new Map();
  for (const each of before) {
    const same = waiting.get(keyOf(each));
    if (same) same.push(each);
    else waiting.set(keyOf(each), [each]);
  }
  const came = after.filter((each) => waiting.get(keyOf(each))?.shift() === undefined);
  return [[...waiting.values()].flat(), came];
}
