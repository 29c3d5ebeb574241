import manifest from '../package.json' with { type: 'json' };

export const VERSION: string = manifest.version;
export const HOMEPAGE: string = manifest.homepage;

/** The page of a rule at this release. */
export const docsOf = (ruleId: string): string => `${HOMEPAGE}/blob/v${VERSION}/rules/${ruleId}/README.md`;

/** The page of a rule, ours or of a plugin. */
export const pageOf = ({ id, docs }: { readonly id: string; readonly docs?: string }): string => docs ?? docsOf(id);
