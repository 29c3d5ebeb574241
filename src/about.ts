import manifest from '../package.json' with { type: 'json' };

export const VERSION: string = manifest.version;
export const HOMEPAGE: string = manifest.homepage;

/** The page of a rule at this release. */
export const docsOf = (ruleId: string): string => `${HOMEPAGE}/blob/v${VERSION}/rules/${ruleId}/README.md`;
