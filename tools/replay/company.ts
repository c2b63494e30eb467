import { createHash, createHmac } from 'node:crypto';
import type { Api } from './api.js';
import type { Incident } from './incident.js';
import { inLanes } from './in-lanes.js';

/** A team at a level, and the one agent who works there. */
export interface Desk {
  readonly level: number;
  readonly sector: string;
  readonly agentId: string;
  readonly token: string;
}

export interface Admin {
  readonly token: string;
  readonly password: string;
}

interface Place {
  readonly level: number;
  readonly team: string;
}

/** Passwords are checked one or two at a time; more who wait would be sent away. */
const AT_ONCE = 8;

/**
 * The company of a log: a sector per team (so that a ticket can be sent to it wherever the API takes a sector), a team in
 * it per level, and an agent in that. What is there from an earlier replay is used again.
 */
export class Company {
  private readonly desks = new Map<string, Desk>();

  private constructor(
    private readonly api: Api,
    private readonly admin: Admin,
  ) {}

  static async of(incidents: readonly Incident[], api: Api, admin: Admin): Promise<Company> {
    const company = new Company(api, admin);
    const places = placesIn(incidents);
    await company.makeTiers(new Set(places.map(({ level }) => level)));
    await company.makeSectors(new Map(places.map(({ team }) => [sectorOf(team), team])));
    await company.makeDesks(places);
    return company;
  }

  get size(): number {
    return this.desks.size;
  }

  desk(place: Place): Desk {
    const desk = this.desks.get(keyOf(place));
    if (!desk) throw new Error(`Nobody was hired for ${keyOf(place)}.`);
    return desk;
  }

  /** Who works where a ticket is now; null when it is none of our places. */
  deskAt(tier: number | null, sector: string | null): Desk | null {
    return this.desks.get(`${tier} ${sector}`) ?? null;
  }

  private async makeTiers(levels: ReadonlySet<number>): Promise<void> {
    const { items } = await this.api.expect(200, { method: 'GET', path: 'tiers', token: this.admin.token });
    const known = new Set((items as { number: number }[]).map(({ number }) => number));
    for (const number of levels) {
      if (!known.has(number)) await this.make('tiers', { number, name: `L${number}` });
    }
  }

  private async makeSectors(names: ReadonlyMap<string, string>): Promise<void> {
    const known = new Set<string>();
    for await (const { code } of this.api.list<{ code: string }>('sectors', this.admin.token)) known.add(code);
    const missing = [...names].filter(([code]) => !known.has(code));
    await inLanes(AT_ONCE, missing, ([code, name]) =>
      this.make('sectors', { code, name: name.slice(0, 200).toWellFormed() }),
    );
  }

  private async makeDesks(places: readonly Place[]): Promise<void> {
    const teams = new Map<string, string>();
    const agents = new Map<string, { readonly id: string; readonly teams: readonly string[] }>();
    for await (const { name, id } of this.api.list<{ name: string; id: string }>('teams', this.admin.token)) {
      teams.set(name, id);
    }
    type Known = { email: string; id: string; teams: string[] };
    for await (const { email, id, teams: of } of this.api.list<Known>('agents', this.admin.token)) {
      if (email.endsWith(DOMAIN)) agents.set(email, { id, teams: of });
    }
    await inLanes(AT_ONCE, places, async (place) => {
      const sector = sectorOf(place.team);
      const name = `Replay ${sector} L${place.level}`;
      const teamId = teams.get(name) ?? (await this.make('teams', { name, tier: place.level, sector })).id;
      const email = `${sector}.l${place.level}${DOMAIN}`;
      const password = createHmac('sha256', this.admin.password).update(email).digest('base64url');
      const known = agents.get(email);
      const agentId = known?.id ?? (await this.make('agents', { email, password, name, teams: [teamId] })).id;
      const token = await this.logIn(agentId, { email, password }, teamId);
      this.desks.set(keyOf(place), { level: place.level, sector, agentId, token });
    });
  }

  /** An agent of an earlier replay may have had another password, team or capacity since. */
  private async logIn(
    agentId: string,
    credentials: { email: string; password: string },
    teamId: string,
  ): Promise<string> {
    const login = { method: 'POST', path: 'auth/login', body: credentials } as const;
    const answer = await this.api.ask(login);
    if (answer.status === 200) return answer.body.accessToken as string;
    const body = { password: credentials.password, active: true, capacity: null, teams: [teamId] };
    await this.api.expect(200, { method: 'PATCH', path: `agents/${agentId}`, token: this.admin.token, body });
    return (await this.api.expect(200, login)).accessToken as string;
  }

  private make(path: string, body: object) {
    return this.api.expect(201, { method: 'POST', path, token: this.admin.token, body });
  }
}

const DOMAIN = '@replay.tierline.test';

const keyOf = ({ level, team }: Place): string => `${level} ${sectorOf(team)}`;

function placesIn(incidents: readonly Incident[]): Place[] {
  const places = new Map<string, Place>();
  for (const { rows } of incidents) {
    for (const { level, team } of rows) places.set(keyOf({ level, team }), { level, team });
  }
  return [...places.values()];
}

/** A code that is a team's own for ever: its name as far as codes allow, and what tells it from names that look alike. */
export function sectorOf(team: string): string {
  const known = sectors.get(team);
  if (known !== undefined) return known;
  const words = team
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 24);
  const sector = `r-${words}-${createHash('sha256').update(team).digest('hex').slice(0, 8)}`;
  sectors.set(team, sector);
  return sector;
}
const sectors = new Map<string, string>();
