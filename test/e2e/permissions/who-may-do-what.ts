import { newId } from '#database';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { sampleOf } from '../bad-input/bad-bodies.js';
import type { HostileWorld } from '../bad-input/hostile.world.js';
import { operationsOf, type Operation } from '../bad-input/open-api.js';
import { each, type Ask, type Reply } from '../bad-input/raw.client.js';
import { audienceOf, audiences, lineOf, mayCall, roles, secretly, type Role } from './audiences.js';
import { beside, besideColumns } from './beside-the-api.js';
import { enough, onTickets, places, relationOf, seers, type Place, type Rule } from './on-tickets.js';
import { PermissionsWorld, type Who } from './permissions.world.js';
import { columns, lists, things, type Thing } from './things.js';

const SLOW = 120_000;
/** At once, of what is done: some of it waits for one another. */
const A_FEW = 6;

/**
 * Every endpoint, by everybody, against the tables of this folder. In the Tierline of another test file, as its last part: what is
 * allowed is done.
 */
export function whoMayDoWhat(tierline: () => HostileWorld): void {
  let world: PermissionsWorld;
  /** By their lines in the tables; all but streams. */
  let operations: ReadonlyMap<string, Operation>;
  let documented: readonly string[];
  let vendor: { readonly id: string; readonly secret: string };
  let tickets: Readonly<Record<Place, string>>;
  /** What belongs to the ticket in an agent's hands, and what else paths and bodies name. */
  let made: Readonly<Record<string, string>>;

  beforeAll(async () => {
    world = await PermissionsWorld.in(tierline());
    const { body: document } = await world.send('nobody', { method: 'GET', path: '/api/v1/openapi.json' });
    documented = Object.entries(document.paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => lineOf(`${method.toUpperCase()} ${path}`)),
    );
    operations = new Map(operationsOf(document).map((one) => [lineOf(`${one.method} ${one.path}`), one]));
    vendor = await world.expectOk('admin', 'POST', '/vendors', {
      name: 'A vendor for all',
      endpoint: 'https://vendor.example/hook',
    });
    const ids = await Promise.all(places.map((place) => world.tickets(place, 1)));
    tickets = Object.fromEntries(places.map((place, index) => [place, ids[index]![0]!])) as Record<Place, string>;
    for (const place of places) if (relationOf('l1', place) === 'reads') await world.mention('l1', tickets[place]);
    made = await world.furnish(tickets.held, vendor.id);
  }, SLOW);

  describe('every operation of the API', () => {
    it('stands in the table of who may call it, and only once', () => {
      expect(Object.values(mayCall).flat().toSorted()).toEqual([...documented].toSorted());
    });

    it(
      'lets in whoever it is for, and nobody else',
      async () => {
        const before = await world.tierline.fingerprint();
        const asks = [...operations].flatMap(([line, operation]) => roles.map((role) => ({ line, operation, role })));
        const wrong = await each(asks, async ({ line, operation, role }) => {
          const expected = expectedOf(line, role);
          const reply = await world.send(role, await callOf(line, operation, role, expected === 'let in'));
          const got = admission(reply);
          return got === expected ? [] : [`${line} as ${role}: ${said(reply)} instead of ${expected}`];
        });
        expect(wrong.flat()).toEqual([]);
        expect(await world.tierline.fingerprint()).toEqual(before);
      },
      SLOW,
    );

    it('that is a stream tells nobody anything who is not an agent', async () => {
      const [stream, ...others] = documented.filter((line) => !operations.has(line));
      expect([stream, others]).toEqual(['GET ~/desk/events', []]);
      const heads = await each(roles, async (role) => [role, await world.headOf(role, '/api/v1/desk/events')] as const);
      expect(heads).toEqual(
        roles.map((role) => {
          const expected = expectedOf(stream!, role);
          return [role, expected === 'let in' ? '200 text/event-stream; charset=utf-8' : `${expected} application/problem+json; charset=utf-8`]; // prettier-ignore
        }),
      );
    });
  });

  /** One that is let in changes nothing: its body is wrong, or what it names is not there. One that is not is as it should be. */
  async function callOf(line: string, operation: Operation, role: Role, isLetIn: boolean): Promise<Ask> {
    const { method, path, takesBytes, body } = operation;
    const valueOf = (name: string): string =>
      path.includes('/vendors/') ? vendor.id : (samples[name] ?? '0197a7a5-0000-7000-8000-000000000000');
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => valueOf(name));
    const sent = takesBytes ? '' : body === null ? undefined : isLetIn ? { surprise: 1 } : sampleOf(body);
    const type = takesBytes && (bytesOf[line] ?? 'application/json');
    return {
      method,
      path: filled,
      ...(sent !== undefined && { body: sent }),
      headers: { ...(type && { 'content-type': type }), ...(role === 'vendor' && signature(sent)) },
      // It ends the session that it is called in.
      ...(line === 'POST ~/auth/logout' && isLetIn && { token: await world.session(role) }),
    };
  }

  function signature(body: unknown): Record<string, string> {
    const [id, at] = [`msg_${newId()}`, new Date()];
    const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
    return {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(vendor.secret).sign(id, at, text),
    };
  }

  // Before much else is made.
  it('what hangs on a ticket is in the lists of whoever may read it, and in those of nobody else', async () => {
    // Only for half a minute.
    await world.expectOk('holder', 'PUT', '/desk/presence', { ticketId: tickets.held, mode: 'viewing' });
    // Whoever was here before may have filled the first pages.
    const has = async (who: Who, path: string, id: string): Promise<boolean> => {
      for (let page = path; ;) {
        const { status, body } = await world.send(who, { method: 'GET', path: `/api/v1${page}` });
        if (status !== 200) return false;
        if (JSON.stringify(body).includes(id)) return true;
        const { nextCursor } = body as { readonly nextCursor?: string | null };
        if (!nextCursor) return false;
        page = `${path}&cursor=${encodeURIComponent(nextCursor)}`;
      }
    };
    const found = await each(lists, async ({ path, of, toldTo }) => {
      const told = await each(columns, async (who) => ((await has(who, path, fill(of))) ? [who] : []));
      return [path, told.flat(), toldTo.length];
    });
    expect(found).toEqual(lists.map(({ path, toldTo }) => [path, columns.filter((who) => toldTo.includes(who)), toldTo.length])); // prettier-ignore
  });

  describe('a ticket', () => {
    it('has a rule for whatever can be done with one', () => {
      const lines = documented.filter((line) => line.includes('/tickets/{}'));
      expect(Object.keys(onTickets).toSorted()).toEqual(lines.toSorted());
    });

    it(
      'is not there for whom it is not, and is left as it is by whoever may not do something with it',
      async () => {
        const before = await world.tierline.fingerprint();
        const asks = cases().filter(
          ({ expected, place, rule }) =>
            (expected === 404 || expected === 403) && (place === rule.on || (expected === 404 && isElsewhere(place))),
        );
        const wrong = await each(asks, async ({ line, rule, who, place, expected }) => {
          const reply = await world.send(who, askOf(line, rule, tickets[place]));
          return outcomeOf(reply) === expected
            ? []
            : [`${line} as ${who}, ${place}: ${said(reply)} instead of ${expected}`];
        });
        expect(wrong.flat()).toEqual([]);
        expect(await world.tierline.fingerprint()).toEqual(before);
      },
      SLOW,
    );

    it(
      'is open to whoever may do something with it',
      async () => {
        const asks = cases().filter(({ expected, place, rule }) => expected === 'passes' && place === rule.on);
        const fresh = new Map<Place, string[]>();
        for (const place of places) {
          const count = asks.filter(({ rule }) => rule.on === place).length;
          fresh.set(place, await world.tickets(place, count));
        }
        const wrong = await each(
          asks,
          async ({ line, rule, who, place }) => {
            const isRead = line.startsWith('GET');
            const ticket = isRead ? tickets[place] : fresh.get(place)!.pop()!;
            if (!isRead && relationOf(who, place) === 'reads') await world.mention(who, ticket);
            const reply = await world.send(who, askOf(line, rule, ticket));
            const isDone = outcomeOf(reply) === 'passes' && (!isRead || reply.status === 200 || isNoMail(reply));
            return isDone ? [] : [`${line} as ${who}: ${said(reply)} ${JSON.stringify(reply.body?.errors ?? '')}`];
          },
          A_FEW,
        );
        expect(wrong.flat()).toEqual([]);
      },
      SLOW,
    );

    const cases = () =>
      Object.entries(onTickets).flatMap(([line, rule]) =>
        seers
          .filter((who) => mayCallAtAll(line, who))
          .flatMap((who) =>
            places.map((place) => ({ line, rule, who, place, expected: outcomeFor(rule, who, place) })),
          ),
      );

    /** With a body that is right as far as can be seen without looking at the ticket. */
    function askOf(line: string, rule: Rule, ticket: string): Ask {
      const { method, path, body, takesBytes } = operations.get(line)!;
      const [ofTicket] = /\{\w+\}/.exec(path)!;
      const filled = path
        .replace(ofTicket, ticket)
        .replaceAll(/\{(\w+)\}/g, (_, name: string) => made[name] ?? newId());
      const query = line.endsWith('/feasibility') ? '?tier=3' : '';
      if (takesBytes) return { method, path: filled, body: 'A file.' };
      if (body === null) return { method, path: filled + query };
      const sample = { ...(sampleOf(body) as object), expectedVersion: undefined, ...rule.with };
      return { method, path: filled, body: filledIn(sample) };
    }
  });

  describe('what hangs on a ticket, or belongs to somebody', () => {
    it(
      'answers whoever it is for, and is not there or not theirs for the others',
      async () => {
        const got = things.map(() => [] as number[]);
        const ask = async (thing: Thing, row: number, column: number): Promise<void> => {
          const { method, path, body } = thing;
          const sent = { method, path: fill(path), ...(body && { body: filledIn(body) }) };
          got[row]![column] = (await world.send(columns[column]!, sent)).status;
        };
        const cells = things.flatMap((thing, row) => columns.map((_, column) => ({ thing, row, column })));
        // What is done once may be done no more: so whoever comes before the first who may is asked before anything is done.
        const isBefore = ({ thing: { answers }, column }: (typeof cells)[number]) => answers.slice(0, column + 1).every((status) => status >= 400); // prettier-ignore
        await each(cells.filter(isBefore), ({ thing, row, column }) => ask(thing, row, column));
        for (const cell of cells.filter((one) => !isBefore(one))) await ask(cell.thing, cell.row, cell.column);
        const answers = things.map(({ method, path }, row) => [`${method} ${path}`, got[row]]);
        expect(answers).toEqual(things.map(({ method, path, answers: expected }) => [`${method} ${path}`, expected]));
      },
      SLOW,
    );

    it('is not marked as read in the inbox of somebody else', async () => {
      const entry = async () => world.sql('SELECT read_at FROM inbox_entry WHERE id = $1', [made['inboxEntry']]);
      for (const who of ['l2', 'lead'] as const)
        await world.expectOk(who, 'POST', '/desk/inbox/read', { ids: [made['inboxEntry']] });
      expect(await entry()).toEqual([{ read_at: null }]);
      await world.expectOk('l1', 'POST', '/desk/inbox/read', { ids: [made['inboxEntry']] });
      expect(await entry()).toEqual([{ read_at: expect.any(Date) }]);
    });
  });

  it('beside the API there is nothing for whom it is not', async () => {
    const answers = await each(beside, async ({ method, path, headers }) => {
      const statuses = await each(besideColumns, async (who) => (await world.send(who, { method, path, headers })).status); // prettier-ignore
      return [`${method} ${path}`, statuses];
    });
    expect(answers).toEqual(beside.map(({ method, path, answers: expected }) => [`${method} ${path}`, expected]));
  });

  const fill = (text: string): string =>
    text.replaceAll(/\{(\w+)\}/g, (_, name: string) => made[name] ?? (tickets as Record<string, string>)[name] ?? name);
  const filledIn = (body: object): object => JSON.parse(fill(JSON.stringify(body))) as object;
}

