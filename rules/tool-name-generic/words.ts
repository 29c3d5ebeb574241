const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Verbs that mean nothing before it is said what they are done to. */
export const VERBS = words(
  'search find lookup query get list fetch read write load save open close create add insert update edit modify change delete remove set put post patch send submit ' +
    'run execute exec eval call invoke trigger process handle do perform make manage start stop check test validate verify analyze analyse convert transform generate view show use export import ' +
    'assign attach detach move copy rename replace restore archive confirm approve reject enable disable apply select resolve calculate compare control clear upload download share',
);

/** Nouns that could be anything at all. */
export const NOUNS = words(
  'tool tools main data info information object objects item items resource resources thing things stuff task tasks job jobs action actions operation operations function functions ' +
    'command commands request requests response input output result results content api server client default misc utility utilities helper',
);

/** Verbs that need an object so much that the product's name before them does not help: `acme_get`. */
export const BARE = words(
  'get list put post patch create add insert update edit modify change delete remove set process handle do perform make manage',
);

/** Nouns that leave a name as empty as before: `get_data`, `process_request`. */
export const EMPTY = words(
  'it this that them something everything anything data info information thing things stuff action actions operation operations request requests result results object objects input output details value values',
);

/** After verbs that say nothing themselves these are empty too: `handle_task`. */
export const VAGUE_VERBS = words('process handle do perform manage execute run make call invoke');
export const VAGUE_OBJECTS = words('task tasks job jobs item items content tool tools api');

/** The product can stand for what these are done to: `query_postgres`, but not `delete_redis`. */
export const OF_PRODUCT = words('search find lookup query');
