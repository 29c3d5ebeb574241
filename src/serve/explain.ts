import { rulePage } from '../api/explain.ts';
import { docsOf } from '../about.ts';
import { pluginPage } from '../cli/config-rules.ts';
import { nearest } from '../text/nearest.ts';
import { printable, printableLines } from '../text/printable.ts';
import { Refusal } from './answer.ts';
import { answered } from './call.ts';
import type { Room } from './room.ts';

/** UTF-16 units of a page; none of ours is near it. */
const LONGEST = 20_000;

/** Answers a call of `explain_rule`, for our rules and those of the plugins of the configuration. */
export const explainAnswer = (id: string, { read: { rules } }: Room) =>
  answered(async () => {
    const rule = rules.find(({ meta }) => meta.id === id);
    if (!rule) {
      const close = nearest(
        id.slice(0, 100),
        rules.map(({ meta }) => meta.id),
      );
      throw new Refusal(
        'unknown_rule',
        `no rule is called \`${printable(id, 100)}\``,
        close ? `Did you mean \`${close}\`?` : 'Pass a `rule_id` that audit_tools gave.',
      );
    }
    const { title, severity, category, docs } = rule.meta;
    const isOurs = !id.includes('/'); // those of plugins have the name of theirs before a slash
    return {
      rule_id: id,
      title: printable(title, 500),
      severity,
      category,
      page: isOurs ? (await rulePage(id)).slice(0, LONGEST) : printableLines(pluginPage(rule), LONGEST),
      docs: docs ?? docsOf(id),
    };
  });
