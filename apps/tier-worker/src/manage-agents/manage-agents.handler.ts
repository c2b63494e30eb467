import { hashPassword, type Role } from '#access';
import { Database, likeLiteral, newId, run, type Tx } from '#database';
import { DomainError, isUuid } from '#domain';
import { Injectable } from '@nestjs/common';
import { expectAllKnown } from '../desk/expect-known.js';
import { refuseDuplicate } from '../desk/refuse-duplicate.js';
import * as sql from './manage-agents.sql.js';

export interface Agent {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly capacity: number | null;
  readonly active: boolean;
  /** The ids of the teams. */
  readonly teams: readonly string[];
}

type NewAgent = Omit<Agent, 'id'> & { readonly password: string };
type AgentChange = Partial<Omit<NewAgent, 'email'>>;

@Injectable()
export class ManageAgentsHandler {
  constructor(private readonly database: Database) {}

  list(after: string | null, limit: number, q: string | null): Promise<Agent[]> {
    const part = q === null ? null : `%${likeLiteral(q)}%`;
    return this.database.read<Agent>(sql.selectAgents, [after, limit, part]);
  }

  async create({ teams, password, ...agent }: NewAgent): Promise<Agent> {
    const hash = await hashPassword(password);
    const id = newId();
    return this.database.transaction(async (tx) => {
      const values = [id, agent.email, agent.name, agent.role, hash, agent.capacity, agent.active];
      await refuseDuplicate(run(tx, sql.insertAgent, values), emailTaken);
      return this.withTeams(tx, id, teams);
    });
  }

  /** Passwords are hashed before the transaction: nothing slow happens under a lock. */
  async change(id: string, { teams, password, ...change }: AgentChange): Promise<Agent> {
    if (!isUuid(id)) throw notFound();
    const hash = password === undefined ? null : await hashPassword(password);
    return this.database.transaction(async (tx) => {
      // All admins first and in one order, so that two of them cannot remove each other at the same moment.
      const admins = await run<{ id: string }>(tx, sql.lockAdmins, []);
      const [agent] = await run<Agent>(tx, sql.lockAgent, [id]);
      if (!agent) throw notFound();
      const after = { ...agent, ...change };
      const steps = after.role !== 'admin' || !after.active;
      if (steps && admins.length === 1 && admins[0]?.id === agent.id) throw lastAdmin();
      await run(tx, sql.updateAgent, [agent.id, after.name, after.role, after.capacity, after.active, hash]);
      if (!after.active || hash !== null) await run(tx, sql.endSessions, [agent.id]);
      return this.withTeams(tx, agent.id, teams);
    });
  }

  private async withTeams(tx: Tx, id: string, teams: readonly string[] | undefined): Promise<Agent> {
    if (teams) {
      await expectAllKnown(tx, 'team', teams, '/teams');
      await run(tx, sql.dropTeams, [id, teams]);
      await run(tx, sql.addTeams, [id, teams]);
    }
    return (await run<Agent>(tx, sql.selectAgent, [id]))[0] as Agent;
  }
}

const notFound = (): DomainError => new DomainError('not-found', 'agent.not-found', 'There is no such agent.');
const lastAdmin = (): DomainError =>
  new DomainError('conflict', 'agent.last-admin', 'This is the only active admin: make another one first.');
const emailTaken = new DomainError('conflict', 'agent.email-taken', 'Another agent has that address.', {
  errors: [{ pointer: '/email', detail: 'Choose another address, or change the existing agent.' }],
});
