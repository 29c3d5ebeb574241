import { createHash } from 'node:crypto';

import { withoutLogCommands } from '../../text/log-commands.ts';
import { plural } from '../../text/numbers.ts';
import { printable } from '../../text/printable.ts';
import type { Reporter } from '../reporter.ts';
import { shownScore } from '../totals.ts';
import { contentsOf, type Contents } from './contents.ts';
import { costSection } from './cost.ts';
import { findingSection } from './findings.ts';
import { fleetSection } from './fleet.ts';
import { mapSection } from './map.ts';
import { html, type Markup, NOTHING } from './markup.ts';
import { overview } from './overview.ts';
import { useMap } from './page-map.js';
import { useTables } from './page-tables.js';
import { restSection } from './rest.ts';
import { savingSection } from './savings.ts';
import { scoreSection } from './score.ts';
import { STYLE } from './style.ts';
import { toolSection } from './tools.ts';

/** One file for a browser, with everything in it: it asks no other machine for anything, and says all it has to say without scripts. */
export const htmlReporter: Reporter = {
  name: 'html',
  render: (audit) => {
    const contents = contentsOf(audit);
    const script = [useTables, useMap].map((use) => `(${use.toString()})();`).join('\n');
    const title = `${titleOf(contents)} · mcp-audit`;
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(script)}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
${html`<title>${title}</title>`.text}
<style>${STYLE}</style>
</head>
<body>
${withoutLogCommands(body(contents).text)}
<script>${script}</script>
</body>
</html>
`;
  },
};

const digest = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Only this style and this script, by their hashes: nothing else in the file could run, and nothing can be loaded or sent. */
const policy = (script: string): string =>
  [
    "default-src 'none'",
    `script-src ${digest(script)}`,
    `style-src-elem ${digest(STYLE)}`,
    "style-src-attr 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

function titleOf({ chapters }: Contents): string {
  const [only, ...more] = chapters;
  if (!only || more.length > 0) return plural(chapters.length, 'MCP server');
  const score = shownScore(only.server);
  return `${printable(only.server.id, 80)}${score ? `: ${score.overall} ${score.grade}` : ''}`;
}

function body(contents: Contents): Markup {
  const { audit } = contents;
  const sections = (
    [
      ['fleet', 'Side by side', fleetSection(contents)],
      ['findings', 'Findings', findingSection(contents)],
      ['tokens', 'Tokens', mapSection(contents)],
      ['cost', 'Cost', costSection(contents)],
      ['savings', 'Savings', savingSection(contents)],
      ['score', contents.many ? 'Scores' : 'Score', scoreSection(contents)],
      ['tools', 'Tools', toolSection(contents)],
      ['rest', 'Not judged', restSection(contents)],
    ] as const
  ).filter(([, , markup]) => markup !== NOTHING);
  return html`<a class="skip" href="#main">Skip to the report</a>
    <header>
      <div class="inner">
        <p class="brand"><b>mcp-audit</b> ${audit.version}</p>
        <nav aria-label="Sections">${sections.map(([id, label]) => html`<a href="#${id}">${label}</a>`)}</nav>
        <fieldset class="theme">
          <legend class="unseen">Colours</legend>
          ${themes()}
        </fieldset>
      </div>
    </header>
    <main id="main" tabindex="-1">${overview(contents)} ${sections.map(([, , markup]) => markup)}</main>
    <footer>
      <p>
        mcp-audit ${audit.version} · ${plural(audit.rules.length, 'rule')} (set <code>${audit.ruleSet}</code>) · score
        version ${audit.scoring.version} (set <code>${audit.scoring.ruleSet}</code>) · tokens counted in
        <code>o200k_base</code>
      </p>
      <p>Names and texts of servers are shown as text only; what is invisible in them is spelled out.</p>
    </footer>`;
}

const themes = (): Markup[] =>
  (['auto', 'light', 'dark'] as const).map(
    (theme) =>
      html`<label
        ><input type="radio" name="theme" id="${theme}" ${theme === 'auto' && html` checked`} /><span
          >${theme}</span
        ></label
      >`,
  );
