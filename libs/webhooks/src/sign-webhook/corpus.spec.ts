import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { isSecret, signedHeaders, verifiedId } from './webhook-signature.js';

interface Vector {
  readonly name: string;
  readonly secret: string;
  readonly now: number;
  readonly tolerance_seconds: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly valid: boolean;
}
interface Corpus {
  readonly vectors: readonly Vector[];
  readonly also_reject_secrets: readonly string[];
}

const path = new URL('../../../../../shared/corpora/webhook-signatures/standard-webhooks.json', import.meta.url);
const corpus = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Corpus) : null;
if (!corpus) process.stderr.write('The corpus webhook-signatures is not here: its vectors are skipped.\n');

(corpus ? describe : describe.skip)('the vectors of Standard Webhooks', () => {
  const { vectors, also_reject_secrets: badSecrets } = corpus ?? { vectors: [], also_reject_secrets: [] };

  it.each(vectors.map((vector) => [vector.name, vector] as const))('%s', (_, { secret, now, headers, body, valid }) => {
    const id = verifiedId([secret], headers, Buffer.from(body), new Date(now * 1000));
    expect(id !== null).toBe(valid);
  });

  it.each(badSecrets)('"%s" is no secret, and verifies nothing', (secret) => {
    expect(isSecret(secret)).toBe(false);
    const vector = vectors.find(({ valid }) => valid)!;
    const at = new Date(vector.now * 1000);
    expect(verifiedId([secret], vector.headers, Buffer.from(vector.body), at)).toBeNull();
    expect(() => signedHeaders([secret], 'msg', at, vector.body)).toThrow();
  });
});
