import { isBroken, isOver, ticketNumber, type Clock, type ClockKind, type SlaPolicy } from '#domain';

/** A clock that would be due at another time. */
export interface Moving {
  readonly ticket: string;
  readonly kind: ClockKind;
  readonly tier: number | null;
  readonly dueAt: Date | null;
  readonly newDueAt: Date | null;
  readonly wouldBreach: boolean;
}

const MOST_TOLD = 20;

/** What a change would do to the clocks that have not ended, counted one by one; only a few are kept. */
export class Consequences {
  clocks = 0;
  affected = 0;
  wouldMove = 0;
  wouldBreach = 0;
  wouldEnd = 0;
  private readonly first: Moving[] = [];

  /** The moving clocks that would be due first. */
  get soonest(): readonly Moving[] {
    return this.first;
  }

  /**
   * One clock as it is, and as it would be from `now` on.
   *   policy  of the clock as it would be
   */
  add(number: number, before: Clock, after: Clock, policy: SlaPolicy, now: Date): void {
    this.clocks += 1;
    if (after === before) return;
    this.affected += 1;
    if (isOver(after)) {
      this.wouldEnd += 1;
      return;
    }
    const wouldBreach = isUsedUp(after, policy) && !isBroken(before, now);
    if (wouldBreach) this.wouldBreach += 1;
    if (before.dueAt?.getTime() === after.dueAt?.getTime()) return;
    this.wouldMove += 1;
    const { kind, tier, dueAt: newDueAt } = after;
    this.keep({ ticket: ticketNumber(number), kind, tier, dueAt: before.dueAt, newDueAt, wouldBreach });
  }

  private keep(moving: Moving): void {
    if (this.first.length >= MOST_TOLD && !isSooner(moving, this.first.at(-1)!)) return;
    const place = this.first.findIndex((other) => isSooner(moving, other));
    this.first.splice(place < 0 ? this.first.length : place, 0, moving);
    if (this.first.length > MOST_TOLD) this.first.pop();
  }
}

/** Its new target is used up already: it breaks as soon as time counts. */
const isUsedUp = ({ state, bankedMs }: Clock, { targetSeconds }: SlaPolicy): boolean =>
  state === 'running' && bankedMs >= targetSeconds * 1_000;

const isSooner = (one: Moving, other: Moving): boolean =>
  (one.newDueAt?.getTime() ?? Infinity) < (other.newDueAt?.getTime() ?? Infinity);
