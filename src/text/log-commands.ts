/**
 * CI runners obey what they find in a log: GitHub lines that begin with `::`, after any blanks, and `##[` anywhere (actions/runner,
 * ActionCommand.cs); Azure Pipelines `##vso[`; TeamCity `##teamcity[`. A report quotes strangers, and a line broken at the right place
 * begins as they like, so in finished text these marks are spelled out.
 */
export const withoutLogCommands = (text: string): string =>
  text.replace(/^([^\S\n]*):(?=:)/gm, '$1\\u{3A}').replace(MARK, '#\\u{23}');

/** The same for JSON, whose lines begin with no text of others; the values stay as they were. */
export const jsonWithoutLogCommands = (json: string): string => json.replace(MARK, '#\\u0023');

const MARK = /##(?=(?:vso|teamcity)?\[)/gi;
