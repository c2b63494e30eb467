import { ownDesks, type AgentCaller } from '#access';
import { Database, newId, run, type Tx } from '#database';
import { DomainError, isUuid } from '#domain';
import { isOrderOfSearch } from '#http';
import { Injectable } from '@nestjs/common';
import type { NewView, View, ViewChange } from './view.schemas.js';

const MOST_VIEWS = 100;

interface Row {
  readonly id: string;
  readonly ownerId: string;
  readonly ownerName: string;
  readonly name: string;
  readonly filters: View['filters'];
  readonly sort: View['sort'];
  readonly columns: View['columns'];
  readonly position: number;
  readonly forEverybody: boolean;
  readonly forTeams: string[];
  readonly forTiers: number[];
}

/** Filters kept under a name. Everybody keeps his own; leads and admins share theirs, and look after all that are shared. */
@Injectable()
export class ManageViewsHandler {
  constructor(private readonly database: Database) {}

  /** His own and those shared with him, by position and name. */
  async list(caller: AgentCaller): Promise<View[]> {
    const rows = await this.database.read<Row>(selectViews, [
      caller.id,
      caller.desks.map(({ teamId }) => teamId),
      tiersOf(caller),
      caller.role !== 'agent',
    ]);
    return rows.map((row) => toView(row, caller));
  }

  create(view: NewView, caller: AgentCaller): Promise<View> {
    return this.database.transaction(async (tx) => {
      const [{ views } = { views: 0 }] = await run<{ views: number }>(tx, countViews, [caller.id]);
      if (views >= MOST_VIEWS) {
        throw new DomainError('refused', 'view.too-many', `You have ${MOST_VIEWS} views. Delete one first.`);
      }
      const id = newId();
      await this.write(tx, insertView, id, view, caller);
      return this.get(tx, id, caller);
    });
  }

  change(id: string, change: ViewChange, caller: AgentCaller): Promise<View> {
    return this.database.transaction(async (tx) => {
      const current = await this.changeable(tx, id, caller);
      const next = { ...current, ...change };
      if (!isOrderOfSearch({ q: next.filters.q, sort: next.sort })) throw wrongOrder;
      await this.write(tx, updateView, id, next, caller, change.sharedWith !== undefined);
      return this.get(tx, id, caller);
    });
  }

  delete(id: string, caller: AgentCaller): Promise<void> {
    return this.database.transaction(async (tx) => {
      await this.changeable(tx, id, caller);
      await run(tx, deleteView, [id]);
    });
  }

  private async write(
    tx: Tx,
    statement: typeof insertView,
    id: string,
    { name, filters, sort, columns, position, sharedWith }: NewView,
    caller: AgentCaller,
    isSharing = true,
  ): Promise<void> {
    const { everybody, teams, tiers } = sharedWith ?? { everybody: false, teams: [], tiers: [] };
    if (isSharing && (everybody || teams.length + tiers.length > 0))
      await this.expectMayShare(tx, teams, tiers, caller);
    const values = [id, caller.id, name, JSON.stringify(filters), sort, columns, position, everybody, teams, tiers];
    await run(tx, statement, values);
  }

  private async expectMayShare(
    tx: Tx,
    teams: readonly string[],
    tiers: readonly number[],
    caller: AgentCaller,
  ): Promise<void> {
    if (caller.role === 'agent') {
      throw new DomainError('forbidden', 'view.not-yours-to-share', 'Leads and admins share views. Ask one of them.');
    }
    const [known] = await run<{ teams: boolean; tiers: boolean }>(tx, checkAudience, [teams, tiers]);
    const missing = known?.teams ? (known.tiers ? null : 'tier') : 'team';
    if (!missing) return;
    const detail = `One of these ${missing}s does not exist. Choose among those that do.`;
    throw new DomainError('refused', `${missing}.unknown`, detail, {
      errors: [{ pointer: `/sharedWith/${missing}s`, detail }],
    });
  }

  private async get(tx: Tx, id: string, caller: AgentCaller): Promise<View> {
    const [row] = isUuid(id) ? await run<Row>(tx, selectView, [id]) : [];
    if (!row) throw notFound;
    return toView(row, caller);
  }

