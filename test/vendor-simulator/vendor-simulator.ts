import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { accept, behave, takesIt, type Behaviour } from './behaviour.js';
import { sendCallback, type Callback, type CallbackAnswer, type Tricks } from './signed-callback.js';

/** What we tell a vendor, by its `type`. */
export interface Told {
  readonly type: 'case.opened' | 'case.message' | 'case.reminder';
  readonly caseId: string;
  readonly caseNumber: number;
  readonly ticketNumber: string;
  /** Of the case; not with a message. */
  readonly subject?: string;
  /** The question, or a message; not with a reminder. */
  readonly body?: string;
  /** What a reminder is about, and since when. */
  readonly awaits?: string;
  readonly dueAt?: string;
  readonly reminder?: number;
  readonly callbackUrl?: string;
}

/** One request as it came. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly id: string;
  readonly signed: boolean;
  readonly payload: Told;
}

/**
 * A vendor: a real HTTP server that takes cases and answers them. It checks signatures with an implementation that is not
 * ours, remembers message ids, and misbehaves as it is told.
 */
export class VendorSimulator {
  /** Every request, in order of arrival, signed or not. */
  readonly received: Received[] = [];
  /** Message ids it took, and how often each. */
  readonly taken = new Map<string, number>();
  /** What it says on each case it takes for the first time, in order. */
  answers: readonly Omit<Callback, 'caseId'>[] = [];
  /** The secret we share; set when the vendor is made known. */
  secret = '';
  /** Told of every request before it is answered, and whether it is taken: where a vendor would write it down. */
  onReceived: (received: Received, isTaken: boolean) => void = () => undefined;

  private readonly sequences = new Map<string, number>();
  private behaviours: Behaviour[] = [accept];
  private server: Server | null = null;

  /** Starts to listen on 127.0.0.1, on a free port unless one is named, and gives the endpoint. */
  async start(port = 0): Promise<string> {
    this.server = createServer((request, response) => {
      // A request that breaks off, or that is none of ours, is no reason to fall over.
      this.take(request, response).catch(() => response.destroy());
    });
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
    return this.endpoint;
  }

  get endpoint(): string {
    if (!this.server) throw new Error('The vendor does not listen.');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/cases`;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    this.server?.close();
    if (this.server?.listening) await once(this.server, 'close');
  }

  /** Answers the next requests in this way, one each; the last one stays. */
  behave(...behaviours: readonly [Behaviour, ...Behaviour[]]): void {
    this.behaviours = [...behaviours];
  }

  /** Deliveries it had taken already and got again. */
  get duplicates(): number {
    return [...this.taken.values()].reduce((sum, times) => sum + times - 1, 0);
  }

  /** Requests without a valid signature. */
  get forged(): number {
    return this.received.filter(({ signed }) => !signed).length;
  }

  /** Says something about a case; the sequence goes up by one unless it is given. */
  say(callbackUrl: string, callback: Callback, tricks?: Tricks): Promise<CallbackAnswer> {
    const key = callback.caseId ?? String(callback.caseNumber);
    const sequence = callback.sequence ?? (this.sequences.get(key) ?? 0) + 1;
    this.sequences.set(key, Math.max(sequence, this.sequences.get(key) ?? 0));
    return sendCallback(callbackUrl, this.secret, { ...callback, sequence }, tricks);
  }

  /** Sends bytes that mean nothing, or far too much, under a signature that is right. */
  sayRaw(callbackUrl: string, text: string): Promise<CallbackAnswer> {
    return sendCallback(callbackUrl, this.secret, text);
  }

  /** What it was told of a case so far, in the order in which it took it; each once. */
  toldOf(caseId: string): Told[] {
    const seen = new Set<string>();
    return this.received
      .filter(({ id, payload }) => payload.caseId === caseId && this.taken.has(id) && !seen.has(id) && seen.add(id))
      .map(({ payload }) => payload);
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    const id = String(request.headers['webhook-id']);
    const signed = this.isSigned(body, request);
    const payload = JSON.parse(body) as Told;
    const behaviour = this.behaviours.length > 1 ? this.behaviours.shift()! : this.behaviours[0]!;
    const isNew = !this.taken.has(id);
    const received = { path: request.url ?? '', headers: request.headers, id, signed, payload };
    this.received.push(received);
    this.onReceived(received, signed && takesIt(behaviour));
    if (!signed) return void response.writeHead(401).end();
    if (takesIt(behaviour)) this.taken.set(id, (this.taken.get(id) ?? 0) + 1);
    behave(behaviour, response);
    if (isNew && takesIt(behaviour)) await this.answer(payload);
  }

  private async answer({ type, caseId, callbackUrl }: Told): Promise<void> {
    if (type !== 'case.opened' || callbackUrl === undefined) return;
    for (const answer of this.answers) await this.say(callbackUrl, { ...answer, caseId }).catch(() => null);
  }

  private isSigned(body: string, { headers }: IncomingMessage): boolean {
    try {
      new Webhook(this.secret).verify(body, headers as Record<string, string>);
      return true;
    } catch {
      return false;
    }
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
