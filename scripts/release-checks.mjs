// What must agree before a version is released. Pure; release.mjs reads the files.

/** A version as npm takes it, without build metadata, which no tag would tell apart. */
const VERSION = /^(\d+)\.(\d+)\.(\d+)(-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

/** The places where a page or a workflow names a version of ours, each with the version. */
const PINS = [
  /\bmcp-audit\/mcp-audit@(?!v?…)v?([\w.+-]+)/g, // the Action; `v…` stands for any
  /(?<![/\w-])mcp-audit@(\d[\w.+-]*)/g, // the package
  /\brepo: https:\/\/github\.com\/mcp-audit\/mcp-audit\s+rev: v?([\w.+-]+)/g, // the hooks
];

/**
 * Everything that is wrong, one sentence each. `tag` is left out where there is none yet; `pages` are texts by file name.
 * @param {{ version: string, locked: string, changelog: string, pages: ReadonlyMap<string, string>, tag?: string }} state
 * @returns {string[]}
 */
export function problemsOf({ version, locked, changelog, pages, tag }) {
  if (!VERSION.test(version)) return [`package.json: \`${version}\` is no version`];
  return [
    ...(tag === undefined || tag === `v${version}`
      ? []
      : [`the tag is \`${tag}\`, and package.json has ${version}: \`v${version}\``]),
    ...(locked === version
      ? []
      : [`package-lock.json has ${locked}, and package.json ${version}: run \`npm install --package-lock-only\``]),
    ...changelogProblems(version, changelog, tag !== undefined),
    ...[...pages].flatMap(([file, text]) => pinsIn(text).flatMap((pin) => pinProblems(pin, file, version))),
  ];
}

function changelogProblems(version, changelog, isTagged) {
  const section = sectionOf(version, changelog);
  if (section === undefined) return [`CHANGELOG.md: no section \`## ${version}\``];
  if (section.text === '') return [`CHANGELOG.md:${section.line}: the section of ${version} is empty`];
  if (!section.isFirst) return [`CHANGELOG.md:${section.line}: the section of ${version} is not the first`];
  if (isTagged && /unreleased/i.test(section.title))
    return [
      `CHANGELOG.md:${section.line}: the section says \`${section.title}\`, and the tag is there: write the date`,
    ];
  return [];
}

/** The section of a version: `## 1.2.3`, with anything behind it such as a date. */
export function sectionOf(version, changelog) {
  const sections = changelog.split(/^(?=## )/m).filter((each) => each.startsWith('## '));
  const i = sections.findIndex((each) => /^## \[?v?([^\s\]]+)/.exec(each)?.[1] === version);
  if (i < 0) return undefined;
  const [title, ...lines] = sections[i].split('\n');
  const before = changelog.slice(0, changelog.indexOf(sections[i]));
  return {
    title: title.slice(3).trim(),
    text: lines.join('\n').trim(),
    line: before.split('\n').length,
    isFirst: i === 0,
  };
}

function pinsIn(text) {
  return PINS.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((found) => ({
      named: found[1].replace(/\.$/, ''), // the end of a sentence
      line: text.slice(0, found.index + found[0].length).split('\n').length,
    })),
  ).toSorted((a, b) => a.line - b.line);
}

const pinProblems = ({ named, line }, file, version) =>
  named === version || /^[0-9a-f]{40}$/.test(named) ? [] : [`${file}:${line}: names ${named}, and this is ${version}`];

/** What `npm install mcp-audit` must not give comes under another name. */
export const distTagOf = (version) => (version.includes('-') ? 'next' : 'latest');
