// The tool lists that the benchmark audits: made up, the same at every run, and about the size of real ones (1 kB a tool).
export const VERBS = ['list', 'get', 'search', 'create', 'update', 'delete', 'merge', 'close', 'assign', 'export'];
export const NOUNS = [
  'issue',
  'branch',
  'release',
  'comment',
  'invoice',
  'calendar',
  'customer',
  'dashboard',
  'workflow',
  'document',
  'ticket',
  'label',
  'member',
  'webhook',
  'deployment',
];
const WORDS =
  'the of a to in for by and or when with from as each only after before returns result page number name owner filter matching open closed recent latest given required optional identifier maximum default sorted descending repository project account user team status message content file path body title date time limit cursor next without existing permanently'.split(
    ' ',
  );

/** Whole numbers below the bound asked for, the same sequence for the same seed. */
export function random(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export const pick = (next, list) => list[next(list.length)];
export const sentence = (next, words) => {
  const text = Array.from({ length: words }, () => pick(next, WORDS)).join(' ');
  return `${text[0].toUpperCase()}${text.slice(1)}.`;
};

function parameter(next) {
  const description = sentence(next, 4 + next(12));
  const kind = next(8);
  if (kind === 0) return { type: 'number', description, minimum: 1, maximum: 100, default: 30 };
  if (kind === 1) return { type: 'string', description, enum: ['open', 'closed', 'all'] };
  if (kind === 2) return { type: 'array', description, items: { type: 'string' } };
  if (kind === 3)
    return {
      type: 'object',
      description,
      properties: {
        line: { type: 'integer', description: sentence(next, 6) },
        side: { type: 'string', description: sentence(next, 5) },
      },
    };
  return { type: 'string', description };
}

function tool(next, i) {
  const verb = pick(next, VERBS);
  const noun = pick(next, NOUNS);
  const properties = Object.fromEntries(
    Array.from({ length: 3 + next(6) }, (_, p) => [
      `${pick(next, NOUNS)}_${pick(next, ['id', 'name', 'path', 'query'])}${p}`,
      parameter(next),
    ]),
  );
  return {
    name: `${verb}_${noun}_${i}`,
    title: `${verb} ${noun}`,
    description: `${verb[0].toUpperCase()}${verb.slice(1)}s one ${noun}. ${sentence(next, 8 + next(25))}`,
    inputSchema: { type: 'object', properties, required: Object.keys(properties).slice(0, 2) },
    annotations: {
      readOnlyHint: ['list', 'get', 'search', 'export'].includes(verb),
      destructiveHint: verb === 'delete',
      openWorldHint: true,
    },
  };
}

/** A list of `count` tools. */
export function tools(count, seed = 1) {
  const next = random(seed);
  return { tools: Array.from({ length: count }, (_, i) => tool(next, i)) };
}

/** Ten tools whose parameters are nested `depth` deep. */
export function deep(depth) {
  const nested = (left) =>
    left === 0
      ? { type: 'string', description: 'The innermost value.' }
      : { type: 'object', description: `Level ${left}.`, properties: { next: nested(left - 1) }, required: ['next'] };
  return { tools: Array.from({ length: 10 }, (_, i) => ({ ...tool(random(i + 1), i), inputSchema: nested(depth) })) };
}

/** One tool with a description of a million characters of an alphabet; one letter gives one run without end. */
export function flood(alphabet) {
  const next = random(7);
  return {
    tools: [{ ...tool(next, 0), description: Array.from({ length: 1_000_000 }, () => pick(next, alphabet)).join('') }],
  };
}
