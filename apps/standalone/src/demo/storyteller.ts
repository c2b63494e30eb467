import { eventOf, type Action, type FactType } from '#domain';
import { setTimeout as sleep } from 'node:timers/promises';
import { contacts, strangers } from './company.js';
import { DemoRefused, type DemoClient } from './demo-client.js';
import type { Step, Story } from './story.js';

/** What the log of a ticket says happened, oldest first; only what people did. */
export type Happened = readonly string[];

interface Seen {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly receivedByTierAt: string | null;
}

const AT_ONCE = 6;
const PATIENCE_MS = 30_000;

/** What is no move is a fact. */
const facts: Readonly<Record<string, FactType>> = {
  reply: 'ticket.agent-replied',
  note: 'ticket.noted',
  'log-work': 'ticket.work-logged',
  posts: 'ticket.customer-replied',
  describe: 'ticket.described',
  hypotheses: 'ticket.hypothesis-added',
  runs: 'ticket.runbook-finished',
};
/** What the log says once a step is told. */
export const eventFor = ({ action }: Step): string => facts[action] ?? eventOf[action as Action];

/** How many of a story's steps are told already: events that are not of the story are somebody else's doing. */
export function stepsTold(steps: readonly Step[], happened: Happened): number {
  let told = 0;
  for (const type of happened) {
    const next = steps[told];
    if (next && eventFor(next) === type) told += 1;
  }
  return told;
}

/** Tells the stories through the API, several at a time, each from where an earlier start left off. */
export class Storyteller {
  private readonly tickets = new Map<Story['id'], Promise<Seen>>();

  constructor(
    private readonly client: DemoClient,
    private readonly happened: (ticketId: string) => Promise<Happened>,
    private readonly isEnding: () => boolean,
  ) {}

  /**
   * Opens all tickets in order (so that numbers are in order too), then lets them go their ways. Gives the refusals: a
   * story whose ticket somebody else has moved meanwhile is left as it is.
   */
  async tell(stories: readonly Story[], known: ReadonlyMap<string, string>): Promise<readonly DemoRefused[]> {
    for (const story of stories) {
      if (this.isEnding()) return [];
      const id = known.get(story.id);
      const opened = id === undefined ? this.open(story) : this.client.get<Seen>(`tickets/${id}`);
      this.tickets.set(story.id, opened);
      await opened;
    }
    const waiting = [...stories];
    const refusals: DemoRefused[] = [];
    const lanes = Array.from({ length: AT_ONCE }, async () => {
      for (let story = waiting.shift(); story && !this.isEnding(); story = waiting.shift()) {
        await this.walk(story).catch((error: unknown) => {
          if (!(error instanceof DemoRefused) || error.status >= 500) throw error;
          refusals.push(error);
        });
      }
    });
    await Promise.all(lanes);
    return refusals;
  }

  private open({ id, from, language, channel, subject, description, product, assetTag, impact, urgency }: Story) {
    const requester = [...contacts, ...strangers].find(({ key }) => key === from);
    return this.client.post<Seen>('customer', 'tickets', {
      externalId: id,
      requester: { email: requester?.email, name: requester?.name },
      subject,
      description,
      channel,
      language,
      ...(product && { product }),
      ...(assetTag && { assetTag }),
      ...(impact && { impact }),
      ...(urgency && { urgency }),
    });
  }

  private async walk({ id, steps }: Story): Promise<void> {
    const ticket = await this.ticketOf(id);
    const told = stepsTold(steps, await this.happened(ticket.id));
    let last = steps[told - 1];
    for (const step of steps.slice(told)) {
      if (this.isEnding()) return;
      await this.settled(ticket.id, last);
      last = step;
      if (step.done) {
        await this.workThrough(ticket.id, step);
        continue;
      }
      const body = step.into ? { into: (await this.ticketOf(step.into)).number } : step.body;
      await this.client.post(step.by, `tickets/${ticket.id}/${step.action}`, body);
    }
  }

  /** Begins a runbook, or goes on with the one that an interrupted start began: a step done once more changes nothing. */
  private async workThrough(ticketId: string, { by, body, done = [] }: Step): Promise<void> {
    const run = await this.client.post<{ id: string }>(by, `tickets/${ticketId}/runs`, body).catch((error: unknown) => {
      const runId = error instanceof DemoRefused && error.status === 409 ? error.problem['runId'] : undefined;
      if (typeof runId === 'string') return { id: runId };
      throw error;
    });
    for (const [step, result] of done) {
      await this.client.post(by, `tickets/${ticketId}/runs/${run.id}/steps/${step}`, result);
    }
  }

  private async ticketOf(id: Story['id']): Promise<Seen> {
    const ticket = this.tickets.get(id);
    if (!ticket) throw new Error(`The demo has no story ${id}.`);
    return ticket;
  }

  /** Waits until the services have done their part after the last step, as people would. */
  private async settled(id: string, last: Step | undefined): Promise<void> {
    for (const deadline = Date.now() + PATIENCE_MS; ; await sleep(20)) {
      const { state, receivedByTierAt } = await this.client.get<Seen>(`tickets/${id}`);
      const isOnItsWay = state === 'received' || (state === 'queued' && receivedByTierAt === null);
      const isToBePutBack = last?.action === 'posts' && state.startsWith('awaiting_');
      if ((!isOnItsWay && !isToBePutBack) || this.isEnding()) return;
      if (Date.now() > deadline) throw new Error(`The demo's ticket ${id} does not move on: it is ${state}.`);
    }
  }
}