type Admission = 'let in' | 'not authentic' | 'broken' | 401 | 403;

function expectedOf(line: string, role: Role): Admission {
  const audience = audienceOf(line)!;
  if (audience === 'whoever knows its secret') return secretly[line]?.includes(role) ? 'let in' : 'not authentic';
  if ((audiences[audience] as readonly Role[]).includes(role)) return 'let in';
  return role === 'nobody' || role === 'vendor' ? 401 : 403;
}

function admission({ status, body }: Reply): Admission {
  if (status >= 500) return 'broken';
  if (status === 403 && /not-authentic|credentials|signature|unknown-topic/.test(body?.code)) return 'not authentic';
  if (status === 406 || (status === 401 && body?.code !== 'caller.unauthenticated')) return 'not authentic';
  return status === 401 || status === 403 ? status : 'let in';
}

const mayCallAtAll = (line: string, who: Who): boolean =>
  (audiences[audienceOf(line)!] as readonly Who[]).includes(who === 'colleague' || who === 'holder' ? 'l2' : who);

type Outcome = 'passes' | 'broken' | 403 | 404;

function outcomeFor({ may }: Rule, who: Who, place: Place): Outcome {
  const relation = relationOf(who, place);
  if (relation === '-') return 404;
  return (enough[may] as readonly string[]).includes(relation) ? 'passes' : 403;
}

