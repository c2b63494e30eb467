import { Database, type Tx } from '#database';
import { calendarOf, DomainError, type Actor, type Calendar } from '#domain';
import { Injectable } from '@nestjs/common';
import { ApplyChangesLoop } from '../apply-changes/apply-changes.loop.js';
import { editPhrases } from '../edit-policies/edit-phrases.js';
import { expectReachable } from '../edit-policies/named-in.js';
import { PolicyStore, type PolicyEdit } from '../edit-policies/policy.store.js';
import { CalendarStore, type CalendarView, type SavedCalendar } from './calendar.store.js';

type Content = Pick<SavedCalendar, 'name' | 'spec'>;

/** A calendar as it was saved, and the change that brings the clocks along; null when none goes by it. */
export interface CalendarSaved extends CalendarView {
  readonly changeId: number | null;
}

/** The one way a calendar is saved: the policies that name it go by its new hours in the same transaction. */
@Injectable()
export class SaveCalendar {
  constructor(
    private readonly database: Database,
    private readonly calendars: CalendarStore,
    private readonly policies: PolicyStore,
    private readonly applying: ApplyChangesLoop,
  ) {}

  /**
   * Makes or replaces a calendar; its code is a good one.
   *   make             gives what it is to be, all its days worked out; meanwhile nobody else changes any calendar or policy
   *   expectedVersion  the version it must still be at, 0 for none; left out, any
   */
  async handle(
    code: string,
    by: Actor,
    make: (tx: Tx) => Promise<Content>,
    expectedVersion?: number,
  ): Promise<CalendarSaved> {
    const saved = await this.database.transaction(async (tx) => {
      await this.policies.lock(tx);
      const before = await this.calendars.versionOf(code, tx);
      if (expectedVersion !== undefined && expectedVersion !== (before ?? 0)) throw stale(code, before);
      const { name, spec } = await make(tx);
      const written = await this.calendars.write(code, name, spec, tx);
      const edit = before === written.version ? null : await this.plan(code, calendarOf(spec), written.version, tx);
      const changeId = edit && (await this.policies.record(tx, by, edit));
      return { ...written, changeId };
    });
    this.applying.wake();
    return saved;
  }

  /** What new hours do to the policies that name them; null when none does. */
  async plan(
    code: string,
    calendar: Calendar,
    calendarVersion: number | null,
    reader: Tx | Database = this.database,
  ): Promise<PolicyEdit | null> {
    const policies = await this.policies.goingBy(reader, code);
    if (policies.length === 0) return null;
    for (const policy of policies) expectStillReachable(() => expectReachable(policy, calendar), policy.id);
    return {
      what: editPhrases.en.hoursChanged(code, policies.length),
      ends: policies.map(({ version }) => version),
      begins: policies.map(({ id, version: _version, changeId: _changeId, ...draft }) => ({
        ...draft,
        policyId: id,
        calendarVersion,
      })),
    };
  }
}

function expectStillReachable(expect: () => void, id: string): void {
  try {
    expect();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const detail = `Give more hours, or policy ${id} less time: its promise would take more than a hundred years.`;
    throw new DomainError('refused', 'policy.impossible', detail, { errors: [{ pointer: '/calendar', detail }] });
  }
}

function stale(code: string, currentVersion: number | null): DomainError {
  const now = currentVersion === null ? 'is gone' : `is at version ${currentVersion}`;
  const detail = `The calendar ${code} ${now}: read it again and decide anew.`;
  const errors = [{ pointer: '/expectedVersion', detail }];
  return new DomainError('conflict', 'calendar.stale-version', detail, { currentVersion, errors });
}
