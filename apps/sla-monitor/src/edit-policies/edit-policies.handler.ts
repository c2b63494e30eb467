import { Database, newId, type Reader } from '#database';
import { DomainError, isUuid, type Actor, type ClockKind } from '#domain';
import { Injectable } from '@nestjs/common';
import { ApplyChangesLoop } from '../apply-changes/apply-changes.loop.js';
import { namedIn } from './named-in.js';
import type { PolicyDraft } from './policy.body.js';
import { PolicyStore, type PolicyEdit } from './policy.store.js';
import { samePromise, type PolicyView } from './policy.view.js';
import { tellAdded, tellChanged, tellPurpose, tellRemoved } from './tell-edit.js';

/** What is asked for: a new policy, another promise of one there is, or one less. */
export type Wish =
  | { readonly add: PolicyDraft }
  | { readonly change: string; readonly into: PolicyDraft; readonly expectedVersion?: number | undefined }
  | { readonly remove: string };

/** A wish that can be granted. `edit` is null when everything is so already. */
export interface Plan {
  readonly policyId: string;
  readonly edit: PolicyEdit | null;
}

/** Who promises what. Every wish is checked alike, whether it is to be done or only looked at. */
@Injectable()
export class EditPoliciesHandler {
  constructor(
    private readonly database: Database,
    private readonly policies: PolicyStore,
    private readonly applying: ApplyChangesLoop,
  ) {}

  /** Does it in one change; gives the policy as it is then, null when it is gone. */
  async grant(wish: Wish, by: Actor): Promise<PolicyView | null> {
    const policy = await this.database.transaction(async (tx) => {
      await this.policies.lock(tx);
      const { policyId, edit } = await this.plan(tx, wish);
      if (edit) await this.policies.record(tx, by, edit);
      return this.policies.read(tx, policyId);
    });
    this.applying.wake();
    return policy;
  }

  /** Refuses what cannot be; whoever is going to write it holds the lock. */
  async plan(reader: Reader, wish: Wish): Promise<Plan> {
    if ('add' in wish) return this.planAddition(reader, wish.add);
    if ('remove' in wish) return this.planRemoval(reader, wish.remove);
    const { change, into, expectedVersion } = wish;
    const was = await this.expect(reader, change);
    if (expectedVersion !== undefined && expectedVersion !== was.version) throw stale(was);
    if (into.kind !== was.kind) throw otherKind(was.kind);
    const names = await namedIn(reader, into);
    await this.expectAlone(reader, into, was.id);
    if (samePromise(was, into)) return { policyId: was.id, edit: null };
    const what = tellChanged(was, into, names, await this.namesOf(reader, was));
    const version = { policyId: was.id, calendarVersion: names.calendarVersion, ...into };
    return { policyId: was.id, edit: { what, ends: [was.version], begins: [version] } };
  }

  async expect(reader: Reader, id: string): Promise<PolicyView> {
    const policy = isUuid(id) ? await this.policies.read(reader, id) : null;
    if (policy) return policy;
    throw new DomainError('not-found', 'policy.not-found', `There is no policy ${id}: GET /sla/policies has them.`);
  }

  private async planAddition(reader: Reader, draft: PolicyDraft): Promise<Plan> {
    const names = await namedIn(reader, draft);
    await this.expectAlone(reader, draft, null);
    const policyId = newId();
    const version = { policyId, calendarVersion: names.calendarVersion, ...draft };
    return { policyId, edit: { what: tellAdded(draft, names), ends: [], begins: [version] } };
  }

  private async planRemoval(reader: Reader, id: string): Promise<Plan> {
    const was = await this.expect(reader, id);
    const what = tellRemoved(was, await this.namesOf(reader, was));
    return { policyId: was.id, edit: { what, ends: [was.version], begins: [] } };
  }

  private async expectAlone(reader: Reader, draft: PolicyDraft, id: string | null): Promise<void> {
    const twin = await this.policies.twinOf(reader, draft.kind, draft.conditions, id);
    if (twin === null) return;
    const purpose = tellPurpose(draft, await namedIn(reader, draft));
    const detail = `Policy ${twin} is for ${purpose} already: change that one, or name other conditions.`;
    throw new DomainError('conflict', 'policy.conditions-taken', detail, {
      policyId: twin,
      errors: [{ pointer: '/conditions', detail }],
    });
  }

  /** What an old policy names may be gone meanwhile: then its id has to do. */
  private async namesOf(reader: Reader, policy: PolicyView) {
    return namedIn(reader, policy).catch((error: unknown) => {
      if (error instanceof DomainError) return { organisation: null, team: null, vendor: null };
      throw error;
    });
  }
}

const stale = ({ version }: PolicyView): DomainError => {
  const detail = `The policy has changed: it is at version ${version}. Read it again and decide anew.`;
  const errors = [{ pointer: '/expectedVersion', detail }];
  return new DomainError('conflict', 'policy.stale-version', detail, { currentVersion: version, errors });
};

const otherKind = (kind: ClockKind): DomainError => {
  const detail = `It stays ${kind}: take this policy away, and add one of the other kind.`;
  return new DomainError('refused', 'policy.other-kind', detail, { errors: [{ pointer: '/kind', detail }] });
};
