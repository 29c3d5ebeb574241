import { docsOf } from '../../about.ts';
import type { ServerAudit } from '../../engine/audit.ts';
import { grouped } from '../../text/numbers.ts';
import { hasMoreTools } from '../source.ts';
import { archetypeText } from '../archetype.ts';
import { shownScore, tokenParts } from '../totals.ts';
import { code, prose } from './escape.ts';
import type { Section } from './sections.ts';

/** What the score and the tokens of a server are made of, and what would raise the score most; nothing where there is neither. `named`: under its name. */
export function totalsOf(server: ServerAudit, named: boolean): Section[] {
  const lines = [...scoreLines(server), ...tokenLines(server)];
  return lines.length === 0
    ? []
    : [
        {
          text: [...(named ? [`**${code(server.id)}**`, ''] : []), ...lines.map((line) => `- ${line}`)].join('\n'),
          findings: 0,
        },
      ];
}

function scoreLines(server: ServerAudit): string[] {
  const score = shownScore(server);
  if (!score) return [];
  const { overall, grade, categories, lowest, gains } = score;
  const kind = archetypeText(server);
  return [
    `score **${overall} ${grade}**${categories.length === 0 ? '' : `: ${categories.join(' · ')}`}`,
    ...(kind === undefined ? [] : [`kind: ${prose(kind)}`]),
    ...(lowest.length === 0
      ? []
      : [`lowest tools: ${lowest.map((tool) => `${code(tool.name, 60)} ${tool.overall}`).join(' · ')}`]),
    ...(gains.length === 0
      ? []
      : [`most to gain: ${gains.map(({ rule, points }) => `[${rule}](${docsOf(rule)}) +${points}`).join(' · ')}`]),
  ];
}

function tokenLines(server: ServerAudit): string[] {
  const { budget, tools } = server;
  if (!budget || tools.length === 0) return [];
  const { model, listing } = tokenParts(budget);
  const more = hasMoreTools(server) ? 'at least ' : '';
  return [
    `tokens in the model's view: ${more}**${grouped(budget.model)}**: ${model.join(' · ')}`,
    `instructions ${grouped(budget.instructions)}, the whole listing ${more}${grouped(budget.listing)}${listing.length === 0 ? '' : `, with ${listing.join(' · ')}`}`,
  ];
}
