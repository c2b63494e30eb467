import { act } from './effects.js';
import { startService } from './service.js';

/*
 * A worker process for tests that kill it: it writes down that it began, and hangs with its transaction open for as long
 * as it was begun less often than HANGS says. Run with `libs/testing/jest/typescript-hooks.js` registered.
 */
const { DATABASE_URL = '', REDIS_URL, HANGS = '0' } = process.env;

const service = await startService({
  databaseUrl: DATABASE_URL,
  redisUrl: REDIS_URL,
  settings: { lockMs: 1_000, concurrency: 1 },
  work: async (tx, ticketId) => {
    await service.database.read({ name: 'begin', text: `INSERT INTO begun VALUES (${process.pid})` });
    process.send?.('begun');
    const [{ times } = { times: 0 }] = await service.database.read<{ times: number }>({
      name: 'begun',
      text: 'SELECT count(*)::int AS times FROM begun',
    });
    if (times <= Number(HANGS)) await new Promise(() => undefined);
    await act(tx, ticketId);
  },
});
process.send?.('ready');

const exit = (): void => process.exit(0);
process.once('disconnect', exit);
/** Told to stop, it does not exit: it ends when nothing is left to wait for. */
process.once('message', () => {
  process.off('disconnect', exit);
  void service.stop().then(() => process.disconnect());
});
