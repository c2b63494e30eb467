import { Database, run, type Tx, newId } from '#database';
import { DomainError, isUuid } from '#domain';
import { Injectable } from '@nestjs/common';
import { refuseDuplicate } from '../desk/refuse-duplicate.js';
import { expectAllKnown } from '../desk/expect-known.js';

export interface Team {
  readonly id: string;
  readonly name: string;
  readonly tier: number;
  readonly sector: string | null;
  readonly partner: boolean;
  readonly members: readonly string[];
}

@Injectable()
export class ManageTeamsHandler {
  constructor(private readonly database: Database) {}

  list(after: string | null, limit: number): Promise<Team[]> {
    return this.database.read<Team>(selectTeams, [after, limit]);
  }

  create({ members, ...team }: Omit<Team, 'id'>): Promise<Team> {
    const id = newId();
    return this.database.transaction((tx) => this.write(tx, insertTeam, { id, ...team }, members));
  }

  change(id: string, { members, ...change }: Partial<Omit<Team, 'id'>>): Promise<Team> {
    return this.database.transaction(async (tx) => {
      const [team] = isUuid(id) ? await run<Omit<Team, 'members'>>(tx, lockTeam, [id]) : [];
      if (!team) throw new DomainError('not-found', 'team.not-found', 'There is no such team.');
      return this.write(tx, updateTeam, { ...team, ...change }, members);
    });
  }

  private async write(
    tx: Tx,
    statement: Write,
    team: Omit<Team, 'members'>,
    members?: readonly string[],
  ): Promise<Team> {
    await expectAllKnown(tx, 'tier', [team.tier], '/tier');
    await expectAllKnown(tx, 'sector', team.sector === null ? [] : [team.sector], '/sector');
    await refuseDuplicate(run(tx, statement, [team.id, team.name, team.tier, team.sector, team.partner]), nameTaken);
    if (members) {
      await expectAllKnown(tx, 'agent', members, '/members');
      await run(tx, setMembers, [team.id, members]);
      await run(tx, addMembers, [team.id, members]);
    }
    return (await run<Team>(tx, selectTeam, [team.id]))[0] as Team;
  }
}

type Write = typeof insertTeam | typeof updateTeam;

const nameTaken = new DomainError('conflict', 'team.name-taken', 'Another team has that name.', {
  errors: [{ pointer: '/name', detail: 'Choose another name.' }],
});
const team = `SELECT id, name, tier, sector, partner,
  array(SELECT agent_id FROM team_member WHERE team_id = team.id ORDER BY agent_id) AS members FROM team`;
const selectTeams = {
  name: 'settings-teams',
  text: `${team} WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2`,
};
const selectTeam = { name: 'settings-team', text: `${team} WHERE id = $1` };
/* Its key stays: whoever is just being made a member of it waits for nobody. */
const lockTeam = {
  name: 'settings-lock-team',
  text: `SELECT id, name, tier, sector, partner FROM team WHERE id = $1 FOR NO KEY UPDATE`,
};
const insertTeam = {
  name: 'settings-insert-team',
  text: `INSERT INTO team (id, name, tier, sector, partner) VALUES ($1, $2, $3, $4, $5)`,
};
const updateTeam = {
  name: 'settings-update-team',
  text: `UPDATE team SET name = $2, tier = $3, sector = $4, partner = $5 WHERE id = $1`,
};
const setMembers = {
  name: 'settings-drop-members',
  text: `DELETE FROM team_member WHERE team_id = $1 AND agent_id <> ALL ($2::uuid[])`,
};
const addMembers = {
  name: 'settings-add-members',
  text: `INSERT INTO team_member (team_id, agent_id) SELECT $1, agent FROM unnest($2::uuid[]) AS agent ON CONFLICT DO NOTHING`,
};
