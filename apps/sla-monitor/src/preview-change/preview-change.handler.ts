import { calendarsOf, Database, proposedPromises, type ProposedVersion, type Statement } from '#database';
import { applyChange, calendarOf, DomainError, type CalendarSpec, type Clock, type Clocks } from '#domain';
import { Injectable } from '@nestjs/common';
import { afterAllOf, startOfAll, type Place } from '../apply-changes/change.store.js';
import { rulesOf } from '../clocks/rules-of.js';
import { CalendarStore } from '../edit-calendars/calendar.store.js';
import { SaveCalendar } from '../edit-calendars/save-calendar.handler.js';
import { EditPoliciesHandler, type Wish } from '../edit-policies/edit-policies.handler.js';
import type { NewVersion, PolicyEdit } from '../edit-policies/policy.store.js';
import { Consequences } from './consequences.js';
import { countOpen, nextStretch, readClocks, type Concerned, type OpenClock } from './open-clocks.store.js';
import type { PreviewView } from './preview.view.js';

/** Tickets read at a time: some ten milliseconds of computing, then others have their turn. */
const STRETCH = 500;
/** Nobody waits longer for an answer; what was not looked at by then is not told. */
const LONGEST_MS = 10_000;
/** Each keeps a core and a connection busy. */
const MOST_AT_ONCE = 2;

/** Says what a change would do to the clocks that run, by the very functions that would do it. Writes nothing. */
@Injectable()
export class PreviewChangeHandler {
  private busy = 0;

  constructor(
    private readonly database: Database,
    private readonly policies: EditPoliciesHandler,
    private readonly calendars: CalendarStore,
    private readonly saving: SaveCalendar,
  ) {}

  async ofWish(wish: Wish): Promise<PreviewView> {
    const { edit } = await this.policies.plan(this.database, wish);
    if (!edit) return nothing;
    const calendarFor = await calendarsOf(
      this.database,
      edit.begins.map(({ calendarVersion }) => calendarVersion),
    );
    const begins = edit.begins.map((version, index) => proposed(version, index, calendarFor(version.calendarVersion)));
    const [fits = null] = edit.begins;
    return this.look(edit, begins, { versions: edit.ends, fits });
  }

  async ofCalendar(code: string, spec: CalendarSpec): Promise<PreviewView> {
    const calendar = calendarOf(spec);
    const edit = (await this.calendars.isSame(code, spec)) ? null : await this.saving.plan(code, calendar, null);
    if (!edit) return nothing;
    const begins = edit.begins.map((version, index) => proposed(version, index, calendar));
    // The conditions stay, so only what goes by these policies can go by other hours.
    return this.look(edit, begins, { versions: edit.ends, fits: null });
  }

  private async look(edit: PolicyEdit, begins: readonly ProposedVersion[], concerned: Concerned): Promise<PreviewView> {
    if (this.busy >= MOST_AT_ONCE)
      throw new DomainError('too-many', 'preview.busy', 'Others look at changes just now: try again in some seconds.');
    this.busy += 1;
    try {
      return await this.walk(edit, begins, concerned);
    } finally {
      this.busy -= 1;
    }
  }

  private async walk(edit: PolicyEdit, begins: readonly ProposedVersion[], concerned: Concerned): Promise<PreviewView> {
    const [{ now } = { now: new Date() }] = await this.database.read<{ now: Date }>(readNow);
    const promises = await proposedPromises(this.database, edit.ends, begins, now);
    const change = { change: promises.change, at: now };
    const consequences = new Consequences();
    const until = Date.now() + LONGEST_MS;
    const tickets = { open: await countOpen(this.database), seen: 0 };
    for await (const { clocks, passed } of this.stretches(concerned)) {
      tickets.seen += passed;
      for (const clock of clocks) {
        const known = knownOf(clock);
        const after = applyChange(known, change, rulesOf(clock, promises)).clocks[0]!;
        consequences.add(clock.number, known.clocks[0]!, after, promises.policyOf(after.policyVersion), now);
      }
      if (Date.now() > until) return tell(edit.what, consequences, tickets, false);
    }
    return tell(edit.what, consequences, tickets, true);
  }

  /** The clocks concerned of all open tickets, a stretch at a time; the next is read while this one is looked at. */
  private async *stretches(concerned: Concerned) {
    let next = this.begin(startOfAll, concerned);
    for (;;) {
      const { clocks, passed, after } = await next;
      if (after) next = this.begin(after, concerned);
      yield { clocks, passed };
      if (!after) return;
    }
  }

  /** Nobody may be there any more to hear that it failed. */
  private begin(place: Place, concerned: Concerned) {
    const stretch = this.stretch(place, concerned);
    stretch.catch(() => {});
    return stretch;
  }

  private async stretch(place: Place, concerned: Concerned) {
    const { ids, lowest } = await nextStretch(this.database, place, STRETCH);
    const clocks = ids.length > 0 ? await readClocks(this.database, ids, concerned) : [];
    const isLast = lowest === null || ids.length < STRETCH;
    const after = isLast ? afterAllOf(place.state) : { state: place.state, number: lowest };
    return { clocks, passed: ids.length, after };
  }
}

function tell(
  what: string | null,
  found: Consequences,
  { open, seen }: { readonly open: number; readonly seen: number },
  complete: boolean,
): PreviewView {
  const { clocks, affected, wouldMove, wouldBreach, wouldEnd, soonest } = found;
  const counts = { openTickets: open, tickets: seen, clocks, affected, wouldMove, wouldBreach, wouldEnd };
  return { what, ...counts, soonest: [...soonest], complete };
}

const nothing = tell(null, new Consequences(), { open: 0, seen: 0 }, true);

const readNow: Statement = {
  name: 'preview-now',
  text: `SELECT date_trunc('milliseconds', clock_timestamp()) AS now`,
};

/** Real versions count from 1. */
function proposed(
  version: NewVersion,
  index: number,
  calendar: ProposedVersion['policy']['calendar'],
): ProposedVersion {
  const { kind, conditions, targetSeconds, thresholds, pausedWhile, outsideHours } = version;
  const policy = { version: -1 - index, targetSeconds, calendar, thresholds, pausedWhile, outsideHours };
  return { kind, ...conditions, policy };
}

/** A ticket's clock alone: nothing of the others decides on it. */
function knownOf(row: OpenClock): Clocks {
  const { kind, tier, ownerId, state, priority, policyVersion, resumedAt, bankedMs, dueAt, rung, breachedAt } = row;
  const clock: Clock = {
    id: '',
    kind,
    tier,
    cycle: 1,
    ownerId,
    state,
    priority,
    policyVersion,
    startedAt: resumedAt ?? longAgo,
    resumedAt,
    bankedMs,
    dueAt,
    nextAlarmAt: null,
    rung,
    breachedAt,
    endedAt: null,
  };
  return {
    version: 0,
    change: 0,
    openedAt: null,
    state: row.ticketState,
    priority,
    entitlement: row.entitlement,
    vendorCaseId: null,
    clocks: [clock],
  };
}

const longAgo = new Date(0);
