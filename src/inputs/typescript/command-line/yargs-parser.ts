import { fns, moduleOf, pure } from '../builtins/native.ts';
import type { Spot } from '../syntax.ts';
import type { HostValue } from '../values.ts';
import { ObjectValue, Primitive, type Call, type Value } from '../values.ts';
import { camelCase, kebabCase } from './names.ts';
import { eachOption, said, texts } from './reading.ts';
import { YargsOptions } from './yargs-options.ts';

/** Members of what the parser is told that only name options. */
const LISTS = ['array', 'boolean', 'string', 'number', 'count', 'key', 'normalize'];

/** `parser(args, { default, alias, array, … })`. */
function parse({ machine, args: [list, spec], spot }: Call): Value {
  const options = new YargsOptions();
  const each = (key: string, visit: (name: string, value: Value, at: Spot) => void): void => {
    options.open ??= eachOption(machine, said(machine, spec, key, spot), spot, visit);
  };
  options.configuration = said(machine, spec, 'configuration', spot);
  each('default', (name, value, at) => options.declare(name, { fallback: value }, at));
  each('coerce', (name, coerce, at) => options.declare(name, { coerce }, at));
  each('alias', (name, value, at) => {
    options.declare(name, {}, at);
    for (const alias of texts(value)) options.aliases.add(name, alias);
  });
  for (const key of LISTS)
    for (const name of namesIn(said(machine, spec, key, spot), (item) => said(machine, item, 'key', spot)))
      options.declare(name, { ...(key === 'array' && { array: true }), ...(key === 'count' && { count: true }) }, spot);
  const configs = said(machine, spec, 'configObjects', spot);
  if (configs?.kind === 'array') options.configs.push(...configs.elements.map(({ value }) => value));
  return options.parse(list, machine, spot);
}

/** `'name'`, `['name']`, `[{ key: 'name', number: true }]`. */
function namesIn(value: Value | undefined, keyOf: (item: Value) => Value | undefined): string[] {
  const items = value?.kind === 'array' ? value.elements.map((each) => each.value) : value ? [value] : [];
  return items.flatMap((item) => texts(item.kind === 'object' ? keyOf(item) : item));
}

/** The module `yargs-parser`, which is a function. */
export const yargsParser: HostValue = moduleOf(
  'yargs-parser',
  [
    ['camelCase', pure('camelCase', ['text'], (text: string) => camelCase(text))],
    ['decamelize', pure('decamelize', ['text'], (text: string) => kebabCase(text))],
    ...fns('yargs-parser.', {
      detailed(call) {
        const result = new ObjectValue(call.spot);
        result.properties.set('argv', { value: parse(call) });
        result.properties.set('error', { value: new Primitive(null, call.spot) });
        return result;
      },
    }),
  ],
  { call: parse },
);
