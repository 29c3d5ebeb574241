import type { Impact, Subject } from './change.ts';

interface Kind {
  /** A template for `fill`. `{of}` is the parameter or field spoken of, or the input or result as a whole. */
  readonly say: string;
  /** Where nothing else is said; of a change to a schema, that of the input. */
  readonly impact: Impact;
  readonly subject: Subject;
}

const kind = (subject: Subject, impact: Impact, say: string): Kind => ({ subject, impact, say });

/** Everything that can be said of two readings of a server. */
export const KINDS = {
  'tool-added': kind('tools', 'compatible', 'new tool'),
  'tool-removed': kind('tools', 'breaking', 'the tool is gone'),
  'tool-unlisted': kind('tools', 'may-break', 'the tool is not listed, which was listed only sometimes'),
  'tool-renamed': kind('tools', 'breaking', 'was called `{was}`'),
  'prompt-added': kind('server', 'compatible', 'new prompt `{name}`'),
  'prompt-removed': kind('server', 'breaking', 'the prompt `{name}` is gone'),
  'prompt-argument-required': kind(
    'server',
    'breaking',
    'the argument `{argument}` of the prompt `{name}` is now required',
  ),
  'prompt-changed': kind('server', 'compatible', 'the prompt `{name}` changed in `{members}`'),
  'resource-added': kind('server', 'compatible', 'new resource template `{name}`'),
  'resource-removed': kind('server', 'breaking', 'the resource template `{name}` is gone'),
  'resource-changed': kind('server', 'compatible', 'the resource template `{name}` changed in `{members}`'),
  'server-renamed': kind('server', 'compatible', 'the server was called `{before}` and is now `{after}`'),

  'instructions-added': kind('text', 'compatible', 'the server now has instructions: {words}'),
  'instructions-removed': kind('text', 'compatible', 'the server no longer has instructions: {words}'),
  'instructions-changed': kind('text', 'compatible', 'the instructions of the server changed: {words}'),
  'description-added': kind('text', 'compatible', 'the description{of} is new: {words}'),
  'description-removed': kind('text', 'compatible', 'the description{of} is gone: {words}'),
  'description-changed': kind('text', 'compatible', 'the description{of} changed: {words}'),
  'title-changed': kind('text', 'compatible', 'the title{of} was {before} and is {after}'),

  'hint-changed': kind('annotations', 'compatible', '`{hint}` was {before} and is {after}'),
  'hint-withdrawn': kind(
    'annotations',
    'may-break',
    '`{hint}` was {before} and is {after}: clients that did not ask before a call now may',
  ),
  'hint-claimed': kind(
    'annotations',
    'compatible',
    '`{hint}` was {before} and is {after}: clients that asked before a call now may not',
  ),
  'annotation-changed': kind('annotations', 'compatible', 'the annotation `{hint}` was {before} and is {after}'),
  'member-changed': kind('tools', 'compatible', '`{member}` was {before} and is {after}'),
  'execution-changed': kind('tools', 'may-break', '`execution` was {before} and is {after}: how the tool is called'),

  'output-added': kind('output', 'compatible', 'results now have a schema'),
  'output-removed': kind('output', 'breaking', 'results no longer have a schema'),
  'input-added': kind('input', 'may-break', 'the input now has a schema'),
  'input-removed': kind('input', 'may-break', 'the input no longer has a schema'),
  'property-required-added': kind('input', 'breaking', '{of} is new and required{default}'),
  'property-added': kind('input', 'compatible', '{of} is new{optional}'),
  'property-refused': kind('input', 'breaking', '{of} is gone, and a call that sends it is refused'),
  'property-removed': kind('input', 'may-break', '{of} is gone; a call may still send it, to no stated effect'),
  'field-removed': kind('output', 'breaking', '{of} is gone, which every result had'),
  'field-dropped': kind('output', 'may-break', '{of} is gone, which results could have'),
  'became-required': kind('input', 'breaking', '{of} is now required{default}'),
  'became-optional': kind('input', 'compatible', '{of} is no longer required'),
  'type-narrowed': kind('input', 'breaking', '{of} was {before} and is now {after}'),
  'type-widened': kind('input', 'compatible', '{of} was {before} and is now {after}'),
  'type-changed': kind('input', 'breaking', '{of} was {before} and is now {after}'),
  'values-removed': kind('input', 'breaking', '{of} no longer has `{names}`{rest}'),
  'values-added': kind('input', 'compatible', '{of} now has `{names}`{rest}'),
  'values-set': kind('input', 'breaking', '{of} could be anything of its type and is now one of `{names}`{rest}'),
  'values-lifted': kind('input', 'compatible', '{of} was one of `{names}`{rest} and can now be anything of its type'),
  'bound-tightened': kind('input', 'breaking', '`{keyword}` of {of} was {before} and is now {after}'),
  'bound-loosened': kind('input', 'compatible', '`{keyword}` of {of} was {before} and is now {after}'),
  'step-changed': kind('input', 'breaking', '`multipleOf` of {of} was {before} and is now {after}'),
  'pattern-set': kind('input', 'breaking', '{of} now has to match `{after}`'),
  'pattern-lifted': kind('input', 'compatible', '{of} no longer has to match `{before}`'),
  'pattern-changed': kind('input', 'may-break', '{of} had to match `{before}` and now has to match `{after}`'),
  'format-changed': kind('input', 'may-break', 'the format of {of} was {before} and is now {after}'),
  'format-lifted': kind('input', 'compatible', '{of} no longer has the format `{before}`'),
  closed: kind('input', 'may-break', '{of} no longer takes properties beside those it names'),
  'closed-map': kind('input', 'breaking', '{of} took properties of any name and now takes none'),
  opened: kind('input', 'compatible', '{of} now takes properties beside those it names'),
  'alternative-removed': kind('input', 'breaking', '{of} no longer has the alternative {which}'),
  'alternative-added': kind('input', 'compatible', '{of} has the new alternative {which}'),
  'alternatives-changed': kind('input', 'may-break', 'the alternatives of {of} changed in a way that was not followed'),
  'keyword-set': kind('input', 'breaking', '{of} now has `{keyword}`'),
  'keyword-lifted': kind('input', 'compatible', '{of} no longer has `{keyword}`'),
  'keyword-changed': kind('input', 'may-break', '`{keyword}` of {of} changed in a way that was not followed'),
  'default-changed': kind('input', 'breaking', 'the default of {of} was {before} and is now {after}'),
  'default-stated': kind('input', 'compatible', '{of} now states its default, {after}'),
  'default-unstated': kind('input', 'may-break', '{of} no longer states its default, which was {before}'),
  'note-changed': kind('input', 'compatible', '`{keyword}` of {of} was {before} and is now {after}'),
  'dialect-changed': kind('input', 'compatible', 'the dialect of the schema was {before} and is {after}'),
  'reference-unread': kind(
    'input',
    'may-break',
    'a reference of {of} leads nowhere, and what it stands for was not compared',
  ),
  'too-deep': kind('input', 'may-break', '{of} goes on deeper than was compared, and is not the same'),
} satisfies Record<string, Kind>;

export type ChangeId = keyof typeof KINDS;
