import { type Call, HostValue, isNullish, Opaque, Primitive, UNDEFINED, type Value } from '../values.ts';
import { COMMON_TAGS } from './common-tags.ts';
import { toText } from './coerce.ts';
import { helperModule } from './helper-packages.ts';
import {
  dedent,
  dedentJs,
  type DedentOptions,
  endent,
  outdent,
  type OutdentOptions,
  stripIndent,
  type Tag,
  type Template,
  trimLines,
  tsDedent,
} from './indents.ts';
import { toJson } from './json.ts';
import { fn, moduleOf, numberArg, textArg } from './native.ts';
import { assumedOf, lift, LONGEST_TEXT } from './operands.ts';
import { swaggerModule } from './swagger-parser.ts';
import { yamlModule } from './yaml.ts';

/** Calls a tag with a template, or with a plain text. `isTag` tells the two apart. */
function tagged(tag: (template: Template, isTag: boolean) => string): (call: Call) => Value {
  return ({ machine, args: [strings = UNDEFINED, ...values], spot }) =>
    lift([strings, ...values], spot, ([first, ...rest]) => {
      const isTag = first!.kind === 'array';
      const pieces = (value: Value): string[] | Opaque => {
        const texts =
          value.kind === 'array'
            ? value.elements.map((each) => toText(each.value, machine, spot))
            : [toText(value, machine, spot)];
        return (
          texts.find((text) => text.kind === 'opaque') ??
          texts.map((text) => (text as Primitive & { value: string }).value)
        );
      };
      const cooked = pieces(first!);
      if (cooked instanceof Opaque) return cooked;
      const raw = isTag ? pieces(machine.get(first!, 'raw', spot)) : cooked;
      if (raw instanceof Opaque) return raw;
      const plain: (string | readonly unknown[])[] = [];
      for (const value of rest) {
        const json = value.kind === 'array' ? toJson(value, machine, spot) : undefined;
        if (json instanceof Opaque) return json;
        const text = json ? undefined : toText(value, machine, spot);
        if (text?.kind === 'opaque') return text;
        plain.push(text ? text.value : (json!.json as unknown[]));
      }
      machine.step(cooked.length + plain.length);
      const result = tag({ cooked, raw, values: plain }, isTag);
      return result.length > LONGEST_TEXT
        ? new Opaque('a text of more than two million characters', spot)
        : new Primitive(result, spot, assumedOf(first, ...rest));
    });
}

/** A tag that is also called with options and then gives another. */
function configurable<Options extends object>(
  label: string,
  options: Options,
  run: (template: Template, isTag: boolean, options: Options) => string,
  by?: string,
): HostValue {
  const tag = tagged((template, isTag) => run(template, isTag, options));
  const withOptions = ({ machine, args: [more = UNDEFINED], spot }: Call): Value => {
    const plain = isNullish(more) ? { json: {} } : toJson(more, machine, spot);
    return plain instanceof Opaque ? plain : configurable(label, { ...options, ...(plain.json as Options) }, run, by);
  };
  const host: HostValue = new HostValue(label, {
    call: (call) => (by === undefined && call.args[0]?.kind === 'object' ? withOptions(call) : tag(call)),
    set: () => undefined,
    get(key) {
      if (key === by) return fn(`${label}.${key}`, withOptions);
      if (key === 'string') return fn(`${label}.string`, tag);
      return key === 'default' || key === label ? host : undefined;
    },
  });
  return host;
}

const DEDENT = configurable<DedentOptions>('dedent', {}, dedent, 'withOptions');
const OUTDENT = configurable<OutdentOptions>(
  'outdent',
  { trimLeadingNewline: true, trimTrailingNewline: true },
  (template, _isTag, options) => outdent(template, options),
);

const single = (name: string, tag: Tag, named: string): [string, HostValue] => {
  const made = fn(named, tagged(tag));
  return [
    name,
    moduleOf(
      name,
      [
        ['default', made],
        [named, made],
      ],
      { call: made.traits.call! },
    ),
  ];
};

const texts = (name: string, apply: (text: string, call: Call) => string | Opaque): HostValue =>
  fn(name, (call) => {
    const text = textArg(call, 0);
    if (text.kind === 'opaque') return text;
    const result = apply(text.value, call);
    return result instanceof Opaque ? result : new Primitive(result, call.spot, text.assumed);
  });

/** `indentString(text, count, { indent })`: lines that are not empty get `count` indents. */
function indented(text: string, call: Call, fallback: number): string | Opaque {
  const count = numberArg(call, 1, fallback);
  if (count instanceof Opaque) return count;
  const options = call.args[2];
  const sign = options?.kind === 'object' ? call.machine.get(options, 'indent', call.spot) : UNDEFINED;
  const indent = sign.kind === 'primitive' && typeof sign.value === 'string' ? sign.value : ' ';
  if (indent.length * count > 1000) return new Opaque('an indentation that is very deep', call.spot);
  return count > 0 ? text.replace(/^(?!\s*$)/gm, indent.repeat(count)) : text;
}

const STRIP_INDENT = texts('stripIndent', stripIndent);
const DEDENT_TEXT = texts('dedent', (text) => stripIndent(trimLines(text)));

const MODULES: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['dedent', DEDENT],
  ['outdent', OUTDENT],
  single('ts-dedent', tsDedent, 'dedent'),
  single('dedent-js', dedentJs, 'dedent'),
  single('endent', endent, 'endent'),
  [
    'common-tags',
    moduleOf(
      'common-tags',
      Object.entries(COMMON_TAGS).map(([name, tag]) => [name, fn(name, tagged(tag))]),
      {},
      (key) => new Opaque(`\`${key}\` of \`common-tags\``),
    ),
  ],
  [
    'strip-indent',
    moduleOf(
      'strip-indent',
      [
        ['default', STRIP_INDENT],
        ['dedent', DEDENT_TEXT],
      ],
      { call: STRIP_INDENT.traits.call! },
    ),
  ],
  [
    'indent-string',
    moduleOf('indent-string', [['default', texts('indentString', (text, call) => indented(text, call, 1))]]),
  ],
  ['redent', moduleOf('redent', [['default', texts('redent', (text, call) => indented(stripIndent(text), call, 0))]])],
]);

/** A small pure package that descriptions are written with, or one of compilers' helpers; `undefined` for any other. */
export const pureModule = (specifier: string): Value | undefined =>
  MODULES.get(specifier) ?? yamlModule(specifier) ?? swaggerModule(specifier) ?? helperModule(specifier);
