import { totalmem } from 'node:os';
import { serviceProcess } from '../processes/service.process.js';
import pg from 'pg';
import { benchWorld, say } from './bench-world.js';
import { cpuOf, cpuOfPostgres } from './cpu.js';
import { get, hangUp, measure, type Ask } from './desk/measure.js';
import { seedDesk, warm } from './desk/seed.js';

const TICKETS = Number(process.env['TICKETS'] ?? 1_000_000);
/** A folder that keeps the set, for the next time. */
const KEPT_IN = process.env['DESK_DATA'];
const ONLY = process.env['DESK_ONLY'] ? new RegExp(process.env['DESK_ONLY']) : undefined;

/**
 * What an agent's screens ask for, beside a million tickets of which some twenty thousand are open, with eight clients. A server for so many has a quarter of the memory for its `shared_buffers`, as PostgreSQL's manual has it; nothing else is set. TICKETS=100000 makes it quick, and
 * DESK_DATA=/some/folder keeps the set there and takes it from there. DESK_ONLY='queue|newest' asks only that.
 */
export async function deskBench(): Promise<void> {
  say(`The desk beside ${TICKETS} tickets`);
  const quarter = `${Math.floor(totalmem() / 4 / 2 ** 20)}MB`;
  const world = await benchWorld({ settings: { shared_buffers: quarter, random_page_cost: '1.1' }, keptIn: KEPT_IN });
  const watcher = new pg.Client(world.databaseUrl);
  const services: Awaited<ReturnType<typeof serviceProcess>>[] = [];
  try {
    const desk = await seedDesk(world.databaseUrl, TICKETS);
    await warm(world.databaseUrl);
    const env = { DATABASE_URL: world.databaseUrl, TIERS: undefined };
    for (const app of ['intake', 'tier-worker', 'sla-monitor'] as const) {
      const service = await serviceProcess(app, { directory: world.directory, env });
      services.push(service);
      await service.process.start();
    }
    await watcher.connect();
    const { rows } = await watcher.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const cpu = async (): Promise<readonly [number, number]> => {
      const ofServices = await Promise.all(services.map(({ process }) => cpuOf(process.pid ?? 0)));
      return [ofServices.reduce((sum, ms) => sum + ms, 0), await cpuOfPostgres(rows[0]?.pid ?? 0)];
    };
    const url = (app: string): string => `${services.find(({ name }) => name === app)?.url}/api/v1`;
    const [tickets, queues, sla] = [
      `${url('intake')}/tickets`,
      `${url('tier-worker')}/desk`,
      `${url('sla-monitor')}/tickets`,
    ];
    const number = (turn: number): number => 1_001 + ((turn * 7_919) % TICKETS);
    const { lead, agent } = desk;
    const asks: Ask[] = [];
    const add = (what: string, ask: Ask['ask'], more: Partial<Ask> = {}): void =>
      void asks.push({ what, ask, ...more });
    const list = (what: string, query: string, token = lead, more: Partial<Ask> = {}): void =>
      add(what, () => get(`${tickets}${aPage(query)}`, token), more);
    /** As the screens ask, when nothing else is said. */
    const aPage = (query: string): string =>
      /limit=|^.count/.test(query) ? query : `${query}${query === '' ? '?' : '&'}limit=25`;

    add(
      'ticket page: ticket, posts and clocks',
      (turn) =>
        Promise.all(
          ['', '/posts']
            .map((path) => get(`${tickets}/${number(turn)}${path}`, lead))
            .concat(get(`${sla}/${number(turn)}/clocks`, lead)),
        ),
      { budget: { p50: 15, p99: 40 } },
    );
    add('ticket alone', (turn) => get(`${tickets}/${number(turn)}`, lead));
    add('queues, figures', () => get(`${queues}/queues`, lead));
    add('queues, figures by sector', () => get(`${queues}/queues?by=sector`, agent));
    add('queue L1, 25 waiting, lead', () => get(`${queues}/queues/1?limit=25`, lead));
    add('queue L2, 25 waiting, agent', () => get(`${queues}/queues/2?limit=25`, agent));
    add('views', () => get(`${queues}/views`, agent));
    add('views with counts, agent', () => get(`${queues}/views?counts=true`, agent));
    add('views with counts, lead', () => get(`${queues}/views?counts=true`, lead));

    const open = 'received,queued,in_progress,awaiting_customer,awaiting_vendor,awaiting_intervention';
    list('list, newest 25', '');
    list('list, newest 50', '?limit=50');
    list('list, newest 25, agent of L2 network', '', agent);
    list('list, open at L2 network', `?state=${open}&tier=2&sector=network`);
    list('list, P1 open, by due', `?state=${open}&priority=P1&sort=due`);
    list('list, mine by due', '?assignee=me&sort=due', agent);
    list('list, changed last', '?sort=updated');
    list('list, by priority', '?sort=priority');
    list('list, waiting longest', '?sort=waiting');
    list('list, breached', `?breached=true&sort=due`);
    list('list, at risk', `?atRisk=true&sort=due`);
    list('list, of a requester', '?requester=contact-77@bench.test');
    list('list, chat in Korean with a tag', '?channel=chat&language=ko&tags=tag-7');
    list('list, a day last week', '?createdFrom=-7d&createdTo=-6d');
    list('list, recently solved by me', '?assignee=me&state=resolved,closed&resolvedFrom=-7d&sort=updated', agent);

    const q = (text: string): string => `?q=${encodeURIComponent(text)}&limit=25`;
    const code = (turn: number): string => `SN-${((number(turn) - 1_000) * 7_919).toString(16).padStart(9, '0')}`;
    add('search, a serial number', (turn) => get(`${tickets}${q(code(turn))}`, lead));
    add('search, a part of one', (turn) => get(`${tickets}${q(`${code(turn).slice(4)}*`)}`, lead));
    list('search, rare word', q('wernoldons'));
    list('search, frequent word', q('printer'));
    list('search, frequent and rare', q('printer wernoltan'));
    list('search, two frequent', q('printer update'));
    list('search, two frequent that never meet', q('printer invoice'), lead, { often: 1 });
    list('search, a phrase', q('"after update"'));
    list('search, Russian', q('принтеры сервера'));
    list('search, Korean', q('프린터 오류'));
    list('search, part of a word', q('*rinte*'));
    list('search, frequent, open at L2', `${q('printer')}&state=${open}&tier=2`);
    list('search, two that never meet, open at L2', `${q('printer invoice')}&state=${open}&tier=2`, lead, { often: 1 });
    list('search, rare word, agent', q('wernoldons'), agent);
    list('search, frequent word, agent', q('printer'), agent);

    const counted = { budget: { p50: 50, p99: 150 }, often: 1 };
    list('count, all', '/count', lead, counted);
    list('count, open at L2', `/count?state=${open}&tier=2`, lead, counted);
    list('count, open, agent', `/count?state=${open}`, agent, counted);
    list('count, rare word', '/count?q=wernoldons', lead, counted);
    list('count, frequent word', '/count?q=printer', lead, counted);

    const figures = await measure(ONLY ? asks.filter(({ what }) => ONLY.test(what)) : asks, cpu);
    figures.print();
  } finally {
    hangUp();
    await watcher.end();
    for (const { process } of services) await process.stop();
    await world.stop();
  }
}
