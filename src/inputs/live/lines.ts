/** Cuts a byte stream into lines. Reports `overflow` once, and nothing after it, when a line grows past `max` bytes. */
export class LineSplitter {
  private readonly max: number;
  private readonly online: (line: string) => void;
  private readonly overflow: () => void;
  private parts: Buffer[] = [];
  private held = 0;
  private over = false;

  constructor(max: number, online: (line: string) => void, overflow: () => void) {
    this.max = max;
    this.online = online;
    this.overflow = overflow;
  }

  push(chunk: Buffer): void {
    for (let from = 0; !this.over;) {
      const end = chunk.indexOf(10, from);
      this.hold(chunk.subarray(from, end === -1 ? undefined : end));
      if (end === -1) return;
      this.flush();
      from = end + 1;
    }
  }

  /** Ends the line that has no line break; for the end of the stream. */
  flush(): void {
    if (this.over) return;
    const line = Buffer.concat(this.parts).toString('utf8');
    this.parts = [];
    this.held = 0;
    if (line !== '') this.online(line);
  }

  private hold(part: Buffer): void {
    this.parts.push(part);
    this.held += part.length;
    if (this.held <= this.max) return;
    this.over = true;
    this.parts = [];
    this.overflow();
  }
}

/** The last bytes of a stream that may be endless. */
export class Tail {
  private readonly size: number;
  private bytes: Buffer = Buffer.alloc(0);

  constructor(size: number) {
    this.size = size;
  }

  push(chunk: Buffer): void {
    this.bytes = Buffer.concat([this.bytes, chunk.subarray(-this.size)]).subarray(-this.size);
  }

  get text(): string {
    return decode(this.bytes);
  }
}

export const lastBytes = (text: string, size: number): string => decode(Buffer.from(text).subarray(-size));

/** Without the remains of a character that was cut in two. */
const decode = (bytes: Buffer): string => bytes.toString('utf8').replace(/^\uFFFD+/, '');