/** What hangs on one ticket is not found on another: then it was judged that the ticket itself may be read. */
function outcomeOf({ status, body }: Reply): Outcome {
  if (status === 404 && body?.code === 'ticket.not-found') return 404;
  if (status === 401 || status === 403) return 403;
  return status === 400 || status >= 500 ? 'broken' : 'passes';
}

/** Sight is tried at each of these, whatever is done; rights only where it can be done. */
const isElsewhere = (place: Place): boolean => place !== 'waiting' && place !== 'resolved';

/** The post was not written by mail: that is told only to those who may read it. */
const isNoMail = ({ body }: Reply): boolean => body?.code === 'post.not-by-mail';

const said = ({ status, body }: Reply): string => `${status} ${body?.code ?? ''}`;

const samples: Readonly<Record<string, string>> = {
  provider: 'sendgrid',
  of: 'agents',
  country: 'DE',
  kind: 'agent-replied',
  language: 'en',
  number: '77',
  tier: '1',
  version: '1',
};
/** What bytes call themselves, where it is not JSON. */
const bytesOf: Readonly<Record<string, string>> = {
  'POST ~/inbound/email/raw': 'message/rfc822',
  'POST ~/inbound/email/sendgrid': 'multipart/form-data; boundary=x',
  'POST ~/inbound/email/mailgun': 'multipart/form-data; boundary=x',
  'POST ~/inbound/email/mailgun/mime': 'multipart/form-data; boundary=x',
  'POST ~/inbound/email/ses': 'text/plain',
  'POST ~/sla/calendars/{}/import': 'text/calendar',
};