  /** Locked. One that he does not see is not there; one that he sees but may not change is not his. */
  private async changeable(tx: Tx, id: string, caller: AgentCaller): Promise<View> {
    const [row] = isUuid(id) ? await run<Row>(tx, lockView, [id]) : [];
    if (!row || !sees(row, caller)) throw notFound;
    const view = toView(row, caller);
    if (view.mayChange) return view;
    throw new DomainError(
      'forbidden',
      'view.not-yours',
      'This view is not yours. Save one of your own with its filters.',
    );
  }
}

const isShared = (row: Row): boolean => row.forEverybody || row.forTeams.length + row.forTiers.length > 0;
const sees = (row: Row, caller: AgentCaller): boolean =>
  row.ownerId === caller.id ||
  row.forEverybody ||
  (isShared(row) && caller.role !== 'agent') ||
  caller.desks.some(({ teamId }) => row.forTeams.includes(teamId)) ||
  tiersOf(caller).some((tier) => row.forTiers.includes(tier));

/** A partner's people are not of the tier: they see what is shared with their team. */
const tiersOf = (caller: AgentCaller): number[] => ownDesks(caller).map(({ tier }) => tier);

function toView(row: Row, caller: AgentCaller): View {
  const isOwn = row.ownerId === caller.id;
  return {
    id: row.id,
    kind: isOwn ? 'own' : 'shared',
    name: row.name,
    filters: row.filters,
    sort: row.sort,
    columns: row.columns,
    position: row.position,
    sharedWith: { everybody: row.forEverybody, teams: row.forTeams, tiers: row.forTiers },
    owner: { id: row.ownerId, name: row.ownerName },
    mayChange: isOwn || (isShared(row) && caller.role !== 'agent'),
    count: null,
  };
}

const notFound = new DomainError('not-found', 'view.not-found', 'There is no such view of yours or shared with you.');
const orderDetail = 'Leave out `sort` or `q`: what a search finds comes newest first.';
const wrongOrder = new DomainError('invalid', 'request.invalid', orderDetail, {
  errors: [{ pointer: '/sort', detail: orderDetail }],
});

const columnsOfView = `saved_view.id, saved_view.owner_id AS "ownerId", agent.name AS "ownerName", saved_view.name, filters, sort, columns, position,
  for_everybody AS "forEverybody", for_teams AS "forTeams", for_tiers AS "forTiers"
  FROM saved_view JOIN agent ON agent.id = saved_view.owner_id`;
const selectViews = {
  name: 'desk-views',
  text: `SELECT ${columnsOfView}
    WHERE saved_view.owner_id = $1 OR for_everybody OR for_teams && $2::uuid[] OR for_tiers && $3::integer[]
      OR ($4 AND cardinality(for_teams) + cardinality(for_tiers) > 0)
    ORDER BY position, saved_view.name, saved_view.id LIMIT 500`,
};
const selectView = { name: 'desk-view', text: `SELECT ${columnsOfView} WHERE saved_view.id = $1` };
const lockView = { name: 'desk-lock-view', text: `${selectView.text} FOR UPDATE OF saved_view` };
const countViews = {
  name: 'desk-count-views',
  text: 'SELECT count(*)::integer AS views FROM saved_view WHERE owner_id = $1',
};
const insertView = {
  name: 'desk-insert-view',
  text: `INSERT INTO saved_view (id, owner_id, name, filters, sort, columns, position, for_everybody, for_teams, for_tiers, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now(), now())`,
};
const updateView = {
  name: 'desk-update-view',
  text: `UPDATE saved_view SET name = $3, filters = $4, sort = $5, columns = $6, position = $7, for_everybody = $8, for_teams = $9,
      for_tiers = $10, updated_at = now() WHERE id = $1 AND $2::uuid IS NOT NULL`,
};
const deleteView = { name: 'desk-delete-view', text: 'DELETE FROM saved_view WHERE id = $1' };
const checkAudience = {
  name: 'desk-view-audience',
  text: `SELECT NOT EXISTS (SELECT FROM unnest($1::uuid[]) AS asked (id) WHERE NOT EXISTS (SELECT FROM team WHERE team.id = asked.id)) AS teams,
    NOT EXISTS (SELECT FROM unnest($2::integer[]) AS asked (tier) WHERE NOT EXISTS (SELECT FROM tier WHERE tier.number = asked.tier)) AS tiers`,
};
