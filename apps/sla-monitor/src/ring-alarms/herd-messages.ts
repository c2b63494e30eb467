import type { Outbox, OutboxRow } from '#messaging';

/** Most characters that wait here, some hundred thousand messages; the sweeper brings what is beyond that. */
const MOST = 64_000_000;

/**
 * The messages of a herd, brought to their queues when it has passed: that takes longer than ringing, and it is the alarms
 * that must not be late. They are committed rows of the outbox, so what is lost here with the process is not lost. They are
 * kept as the text that was written: objects that live on would cost the garbage collector as much as ringing.
 */
export class HerdMessages {
  private waiting: string[] = [];
  private characters = 0;
  private herd = false;
  private bringing = false;

  constructor(private readonly outbox: Outbox) {}

  /** There is a herd, and this is what a batch of it says: outbox rows as JSON. */
  keep(rows: string): void {
    this.herd = true;
    if (this.characters + rows.length > MOST) return;
    this.characters += rows.length;
    this.waiting.push(rows);
  }

  /** The herd has passed. Returns at once. */
  bring(): void {
    this.herd = false;
    if (!this.bringing && this.waiting.length > 0) void this.bringAll().catch(() => undefined);
  }

  /** One batch after the other, for the publisher drops what is too much; the next herd interrupts it. The sweeper brings what fails. */
  private async bringAll(): Promise<void> {
    this.bringing = true;
    try {
      while (!this.herd && this.waiting.length > 0) {
        const rows = this.waiting.shift()!;
        this.characters -= rows.length;
        this.outbox.publish(JSON.parse(rows) as OutboxRow[]);
        await this.outbox.published();
      }
    } finally {
      this.bringing = false;
    }
  }
}
