import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { connectDataSource, Database, isOutage, run, type Tx } from '#database';
import { testDatabase, type TestDatabase } from '#testing';

/** The way to PostgreSQL. Connections that are cut off stay open, and nothing travels on them any more: a lost machine, a lost route. */
class Way {
  private readonly sockets: Socket[] = [];
  private readonly server: Server;

  constructor(private readonly to: URL) {
    this.server = createServer((socket) => {
      const onward = connect(Number(this.to.port), this.to.hostname);
      this.sockets.push(socket, onward);
      for (const end of [socket, onward]) end.on('error', () => undefined);
      socket.pipe(onward).pipe(socket);
    });
  }

  async open(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    const { port } = this.server.address() as AddressInfo;
    return Object.assign(new URL(this.to), { host: `127.0.0.1:${port}` }).href;
  }

  cutOff(): void {
    for (const socket of this.sockets) socket.unpipe().pause();
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }
}

describe('PostgreSQL falls silent', () => {
  let db: TestDatabase;
  let way: Way;
  let database: Database;

  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    way = new Way(new URL(db.url));
    const settings = { url: await way.open(), poolSize: 1, applicationName: 'test', answerWithinMs: 300 };
    database = new Database(await connectDataSource(settings));
  });
  afterEach(async () => {
    await database.dataSource.destroy();
    way.close();
  });

  const one = { name: 'test-one', text: 'SELECT 1 AS one' };
  const work = (tx: Tx) => run(tx, one, []);
  const outageOf = async (attempt: Promise<unknown>): Promise<boolean> =>
    isOutage(
      await attempt.then(
        () => 'no error',
        (error: unknown) => error,
      ),
    );

  test('under a statement: it is an outage, and the next one goes over a new connection', async () => {
    await database.read(one);
    way.cutOff();
    expect(await outageOf(database.read(one))).toBe(true);
    expect(await database.read(one)).toEqual([{ one: 1 }]);
  });

  test.each<[string, (tx: Tx) => Promise<unknown>]>([
    ['before', () => Promise.resolve()],
    ['after', work],
  ])('in a transaction, %s its last statement: the same', async (_when, before) => {
    const attempt = database.transaction(async (tx) => {
      await before(tx);
      way.cutOff();
      await (before === work ? undefined : work(tx));
    });
    expect(await outageOf(attempt)).toBe(true);
    expect(await database.transaction(work)).toEqual([{ one: 1 }]);
  });

  test('a connection that breaks between two statements, in the hands of somebody, ends no process', async () => {
    const connection = await database.pool.connect();
    expect(() => connection.emit('error', new Error('terminating connection'))).not.toThrow();
    connection.release(true);
    expect(await database.read(one)).toEqual([{ one: 1 }]);
  });

  test('a statement that runs for too long is ended where it runs', async () => {
    const slow = { name: 'test-slow', text: 'SELECT pg_sleep(5)' };
    await expect(database.read(slow)).rejects.toMatchObject({ code: '57014' });
    await expect(database.transaction((tx) => run(tx, slow, []))).rejects.toMatchObject({ code: '57014' });
  });
});
