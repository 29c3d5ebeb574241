import type { Spot } from '../syntax.ts';
import {
  ArrayValue,
  type Call,
  HostValue,
  isNullish,
  Opaque,
  Primitive,
  type Traits,
  UNDEFINED,
  type Value,
} from '../values.ts';
import { iteratorOf } from './iterators.ts';
import { fn, fns, namespace, textArg } from './native.ts';
import { dataOf, isInstance, UrlData } from './url-data.ts';

/** A change of the parameters; with an operand nobody knows they are all unknown. */
const change =
  (apply: (params: URLSearchParams, name: string, value: string) => void) =>
  (call: Call): Value => {
    const data = dataOf(call.self, 'URLSearchParams');
    if (!data || typeof data.text !== 'string') return UNDEFINED;
    const [name, value] = [textArg(call, 0), textArg(call, 1)];
    call.machine.touch(data);
    const params = new URLSearchParams(data.text);
    if (name.kind === 'opaque' || (value.kind === 'opaque' && call.args.length > 1))
      data.text = name.kind === 'opaque' ? name : (value as Opaque);
    else {
      apply(params, name.value, String(value.kind === 'primitive' ? value.value : ''));
      data.text = params.toString();
    }
    return UNDEFINED;
  };

const answer =
  (read: (params: URLSearchParams, name: string, spot: Spot) => Value) =>
  (call: Call): Value => {
    const data = dataOf(call.self, 'URLSearchParams');
    if (!data || typeof data.text !== 'string')
      return data ? (data.text as Opaque) : new Opaque('the parameters of a URL', call.spot);
    const name = call.args.length > 0 ? textArg(call, 0) : undefined;
    return name?.kind === 'opaque' ? name : read(new URLSearchParams(data.text), name?.value ?? '', call.spot);
  };

const PARAMS: ReadonlyMap<string, Value> = new Map<string, Value>([
  [
    'toString',
    fn(
      'URLSearchParams.prototype.toString',
      answer((params, _name, spot) => new Primitive(params.toString(), spot)),
    ),
  ],
  ...fns('URLSearchParams.prototype.', {
    append: change((params, name, value) => params.append(name, value)),
    delete: change((params, name) => params.delete(name)),
    entries: answer((params, _name, spot) =>
      iteratorOf(
        [...params].map((pair) => ({
          value: new ArrayValue(
            pair.map((part) => new Primitive(part, spot)),
            spot,
          ),
        })),
        spot,
      ),
    ),
    get: answer((params, name, spot) => new Primitive(params.get(name), spot)),
    getAll: answer(
      (params, name, spot) =>
        new ArrayValue(
          params.getAll(name).map((part) => new Primitive(part, spot)),
          spot,
        ),
    ),
    has: answer((params, name, spot) => new Primitive(params.has(name), spot)),
    set: change((params, name, value) => params.set(name, value)),
    sort: change((params) => params.sort()),
  }),
]);
const TRAITS: Traits = { get: (key) => PARAMS.get(key), set: () => undefined };

export const parametersValue = (text: string, spot: Spot, assumed?: string): HostValue =>
  new HostValue('URLSearchParams', TRAITS, new UrlData('URLSearchParams', text, assumed), spot);

export const URL_SEARCH_PARAMS: HostValue = namespace('URLSearchParams', new Map(), {
  construct({ machine, args: [given], spot }) {
    if (!given || isNullish(given)) return parametersValue('', spot);
    if (given.kind === 'primitive') return parametersValue(String(given.value).replace(/^\?/, ''), spot, given.assumed);
    const made = parametersValue('', spot);
    const { entries, open } = machine.entries(given, spot);
    const append = PARAMS.get('append')!;
    for (const { name, value } of entries) machine.call(append, [new Primitive(name, spot), value], spot, made);
    if (open) (made.data as UrlData).text = open as Opaque;
    return made;
  },
  instance: isInstance('URLSearchParams'),
});
