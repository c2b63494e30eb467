import type { Database } from '#database';
import { gauge } from '#observability';

const alarmLateness = gauge({
  name: 'alarm_lateness_seconds',
  help: 'How long the alarm that should have rung first is overdue; 0 when none is. From rows: the same in every process.',
});
const deliveryLateness = gauge({
  name: 'vendor_delivery_lateness_seconds',
  help: 'How long the attempt to tell a vendor that should have been made first is overdue; 0 when none is. From rows.',
});

/** Both are one probe of a partial index. */
const figures = {
  name: 'promise_figures',
  text: `SELECT (SELECT extract(epoch FROM clock_timestamp() - min(next_alarm_at))::float8
                 FROM clock WHERE state = 'running' AND next_alarm_at IS NOT NULL) AS alarm,
                (SELECT extract(epoch FROM clock_timestamp() - min(next_attempt_at))::float8
                 FROM vendor_delivery WHERE next_attempt_at IS NOT NULL) AS delivery`,
};

/** Whether what has to happen at a certain time happens. Seen from outside, so that it also shows who is not running. */
export class PromiseFigures {
  constructor(private readonly database: Database) {}

  async read(): Promise<void> {
    const [row] = await this.database.read<{ alarm: number | null; delivery: number | null }>(figures);
    alarmLateness.set(Math.max(0, row?.alarm ?? 0));
    deliveryLateness.set(Math.max(0, row?.delivery ?? 0));
  }

  forget(): void {
    alarmLateness.remove();
    deliveryLateness.remove();
  }
}
