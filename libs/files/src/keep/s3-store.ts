import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import { FileStays, type FileStore, isSha256, sha256Of, shardedPath, type StoredFile } from './file-store.js';

export interface S3Settings {
  /** Such as https://s3.eu-central-1.amazonaws.com or http://minio:9000. */
  readonly endpoint: string;
  readonly bucket: string;
  /** `us-east-1` by default, which most stores other than Amazon's take. */
  readonly region?: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Milliseconds until a request has an answer; 30,000 by default. */
  readonly timeout?: number;
}

/** Files in a bucket of Amazon S3 or anything that speaks like it, addressed by path (`endpoint/bucket/key`). */
export class S3Store implements FileStore {
  private readonly client: AwsClient;
  private readonly base: string;
  private readonly timeout: number;

  constructor(settings: S3Settings) {
    this.client = new AwsClient({
      accessKeyId: settings.accessKeyId,
      secretAccessKey: settings.secretAccessKey,
      region: settings.region ?? 'us-east-1',
      service: 's3',
      retries: 2,
    });
    this.base = `${settings.endpoint.replace(/\/+$/, '')}/${encodeURIComponent(settings.bucket)}`;
    this.timeout = settings.timeout ?? 30_000;
  }

  async put(content: Uint8Array, sha256 = sha256Of(content)): Promise<StoredFile> {
    const there = await this.ask('HEAD', sha256);
    if (!there.ok || Number(there.headers.get('content-length')) !== content.length) {
      // The store compares what arrives with the signed checksum: what it keeps is what was sent.
      const answer = await this.ask('PUT', sha256, content);
      await answer.arrayBuffer();
      if (!answer.ok) throw failed('keep', answer);
    }
    return { sha256, size: content.length };
  }

  async open(sha256: string): Promise<Readable | null> {
    if (!isSha256(sha256)) return null;
    const answer = await this.ask('GET', sha256);
    if (answer.ok && answer.body) return Readable.fromWeb(answer.body as ReadableStream);
    await answer.arrayBuffer();
    if (answer.status === 404) return null;
    throw failed('give', answer);
  }

  async has(sha256: string): Promise<boolean> {
    if (!isSha256(sha256)) return false;
    const answer = await this.ask('HEAD', sha256);
    if (answer.ok) return true;
    if (answer.status === 404) return false;
    throw failed('look for', answer);
  }

  async delete(sha256: string): Promise<void> {
    if (!isSha256(sha256)) return;
    const answer = await this.ask('DELETE', sha256);
    await answer.arrayBuffer();
    if (answer.ok || answer.status === 404) return;
    const failure = failed('delete', answer);
    throw answer.status < 500 ? new FileStays(failure.message) : failure;
  }

  private async ask(method: string, sha256: string, content?: Uint8Array): Promise<Response> {
    const stop = new AbortController();
    const timer = setTimeout(
      () => stop.abort(new Error(`The file store does not answer within ${this.timeout / 1000} s.`)),
      this.timeout,
    );
    try {
      return await this.client.fetch(`${this.base}/${shardedPath(sha256)}`, {
        method,
        signal: stop.signal,
        redirect: 'error',
        ...(content && {
          body: content as Uint8Array<ArrayBuffer>,
          headers: { 'x-amz-content-sha256': sha256, 'content-type': 'application/octet-stream' },
        }),
      });
    } finally {
      clearTimeout(timer);
    }
  }
}

const failed = (what: string, answer: Response): Error =>
  new Error(`The file store refuses to ${what} a file: it answers ${answer.status}.`);
