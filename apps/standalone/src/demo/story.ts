import type { Level } from '#domain';
import type { AgentKey, ContactKey } from './company.js';

/** A ticket of the demo: what a customer wrote, and what became of it. Told through the public API, step by step. */
export interface Story {
  /** The ticket's `externalId`: a start that was interrupted finds by it what is already told. */
  readonly id: `demo-${string}`;
  readonly from: ContactKey;
  readonly language: 'en' | 'ru' | 'ko';
  readonly channel: 'web' | 'portal' | 'email' | 'phone' | 'chat';
  readonly subject: string;
  readonly description: string;
  readonly product?: string;
  readonly assetTag?: string;
  readonly impact?: Level;
  readonly urgency?: Level;
  readonly steps: readonly Step[];
}

export interface Step {
  /** An agent, or the customer, whose words arrive through the demo portal's API key. */
  readonly by: AgentKey | 'customer';
  /** The last part of the path: an action of the ticket, or `posts`. */
  readonly action: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Merging names the other story; its ticket's number is filled in. */
  readonly into?: Story['id'];
  /** Working through a runbook: its steps, in order. */
  readonly done?: readonly StepDone[];
}

type StepDone = readonly [
  stepId: string,
  body: { readonly result: string | number; readonly note?: string; readonly seconds?: number },
];

type Tried = readonly (readonly [action: string, result: string])[];

export const claim = (by: AgentKey): Step => ({ by, action: 'claim', body: {} });
export const reply = (by: AgentKey, body: string): Step => ({ by, action: 'reply', body: { body } });
export const note = (by: AgentKey, body: string): Step => ({ by, action: 'note', body: { body } });
export const writes = (body: string): Step => ({ by: 'customer', action: 'posts', body: { body } });
export const ask = (by: AgentKey, body: string): Step => ({ by, action: 'ask-customer', body: { body } });
export const release = (by: AgentKey, reason: string): Step => ({ by, action: 'release', body: { reason } });
export const close = (by: AgentKey): Step => ({ by, action: 'close', body: {} });
export const resume = (by: AgentKey): Step => ({ by, action: 'resume', body: {} });
export const reopens = (reason: string): Step => ({ by: 'customer', action: 'reopen', body: { reason } });
export const reject = (by: AgentKey, reason: 'spam' | 'scam' | 'not-for-us'): Step => ({
  by,
  action: 'reject',
  body: { reason },
});
export const merge = (by: AgentKey, into: Story['id']): Step => ({ by, action: 'merge', body: {}, into });

export const escalate = (
  by: AgentKey,
  situation: string,
  tried: Tried,
  hypothesis: string,
  customerContext: string,
  checkFirst: string,
): Step => ({
  by,
  action: 'escalate',
  body: {
    workOrder: {
      situation,
      tried: tried.map(([action, result]) => ({ action, result })),
      hypothesis,
      customerContext,
      checkFirst,
    },
  },
});

/** What an agent found out. */
export const describes = (
  by: AgentKey,
  body: {
    readonly symptom?: string;
    readonly underlyingProblem?: string;
    readonly goal?: string;
    readonly location?: string;
  },
): Step => ({ by, action: 'describe', body });

export const suspects = (by: AgentKey, cause: string, likelihood: Level, evidence: readonly string[]): Step => ({
  by,
  action: 'hypotheses',
  body: { cause, likelihood, evidence: evidence.map((text) => ({ for: true, text })) },
});

/** A runbook, worked through to its end. */
export const worksThrough = (by: AgentKey, runbookId: string, ...done: StepDone[]): Step => ({
  by,
  action: 'runs',
  body: { runbookId },
  done,
});

export const giveBack = (
  by: AgentKey,
  reasonCode: 'missing-info' | 'wrong-sector' | 'l1-capable' | 'duplicate' | 'other',
  note: string,
): Step => ({ by, action: 'return', body: { reasonCode, note } });

export const transfer = (by: AgentKey, sector: string, reason: string): Step => ({
  by,
  action: 'transfer',
  body: { sector, reason },
});

export const wait = (by: AgentKey, what: 'intervention' | 'implementation' | 'other', note: string): Step => ({
  by,
  action: 'wait',
  body: { for: what, note },
});

export const logWork = (
  by: AgentKey,
  minutes: number,
  kind: 'call' | 'remote' | 'on-site' | 'research' | 'other',
  withCustomer: boolean,
  note: string,
): Step => ({ by, action: 'log-work', body: { seconds: minutes * 60, kind, withCustomer, note } });

export const resolve = (by: AgentKey, solution: string, code: string, l1Capable?: boolean): Step => ({
  by,
  action: 'resolve',
  body: { solution, code, ...(l1Capable === undefined ? {} : { l1Capable }) },
});

export const askVendor = (by: AgentKey, subject: string, body: string): Step => ({
  by,
  action: 'ask-vendor',
  body: { vendorId: VENDOR, subject, body },
});

/** The one vendor of the demo. Its address does not exist (`.invalid`), so nothing ever leaves this machine for it. */
export const VENDOR = '0199d000-0000-7000-8000-0000000000f1';
