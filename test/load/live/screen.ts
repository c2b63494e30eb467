import { request, type ClientRequest } from 'node:http';

/** A browser that listens: when it heard of which version of which ticket. */
export class Screen {
  readonly heard = new Map<string, number>();
  private readonly asked: ClientRequest;
  private rest = '';

  private constructor(url: string, token: string, begun: () => void, failed: (error: Error) => void) {
    const headers = { authorization: `Bearer ${token}` };
    this.asked = request(`${url}/api/v1/desk/events`, { headers, agent: false }, (answer) => {
      if (answer.statusCode !== 200) return failed(new Error(`The stream was answered ${answer.statusCode}`));
      answer.setEncoding('utf8');
      answer.on('data', (text: string) => this.read(text, begun));
      answer.on('error', () => {});
    });
    this.asked.on('error', failed);
    this.asked.end();
  }

  /** Resolves when the stream is ready. */
  static open(url: string, token: string): Promise<Screen> {
    return new Promise((resolve, reject) => {
      const screen: Screen = new Screen(url, token, () => resolve(screen), reject);
    });
  }

  close(): void {
    this.asked.destroy();
  }

  private read(text: string, begun: () => void): void {
    const at = performance.now();
    const messages = (this.rest + text).split('\n\n');
    this.rest = messages.pop() ?? '';
    for (const message of messages) {
      if (message.includes('event: ready')) begun();
      const data = /event: ticket\ndata: (.*)/.exec(message)?.[1];
      if (data === undefined) continue;
      const { ticketId, version } = JSON.parse(data) as { ticketId: string; version: number };
      this.heard.set(`${ticketId}:${version}`, at);
    }
  }
}
