/**
 * What a rule of a plugin is made of: `import { defineRule } from 'mcp-audit/rule'`. A rule looks at one server and yields
 * what it has to say about addresses in it. It reads no files, knows no lines, and has no words or levels beside those in its
 * `meta`; places, severities and comments that silence it are added to what it yields.
 *
 * Our own rules may use more, which is no promise: it changes as they do.
 */
export { defineRule } from '../rule.ts';
export type {
  Category,
  Checks,
  Context,
  Message,
  Phrase,
  Report,
  Rule,
  RuleMeta,
  Severity,
  SilencedRule,
  SuppressionFact,
} from '../rule.ts';
export type { OptionValue, OptionValues, RuleOption, RuleOptions } from '../rule.ts';

// The model: what a server lists.
export type { Address, Item, JsonSchema, Offer, SchemaNode, SchemaObject, Tool, ToolServer } from '../rule.ts';
export { HINTS, hintsOf, isObject, isSchema, pathOf, segments, touches, typesOf } from '../rule.ts';

// What is derived from it, at `ctx.facts`.
export type { Concept, Effect, EffectStatement, Facts, Hint, Naming, Pair, Parameter, Subject } from '../rule.ts';
export { isPlaceholder } from '../rule.ts';

// For the data of a report.
export { cut, few, grouped, kindOf, nameOf, nearest } from '../rule.ts';
