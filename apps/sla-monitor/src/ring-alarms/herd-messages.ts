import type { Outbox, OutboxRow } from '#messaging';

/** Most rows that wait here, some 50 MB; the sweeper brings what is beyond that. */
const MOST = 100_000;
/** Rows that are given to the publisher at once: a hundredth of a second of this process. */
const CHUNK = 500;

/**
 * The messages of a herd, brought to their queues when it has passed: that takes longer than ringing, and it is the alarms
 * that must not be late. They are committed rows of the outbox, so what is lost here with the process is not lost.
 */
export class HerdMessages {
  private waiting: OutboxRow[] = [];
  private herd = false;
  private bringing = false;

  constructor(private readonly outbox: Outbox) {}

  /** There is a herd, and this is what it says. */
  keep(rows: readonly OutboxRow[]): void {
    this.herd = true;
    if (this.waiting.length + rows.length <= MOST) for (const row of rows) this.waiting.push(row);
  }

  /** The herd has passed. Returns at once. */
  bring(): void {
    this.herd = false;
    if (!this.bringing && this.waiting.length > 0) void this.bringAll();
  }

  /** One chunk after the other, for the publisher drops what is too much; the next herd interrupts it. */
  private async bringAll(): Promise<void> {
    this.bringing = true;
    const rows = this.waiting;
    let brought = 0;
    while (!this.herd && brought < rows.length) {
      this.outbox.publish(rows.slice(brought, (brought += CHUNK)));
      await this.outbox.published();
    }
    this.waiting = rows.slice(brought);
    this.bringing = false;
  }
}
