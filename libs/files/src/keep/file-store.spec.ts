import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AwsV4Signer } from 'aws4fetch';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { FileStays, type FileStore } from './file-store.js';
import { FilesystemStore } from './filesystem-store.js';
import { S3Store } from './s3-store.js';

const keys = { accessKeyId: 'tierline', secretAccessKey: 'wonderful secret' };
const hash = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** As much of S3 as we use; it refuses what is not signed with the keys above, and bodies that are not what was signed. */
class FakeS3 {
  readonly objects = new Map<string, Buffer>();
  readonly requests: string[] = [];
  /** When set, every request is answered with it; 0: never answered. */
  broken: number | null = null;
  readonly #server: Server = createServer((request, response) => {
    void this.#answer(request).then(({ status, body }) => {
      if (status === 0) return;
      response.writeHead(status, body && { 'content-length': body.length });
      response.end(request.method === 'HEAD' ? undefined : body);
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage): Promise<{ status: number; body?: Buffer }> {
    const path = request.url ?? '';
    const content = await buffer(request);
    this.requests.push(`${request.method} ${path}`);
    if (this.broken !== null) return { status: this.broken };
    if (!(await signed(request))) return { status: 403 };
    const kept = this.objects.get(path);
    switch (request.method ?? '') {
      case 'PUT':
        if (request.headers['x-amz-content-sha256'] !== hash(content)) return { status: 400 };
        this.objects.set(path, content);
        return { status: 200 };
      case 'DELETE':
        this.objects.delete(path);
        return { status: 204 };
      default:
        return kept ? { status: 200, body: kept } : { status: 404 };
    }
  }
}

async function signed(request: IncomingMessage): Promise<boolean> {
  const { authorization = '', host } = request.headers;
  const names = /SignedHeaders=([^,]+)/.exec(authorization)?.[1]?.split(';') ?? [];
  const signer = new AwsV4Signer({
    ...keys,
    method: request.method ?? '',
    url: `http://${host}${request.url}`,
    headers: names.filter((name) => name !== 'host').map((name) => [name, String(request.headers[name])]),
    service: 's3',
    region: 'eu-test-1',
    datetime: String(request.headers['x-amz-date']),
  });
  return (await signer.sign()).headers.get('authorization') === authorization;
}

describe.each(['a folder', 'S3'])('Files kept in %s', (kind) => {
  let folder: string;
  let s3: FakeS3;
  let endpoint: string;
  let store: FileStore;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'files-'));
    s3 = new FakeS3();
    endpoint = await s3.start();
    store =
      kind === 'S3'
        ? new S3Store({ ...keys, endpoint, bucket: 'attachments', region: 'eu-test-1', timeout: 300 })
        : new FilesystemStore(join(folder, 'files'));
  });
  afterEach(async () => {
    await s3.stop();
    await rm(folder, { recursive: true });
  });

  const read = async (sha256: string): Promise<Buffer | null> => {
    const content = await store.open(sha256);
    return content && (await buffer(content));
  };

  it('are what was put, named by their content', async () => {
    const content = randomBytes(300_000);
    const stored = await store.put(content);
    expect(await store.put(content, stored.sha256)).toEqual(stored);
    expect(stored).toEqual({ sha256: hash(content), size: 300_000 });
    expect((await read(stored.sha256))?.equals(content)).toBe(true);
    await expect(store.has(stored.sha256)).resolves.toBe(true);
  });

  it('are one however often they are put, at once too', async () => {
    const content = Buffer.from('the same');
    const [first] = await Promise.all(Array.from({ length: 5 }, async () => await store.put(content)));
    await store.put(content);
    expect(String(await read(first?.sha256 ?? ''))).toBe('the same');
  });

  it('may be empty', async () => {
    expect((await read((await store.put(new Uint8Array())).sha256))?.length).toBe(0);
  });

  it('are not there before they are put, nor after they are deleted', async () => {
    const content = Buffer.from('short-lived');
    await expect(store.has(hash(content))).resolves.toBe(false);
    await expect(read(hash(content))).resolves.toBeNull();
    const { sha256 } = await store.put(content);
    await store.delete(sha256);
    await store.delete(sha256);
    await expect(read(sha256)).resolves.toBeNull();
  });

  it.each(['../../etc/passwd', '', 'A'.repeat(64), `${'a'.repeat(64)}/..`, '__proto__'])(
    'are asked for by checksum only: %j is never there',
    async (name) => {
      await expect(store.open(name)).resolves.toBeNull();
      await expect(store.has(name)).resolves.toBe(false);
      await store.delete(name);
      expect(s3.requests).toEqual([]);
    },
  );

  if (kind === 'S3') {
    it('are not sent a second time', async () => {
      const content = Buffer.from('large');
      await store.put(content);
      await store.put(content);
      expect(s3.requests.map((request) => request.split(' ')[0])).toEqual(['HEAD', 'PUT', 'HEAD']);
      expect([...s3.objects.keys()][0]).toMatch(/^\/attachments\/[0-9a-f]{2}\/[0-9a-f]{2}\/[0-9a-f]{64}$/);
    });

    it.each([403, 0])('cannot be had, and that is an error, when it answers %d', async (status) => {
      const { sha256 } = await store.put(Buffer.from('x'));
      s3.broken = status;
      const reason = status === 0 ? 'does not answer within 0.3 s' : 'it answers 403';
      await expect(store.open(sha256)).rejects.toThrow(reason);
      await expect(store.has(sha256)).rejects.toThrow(reason);
      await expect(store.put(Buffer.from('y'))).rejects.toThrow(reason);
      await expect(store.delete(sha256)).rejects.toThrow(reason);
      await expect(store.delete(sha256)).rejects.toHaveProperty('name', status === 0 ? 'Error' : FileStays.name);
    });

    it('are refused to other keys', async () => {
      const other = new S3Store({
        ...keys,
        secretAccessKey: 'guess',
        endpoint,
        bucket: 'attachments',
        region: 'eu-test-1',
      });
      await expect(other.put(Buffer.from('x'))).rejects.toThrow('it answers 403');
    });
  } else {
    it('are readable by their owner alone, and leave nothing half-written', async () => {
      const { sha256 } = await store.put(Buffer.from('private'));
      const path = join(folder, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      expect((await stat(join(folder, 'files'))).mode & 0o777).toBe(0o700);
      await expect(readdir(join(folder, 'files', 'incoming'))).resolves.toEqual([]);
    });

    it('are written again when the disk holds less than was put', async () => {
      const content = Buffer.from('whole');
      const { sha256 } = await store.put(content);
      const path = join(folder, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
      await writeFile(path, 'wh');
      await store.put(content);
      await expect(readFile(path, 'utf8')).resolves.toBe('whole');
    });

    it('are rid of what a killed process left half-written, a day later', async () => {
      const incoming = join(folder, 'files', 'incoming');
      await mkdir(incoming, { recursive: true });
      await writeFile(join(incoming, 'old'), 'x');
      await writeFile(join(incoming, 'new'), 'x');
      await utimes(join(incoming, 'old'), 0, 0);
      await store.put(Buffer.from('y'));
      await expect(readdir(incoming)).resolves.toEqual(['new']);
    });

    it('cannot be kept, and that is an error, where there is no room for them', async () => {
      await writeFile(join(folder, 'files'), 'a file in the way');
      await expect(store.put(Buffer.from('x'))).rejects.toThrow();
      await expect(store.delete(hash(Buffer.from('x')))).rejects.toThrow(FileStays);
    });
  }
});
