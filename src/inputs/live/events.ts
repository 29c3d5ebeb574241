/** What to do with an event stream. */
export interface EventReader {
  /** Called with the data of each `message` event. */
  data(text: string): void;
  /** Called when an event grows past `max` bytes; nothing more is read then. */
  tooLarge(): void;
  readonly max: number;
}

/** Reads server-sent events (WHATWG HTML, 9.2.6) until the stream ends. Rejects when the stream does. */
export async function readEvents(stream: AsyncIterable<Uint8Array>, reader: EventReader): Promise<void> {
  const decoder = new TextDecoder();
  let line: string[] = [];
  let data: string[] = [];
  let type = '';
  let size = 0;
  let carriageReturn = '';
  const takeLine = (text: string): void => {
    const colon = text.indexOf(':');
    const value = colon === -1 ? '' : text.slice(colon + 1).replace(/^ /, '');
    if (text.startsWith('data') && (colon === 4 || text === 'data')) data.push(value);
    else if (colon === 5 && text.startsWith('event')) type = value;
    else if (text === '') {
      if (data.length > 0 && (type === '' || type === 'message')) reader.data(data.join('\n'));
      [data, type, size] = [[], '', 0];
    }
  };
  for await (const part of stream) {
    size += part.length;
    if (size > reader.max) return reader.tooLarge();
    const decoded = carriageReturn + decoder.decode(part, { stream: true });
    carriageReturn = decoded.endsWith('\r') ? '\r' : ''; // its line feed may come with the next part
    const [first, ...more] = decoded.slice(0, decoded.length - carriageReturn.length).split(/\r\n|\n|\r/);
    line.push(first!);
    for (const next of more) {
      takeLine(line.join(''));
      line = [next];
    }
  }
}
