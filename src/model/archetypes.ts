/**
 * What a server is to those who run it: it passes calls on to a service, makes several changes of one call, or keeps what
 * its calls are about.
 */
export const ARCHETYPES = ['api-wrapper', 'workflow-orchestrator', 'stateful-backend'] as const;
export type ArchetypeName = (typeof ARCHETYPES)[number];
