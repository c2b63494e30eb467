import { connect, type Socket } from 'node:net';

export type ScanVerdict = { readonly verdict: 'clean' } | { readonly verdict: 'infected'; readonly name: string };

/** Looks for viruses. Throws when it cannot, `FileNotScannable` when that is for the file: then nothing is known of it. */
export interface FileScanner {
  scan(content: Uint8Array): Promise<ScanVerdict>;
}

/** The scanner is there, and cannot or will not look at this very file. */
export class FileNotScannable extends Error {
  override readonly name = 'FileNotScannable';
}

const chunkSize = 65_536;
const longestAnswer = 4096;

/** ClamAV's daemon, asked over TCP (`tcp://host:3310`) or a socket file (`unix:///run/clamav/clamd.ctl`). One connection for each file. */
export class ClamdScanner implements FileScanner {
  private readonly where: { readonly path: string } | { readonly host: string; readonly port: number };
  private readonly timeout: number;

  /** `timeout`: milliseconds for one file; 30,000 by default. */
  constructor(url: string, { timeout = 30_000 }: { readonly timeout?: number } = {}) {
    const { protocol, hostname, port, pathname } = new URL(url);
    this.where =
      protocol === 'unix:'
        ? { path: decodeURIComponent(pathname) }
        : { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || 3310 };
    this.timeout = timeout;
  }

  async scan(content: Uint8Array): Promise<ScanVerdict> {
    return verdictOf(await this.ask(content));
  }

  private async ask(content: Uint8Array): Promise<string> {
    const socket = connect(this.where);
    const answer = answerOf(socket, this.timeout);
    try {
      await Promise.race([send(socket, content), answer]);
      return await answer;
    } finally {
      socket.destroy();
    }
  }
}

/** The answer ends with a NUL, or with the connection. A scanner that has seen enough answers before it has read all. */
async function answerOf(socket: Socket, timeout: number): Promise<string> {
  return await new Promise<string>((resolve, reject) => {
    let answer = '';
    const fail = (reason: string): void => reject(new Error(`The virus scanner ${reason}.`));
    const late = `The virus scanner does not answer within ${timeout / 1000} s.`;
    const timer = setTimeout(() => reject(new FileNotScannable(late)), timeout);
    socket.on('data', (data: Buffer) => {
      answer = (answer + data.toString('latin1')).slice(0, longestAnswer);
      if (answer.includes('\0')) resolve(answer);
    });
    socket.once('error', ({ message }) => (answer ? resolve(answer) : fail(`is away: ${message}`)));
    socket.once('close', () => {
      clearTimeout(timer);
      if (answer) resolve(answer);
      else fail('hung up without an answer');
    });
  });
}

/** `zINSTREAM`: the length of each chunk in four bytes, then the chunk; a length of 0 ends it. */
async function send(socket: Socket, content: Uint8Array): Promise<void> {
  socket.write('zINSTREAM\0');
  for (let at = 0; at < content.length; at += chunkSize) {
    const chunk = content.subarray(at, at + chunkSize);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.length);
    socket.write(length);
    if (!socket.write(chunk)) await drained(socket);
    if (socket.destroyed) return;
  }
  socket.write(Buffer.alloc(4));
}

async function drained(socket: Socket): Promise<void> {
  await new Promise<void>((resolve) => {
    socket.once('drain', resolve);
    socket.once('close', () => resolve());
  });
}

function verdictOf(answer: string): ScanVerdict {
  const line = answer.replace(/\0[^]*$/, '').trim();
  if (/^stream: OK$/i.test(line)) return { verdict: 'clean' };
  const found = /^stream: (.+?)(?:\([^)]*\))? FOUND$/i.exec(line)?.[1];
  if (found !== undefined) return { verdict: 'infected', name: found.slice(0, 200) };
  throw new FileNotScannable(`The virus scanner cannot tell: ${line.slice(0, 200) || 'it said nothing'}`);
}
