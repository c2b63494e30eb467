import { isCertificateUrl } from '#mail';
import { ServiceUnavailableException } from '@nestjs/common';

/** Gets what is at a URL of Amazon's, as text. Rejects when it is not there within bounds. */
export type Fetch = (url: string) => Promise<string>;
export const FETCH = Symbol('FETCH');

const WITHIN_MS = 5_000;
const MOST_BYTES = 65_536;

/** No redirects, little time, few bytes. */
export const fetchFromAmazon: Fetch = async (url) => {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(WITHIN_MS) });
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > MOST_BYTES) throw new Error('The answer is too long.');
  }
  if (!response.ok) throw new Error(`Answered ${response.status}.`);
  return text;
};

const KEPT = 20;
const AT_ONCE = 4;

/** The certificates SNS signs with. They are few, change once a year, and are kept for as long as the process lives. */
export class SnsCertificates {
  private readonly known = new Map<string, string>();
  private readonly underway = new Map<string, Promise<string>>();

  constructor(private readonly get: Fetch) {}

  /** PEM; null when the URL is not where SNS keeps certificates. Throws 503 while there is no getting it. */
  async at(url: string): Promise<string | null> {
    if (!isCertificateUrl(url)) return null;
    const known = this.known.get(url);
    if (known !== undefined) return known;
    try {
      return await this.fetched(url);
    } catch {
      throw new ServiceUnavailableException('The certificate of Amazon SNS cannot be had for the moment.');
    }
  }

  private fetched(url: string): Promise<string> {
    const underway = this.underway.get(url);
    if (underway) return underway;
    if (this.underway.size >= AT_ONCE) return Promise.reject(new Error('Too many at once.'));
    const fetching = this.get(url)
      .then((pem) => this.keep(url, pem))
      .finally(() => this.underway.delete(url));
    this.underway.set(url, fetching);
    return fetching;
  }

  private keep(url: string, pem: string): string {
    if (this.known.size >= KEPT) this.known.delete(this.known.keys().next().value!);
    this.known.set(url, pem);
    return pem;
  }
}
