/** What the outside was promised: the audit holds the database against it. */
export interface Promised {
  /** token of the subject -> id, for every ticket answered with 201. */
  readonly tickets: Map<string, string>;
  /** Every action answered with 200, with the version it made. */
  readonly actions: { readonly ticketId: string; readonly version: number; readonly action: string }[];
  /** token in the body of a reply -> whether it was acknowledged. */
  readonly replies: Map<string, boolean>;
  /** token in the subject of a vendor case -> whether asking for it was acknowledged. */
  readonly asked: Map<string, boolean>;
  /** fingerprint -> what was last acknowledged of the alert, and how often it was told firing. */
  readonly alerts: Map<string, { readonly status: 'firing' | 'resolved'; readonly firings: number }>;
  /** Mails that were taken, by the SHA-256 of their bytes. */
  readonly mails: Map<string, PromisedMail>;
  /** Answers nobody should get: 4xx other than a conflict, 5xx other than 502-504. */
  readonly surprises: string[];
  /** Actions that were refused with a 4xx, by code: somebody was faster, or it is not theirs. */
  readonly refusals: Map<string, number>;
  /** How often a request broke off or was turned away for now: the chaos was real. */
  interruptions: number;
}

export interface PromisedMail {
  /** Stands in the mail's body; null for one that nobody could read. */
  readonly token: string | null;
  /** The Message-ID of the mail of ours that it answers; null when it begins a conversation. */
  readonly answers: string | null;
  /** Whether it is another copy of a mail, with the same Message-ID and other bytes. */
  readonly isCopy: boolean;
  /** How often it was taken. */
  times: number;
}

export const nothingPromised = (): Promised => ({
  tickets: new Map(),
  actions: [],
  replies: new Map(),
  asked: new Map(),
  alerts: new Map(),
  mails: new Map(),
  surprises: [],
  refusals: new Map(),
  interruptions: 0,
});

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** One request; null when it broke off, so that nobody knows whether it was done. */
export async function request(promised: Promised, url: string, init: RequestInit): Promise<Answer | null> {
  try {
    const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(15_000) });
    const text = await answer.text();
    if ([429, 502, 503, 504].includes(answer.status)) {
      promised.interruptions += 1;
      return null;
    }
    if (answer.status >= 500) promised.surprises.push(`${init.method} ${url}: ${answer.status} ${text.slice(0, 300)}`);
    return { status: answer.status, body: text ? (JSON.parse(text) as Record<string, unknown>) : {} };
  } catch (error) {
    promised.interruptions += 1;
    if (error instanceof Error && error.name === 'TimeoutError') {
      promised.surprises.push(`${init.method} ${url} got no answer in 15 s`);
    }
    return null;
  }
}

export const json = (token: string, body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
