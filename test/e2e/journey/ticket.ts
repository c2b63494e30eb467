import { expect } from '@jest/globals';
import { eventually } from '#testing';
import type { ApiClient, Answer } from '../api.client.js';

interface Event {
  readonly type: string;
  readonly version: number;
  readonly at: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export const workOrder = {
  situation: 'Prints, but nothing on the label',
  tried: [{ action: 'New roll', result: 'Same' }],
  hypothesis: 'Print head worn',
  customerContext: 'Ships at noon, needs labels',
  checkFirst: 'Head resistance',
};

/** One ticket, as a customer opened it. */
export class TicketUnderWay {
  private constructor(
    readonly number: string,
    private readonly reader: ApiClient,
  ) {}

  /** `reader` sees all of it: an admin, or a lead. */
  static async open(customer: ApiClient, reader: ApiClient, more: object = {}): Promise<TicketUnderWay> {
    const created = await customer.make('tickets', {
      subject: 'Label printer prints blank labels',
      description: 'Since this morning all labels are blank.',
      requester: { email: 'ann@customer.example' },
      ...more,
    });
    expect(created).toMatchObject({ state: 'received', tier: null });
    return new TicketUnderWay(created.number as string, reader);
  }

  /** An action that succeeds, and what the ticket is by it. */
  async act(by: ApiClient, action: string, body: object, expected: Answer['body']): Promise<void> {
    const answer = await by.post(`tickets/${this.number}/${action}`, body);
    expect({ action, ...answer }).toMatchObject({ action, status: 200, body: expected });
  }

  /** A post of the customer's. */
  async reply(customer: ApiClient, body: string): Promise<void> {
    await customer.make(`tickets/${this.number}/posts`, { body });
  }

  /** Waits until others have made it so. */
  async becomes(expected: Answer['body'], withinMs = 20_000): Promise<void> {
    await eventually(
      async () => expect((await this.reader.get(`tickets/${this.number}`)).body).toMatchObject(expected),
      {
        withinMs,
      },
    );
  }

  /** Waits until it is in a tier's queue and the tier has taken note of it. */
  waitsAt(tier: number): Promise<void> {
    return this.becomes({ state: 'queued', tier, assignee: null, receivedByTierAt: expect.any(String) });
  }

  async events(): Promise<readonly Event[]> {
    return (await this.reader.get(`tickets/${this.number}/timeline?limit=100`)).body.items as Event[];
  }

  /** What happened to it, without the vendor's own steps: `opened routed claimed`. */
  async story(): Promise<string> {
    const own = (await this.events()).filter(({ type }) => type.startsWith('ticket.'));
    return own.map(({ type }) => type.replace('ticket.', '')).join(' ');
  }

  async workOrders(): Promise<Answer['body']> {
    return (await this.reader.get(`desk/tickets/${this.number}/work-orders`)).body.items;
  }
}
