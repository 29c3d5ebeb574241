import { isObject } from '../../model/schema.ts';
import { printable } from '../../text/printable.ts';
import { MAX_DEPTH } from '../json/read.ts';
import type { Channel } from './channel.ts';
import { Stop, within, type Limit } from './limit.ts';
import { isDeeper, type Message } from './message.ts';
import { LiveProblem, METHOD_NOT_FOUND, RpcError, Unanswered } from './problem.ts';
import type { Trace } from './redact.ts';

interface Pending {
  readonly method: string;
  resolve(result: unknown): void;
  reject(problem: unknown): void;
}

/** Answers of ours under way at a time; a server that asks faster than it reads them gets no more. */
const MAX_ANSWERS = 8;

/**
 * The JSON-RPC side of a client. It hands over results as they were sent: the SDK's client checks them against its
 * schemas first and so rejects, drops or rewrites exactly the tools that an audit must report. Only what the server was
 * handed as a secret is taken out, here, of all that it says.
 */
export class Peer {
  readonly channel: Channel;
  /** Counts `notifications/tools/list_changed`. */
  toolChanges = 0;
  /** Whether any message came. */
  heard = false;
  private readonly trace: Trace;
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;
  private answering = 0;
  private end: { what: string; hint: string | undefined } | undefined;
  /** What revision 2026-07-28 asks to send with each request; unset in the `initialize` era. */
  private envelope: Message | undefined;
  /** Cursors as they were sent, by what is left of them without what was handed over. */
  private readonly cursors = new Map<unknown, string>();

  constructor(channel: Channel, trace: Trace) {
    this.channel = channel;
    this.trace = trace;
    channel.listen({
      message: (message) => this.receive(message),
      unanswered: ({ id }) => {
        const entry = this.pending.get(id as number);
        entry?.reject(new Unanswered(`the server closed the stream before it answered \`${entry.method}\``));
      },
      lost: (what, hint) => {
        this.end ??= { what, hint };
        for (const { method, reject } of this.pending.values()) reject(this.lostAt(method));
      },
    });
  }

  /** Whether no answer can come any more. */
  get isLost(): boolean {
    return this.end !== undefined;
  }

  /** All requests from now on carry these `_meta` fields. */
  speakModern(envelope: Message): void {
    this.envelope = envelope;
  }

  /** The result of one request, as sent. Rejects with `RpcError` for the server's own error, else with another `LiveProblem`. */
  async request(method: string, params: Message, limit: Limit): Promise<unknown> {
    if (this.end) throw this.lostAt(method);
    const id = ++this.lastId;
    const sent = this.cursors.has(params['cursor'])
      ? { ...params, cursor: this.cursors.get(params['cursor']) }
      : params;
    const answer = new Promise<unknown>((resolve, reject) => {
      this.pending.set(id, { method, resolve, reject });
      this.send({
        jsonrpc: '2.0',
        id,
        method,
        params: this.envelope ? { ...sent, _meta: this.envelope } : sent,
      }).catch(reject);
    });
    try {
      return await within(answer, limit);
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      if (method === 'tools/call') this.cancel(id);
      throw error.while(`answer \`${method}\``);
    } finally {
      this.pending.delete(id);
    }
  }

  async notify(method: string): Promise<void> {
    await this.send({ jsonrpc: '2.0', method });
  }

  /** Nobody waits for it any more; a server that listens need not go on. */
  private cancel(requestId: number): void {
    const params = { requestId, reason: 'it took too long' };
    this.send({
      jsonrpc: '2.0',
      method: 'notifications/cancelled',
      params: this.envelope ? { ...params, _meta: this.envelope } : params,
    }).catch(() => undefined);
  }

  private async send(message: Message): Promise<void> {
    this.trace.message('→', message);
    await this.channel.send(message);
  }

  private lostAt(method: string): LiveProblem {
    return new LiveProblem(`the server ${this.end!.what} before it answered \`${method}\``, { hint: this.end!.hint });
  }

  private receive(message: Message): void {
    this.heard = true;
    this.trace.message('←', message);
    if (typeof message['method'] !== 'string') this.settle(message);
    else if ('id' in message) this.answer(message);
    else if (message['method'] === 'notifications/tools/list_changed') this.toolChanges++;
  }

  private settle(message: Message): void {
    const { id } = message;
    const entry = typeof id === 'number' ? this.pending.get(id) : undefined;
    if (entry)
      return isObject(message['error'])
        ? entry.reject(this.refusal(entry.method, message['error']))
        : isDeeper(message['result'], MAX_DEPTH)
          ? entry.reject(
              new LiveProblem(
                `the server answered \`${entry.method}\` with JSON nested deeper than ${MAX_DEPTH} levels`,
              ),
            )
          : entry.resolve(this.cleaned(message['result']));
    if (typeof id === 'number' && id <= this.lastId) return; // late: its request was given up
    // One request is open at a time, so an answer with a wrong id can only be meant for it.
    for (const { method, reject } of this.pending.values()) {
      if (isObject(message['error']) && (id === null || id === undefined))
        reject(this.refusal(method, message['error']));
      else reject(wrongId(method, id, this.trace));
    }
  }

  private refusal(method: string, error: Message): RpcError {
    return new RpcError(method, error, this.trace);
  }

  private cleaned(result: unknown): unknown {
    const clean = this.trace.clean.value(result);
    if (clean !== result && isObject(clean) && isObject(result) && typeof result['nextCursor'] === 'string')
      this.cursors.set(clean['nextCursor'], result['nextCursor']);
    return clean;
  }

  /** We offer no capability, so `ping` is the only request a server may make; the modern era has none. */
  private answer({ id, method }: Message): void {
    if (this.envelope || this.answering >= MAX_ANSWERS) return;
    const reply =
      method === 'ping' ? { result: {} } : { error: { code: METHOD_NOT_FOUND, message: 'Method not found' } };
    this.answering++;
    this.send({ jsonrpc: '2.0', id, ...reply })
      .catch(() => undefined)
      .finally(() => this.answering--);
  }
}

function wrongId(method: string, id: unknown, { clean }: Trace): LiveProblem {
  const sent = id === undefined ? 'none' : printable(clean.text(JSON.stringify(id)), 80);
  return new LiveProblem(`the server answered \`${method}\` with a wrong \`id\`: ${sent}`, {
    hint: 'Send back the `id` of the request unchanged, with its type; clients wait for it.',
  });
}
