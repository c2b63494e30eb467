import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { accept, behave, type Behaviour } from '../../../../../test/vendor-simulator/behaviour.js';

export interface ReceivedEvent {
  readonly type: string;
  readonly timestamp: string;
  readonly data: {
    readonly ticket: Readonly<Record<string, unknown>>;
    readonly event: { readonly version: number; readonly data: Readonly<Record<string, unknown>> };
  };
}

/** A subscriber: a real HTTP server that checks signatures with a library that is not ours. */
export class Receiver {
  /** In order of arrival, whatever was answered. */
  readonly received: { readonly id: string; readonly event: ReceivedEvent; readonly signedBy: readonly string[] }[] =
    [];
  /** Whose signatures it looks for. */
  secrets: string[] = [];

  private behaviours: Behaviour[] = [accept];
  private server: Server | null = null;

  async start(): Promise<string> {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        const headers = request.headers as Record<string, string>;
        this.received.push({
          id: headers['webhook-id']!,
          event: JSON.parse(body) as ReceivedEvent,
          signedBy: this.secrets.filter((secret) => isSigned(secret, body, headers)),
        });
        behave(this.behaviours.length > 1 ? this.behaviours.shift()! : this.behaviours[0]!, response);
      });
    });
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/events`;
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

  get types(): string[] {
    return this.received.map(({ event }) => event.type);
  }
}

function isSigned(secret: string, body: string, headers: Record<string, string>): boolean {
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false;
  }
}
