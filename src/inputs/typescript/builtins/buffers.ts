import { type Call, HostValue, Opaque, Primitive, type Traits, UNDEFINED, type Value } from '../values.ts';
import { fn, fns, namespace, textArg } from './native.ts';

/** What a `Buffer` holds, when that is text: the contents of a file, `Buffer.from(text)`. */
class BufferData {
  readonly text: string;
  readonly assumed: string | undefined;

  constructor(text: string, assumed?: string) {
    this.text = text;
    this.assumed = assumed;
  }
}

const ENCODINGS = new Set<string>(['utf8', 'utf-8', 'base64', 'base64url', 'hex', 'ascii', 'latin1']);

const TO_STRING = fn('Buffer.prototype.toString', ({ self, args: [encoding], spot }) => {
  const data = self?.kind === 'host' ? self.data : undefined;
  if (!(data instanceof BufferData)) return new Opaque('a `Buffer`', spot);
  const name = encoding?.kind === 'primitive' && typeof encoding.value === 'string' ? encoding.value : 'utf8';
  if (!ENCODINGS.has(name)) return new Opaque('a `Buffer`', spot);
  const text = /^utf-?8$/.test(name) ? data.text : Buffer.from(data.text).toString(name as BufferEncoding);
  return new Primitive(text, spot, data.assumed);
});

const TRAITS: Traits = {
  get(key, _machine, { data }, spot) {
    if (key === 'toString') return TO_STRING;
    return key === 'length' || key === 'byteLength'
      ? new Primitive(Buffer.byteLength((data as BufferData).text), spot)
      : new Opaque('a `Buffer`', spot);
  },
  set: () => undefined,
};

/** A buffer with the bytes of a text. */
export const bufferValue = (text: string, spot: Call['spot'], assumed?: string): HostValue =>
  new HostValue('Buffer', TRAITS, new BufferData(text, assumed), spot);

export const BUFFER: HostValue = namespace(
  'Buffer',
  new Map<string, Value>(
    fns('Buffer.', {
      from(call) {
        const [value = UNDEFINED, encoding] = call.args;
        if (value.kind !== 'primitive' || typeof value.value !== 'string')
          return value.kind === 'opaque' ? value : new Opaque('a `Buffer`', call.spot);
        const name = encoding?.kind === 'primitive' ? String(encoding.value) : 'utf8';
        if (!ENCODINGS.has(name)) return new Opaque('a `Buffer`', call.spot);
        return bufferValue(
          /^utf-?8$/.test(name) ? value.value : Buffer.from(value.value, name as BufferEncoding).toString('utf8'),
          call.spot,
          value.assumed,
        );
      },
      byteLength(call) {
        const text = textArg(call, 0);
        return text.kind === 'opaque' ? text : new Primitive(Buffer.byteLength(text.value), call.spot, text.assumed);
      },
      isBuffer: ({ args: [value = UNDEFINED], spot }) =>
        value.kind === 'opaque'
          ? value
          : new Primitive(value.kind === 'host' && value.data instanceof BufferData, spot),
    }),
  ),
  { construct: ({ spot }) => new Opaque('a `Buffer`', spot), call: ({ spot }) => new Opaque('a `Buffer`', spot) },
  (key) => new Opaque(`\`Buffer.${key}\``),
);
