import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { PacedSocket } from './paced-socket.js';

describe('A paced connection', () => {
  let server: Server;
  let received: Buffer[];
  let socket: PacedSocket;

  beforeEach(async () => {
    received = [];
    server = createServer((peer) => peer.on('data', (chunk: Buffer) => received.push(chunk)));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    socket = new PacedSocket();
    socket.connect((server.address() as AddressInfo).port, '127.0.0.1');
  });
  afterEach(() => {
    socket.destroy();
    server.close();
  });

  const whole = async (): Promise<Buffer> => {
    const [peer] = (await once(server, 'connection')) as [PacedSocket];
    socket.end();
    await once(peer, 'end');
    return Buffer.concat(received);
  };

  it('sends everything in its order: long and short, at once and corked, and what was written before it was open', async () => {
    const parts: (Buffer | string)[] = [randomBytes(10), randomBytes(1_000_000), 'text', randomBytes(262_145)];
    socket.write(parts[0]!);
    socket.write(parts[1]!);
    socket.cork();
    for (const part of parts.slice(2)) socket.write(part);
    socket.uncork();
    const sent = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
    expect((await whole()).equals(sent)).toBe(true);
  });

  it('lets others have their turn while a long write leaves', async () => {
    await once(socket, 'connect');
    let turns = 0;
    const count = (): void => void ((turns += 1), (counting = setImmediate(count)));
    let counting = setImmediate(count);
    const length = 4_000_000;
    await new Promise((resolve) => socket.write(randomBytes(length), resolve));
    clearImmediate(counting);
    expect(turns).toBeGreaterThanOrEqual(Math.floor(length / 262_144));
  });

  it('tells of a connection that breaks halfway', async () => {
    await once(socket, 'connect');
    socket.on('error', () => {});
    const written = new Promise((resolve) => socket.write(randomBytes(64_000_000), resolve));
    setImmediate(() => socket.resetAndDestroy());
    expect(await written).toHaveProperty('code');
  });
});
