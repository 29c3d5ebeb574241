import { rules } from '../../rules/index.ts';
import { defineRule, type Rule } from '../rule.ts';

const known = new Map<string, Rule>(rules.map((rule) => [rule.meta.id, rule]));

export const isKnownRule = (id: string): boolean => known.has(id);

/** A rule by its id; of one that a plugin brought, the id is all that is known here. */
export const ruleById = (id: string): Rule =>
  known.get(id) ??
  defineRule(
    {
      id,
      title: id,
      category: 'operations',
      severity: 'warning',
      messages: {},
      why: '',
      hint: '',
      references: [],
      realCase: '',
      since: '',
    },
    {},
  );
