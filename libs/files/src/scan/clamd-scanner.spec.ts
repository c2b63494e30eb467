import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClamdScanner } from './clamd-scanner.js';

const eicar = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$' + 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*';
const limit = 1_000_000;

/** Speaks as clamd does: takes the chunks of one INSTREAM, says what it finds, hangs up. */
function clamd(socket: Socket): void {
  let received = Buffer.alloc(0);
  socket.on('error', () => undefined);
  socket.on('data', (data: Buffer) => {
    received = Buffer.concat([received, data]);
    if (received.length > limit + 10_000) return void socket.end('INSTREAM size limit exceeded. ERROR\0');
    const answer = answerTo(received);
    if (answer) socket.end(`${answer}\0`);
  });
}

function answerTo(received: Buffer): string | null {
  const command = 'zINSTREAM\0';
  if (received.toString('latin1', 0, command.length) !== command)
    return received.length < command.length ? null : 'UNKNOWN COMMAND';
  const chunks: Buffer[] = [];
  for (let at = command.length; at + 4 <= received.length;) {
    const length = received.readUInt32BE(at);
    if (length === 0) return verdict(Buffer.concat(chunks));
    if (at + 4 + length > received.length) return null;
    chunks.push(received.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}

const verdict = (content: Buffer): string =>
  content.includes(eicar) ? `stream: Win.Test.EICAR_HDB-1 FOUND` : `stream: OK`;

describe('The virus scanner', () => {
  let server: Server;
  let url: string;
  let serve: (socket: Socket) => void;
  let folder: string;

  beforeEach(async () => {
    serve = clamd;
    folder = await mkdtemp(join(tmpdir(), 'clamd-'));
    server = createServer((socket) => serve(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true });
  });

  it('finds nothing in what is clean, whatever its size', async () => {
    const scanner = new ClamdScanner(url);
    for (const size of [0, 1, 65_536, 65_537, 500_000]) {
      await expect(scanner.scan(Buffer.alloc(size, 'a'))).resolves.toEqual({ verdict: 'clean' });
    }
  });

  it('names what it finds', async () => {
    const content = Buffer.concat([Buffer.alloc(100_000), Buffer.from(eicar)]);
    await expect(new ClamdScanner(url).scan(content)).resolves.toEqual({
      verdict: 'infected',
      name: 'Win.Test.EICAR_HDB-1',
    });
  });

  it('is asked through a socket file too', async () => {
    const path = join(folder, 'clamd.ctl');
    const local = createServer(clamd);
    await new Promise<void>((resolve) => local.listen(path, resolve));
    await expect(new ClamdScanner(`unix://${path}`).scan(Buffer.from(eicar))).resolves.toMatchObject({
      verdict: 'infected',
    });
    await new Promise((resolve) => local.close(resolve));
  });

  it('says nothing of what is too large for it', async () => {
    await expect(new ClamdScanner(url).scan(Buffer.alloc(limit * 3))).rejects.toThrow('size limit exceeded');
  });

  it.each<[string, (socket: Socket) => void, string, number]>([
    ['hangs', () => undefined, 'does not answer within 0.2 s', 200],
    ['hangs up', (socket) => socket.destroy(), 'The virus scanner', 20_000],
    ['talks nonsense', (socket) => socket.end('HTTP/1.1 200 OK\0'), 'cannot tell: HTTP/1.1 200 OK', 20_000],
  ])('that %s is an error, never a verdict', async (_, behaviour, reason, timeout) => {
    const held: Socket[] = [];
    serve = (socket) => {
      held.push(socket.on('error', () => undefined));
      behaviour(socket);
    };
    try {
      await expect(new ClamdScanner(url, { timeout }).scan(Buffer.alloc(5_000_000))).rejects.toThrow(reason);
    } finally {
      for (const socket of held) socket.destroy();
    }
  });

  it('that is away is an error', async () => {
    await expect(new ClamdScanner('tcp://127.0.0.1:1').scan(Buffer.from('x'))).rejects.toThrow('is away');
  });
});
