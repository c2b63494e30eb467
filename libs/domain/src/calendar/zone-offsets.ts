import { IANAZone } from 'luxon';

const DAY_MS = 86_400_000;
/** No zone changes its clocks twice within a week. */
const STEP_MS = 7 * DAY_MS;

/** From `at` on (an instant), the wall clock is `offset` milliseconds ahead of UTC. */
interface Era {
  readonly at: number;
  readonly offset: number;
}

/** The eras of a zone's wall clock, found year by year and kept: asking the platform for an offset costs microseconds. */
export class ZoneOffsets {
  private static readonly zones = new Map<string, ZoneOffsets>();
  private readonly years = new Map<number, readonly Era[]>();
  private readonly zone: IANAZone;

  private constructor(name: string) {
    this.zone = IANAZone.create(name);
  }

  static of(name: string): ZoneOffsets {
    const known = this.zones.get(name);
    if (known) return known;
    const offsets = new ZoneOffsets(name);
    this.zones.set(name, offsets);
    return offsets;
  }

  /**
   * The instant at which the wall clock shows `wall` (as if it were UTC). A time that the clock jumps over is moved forward by
   * the jump; one that it shows twice is the first of the two (RFC 5545 §3.3.5).
   */
  instantOf(wall: number): number {
    const eras = this.erasAround(new Date(wall).getUTCFullYear());
    for (const [index, era] of eras.entries()) {
      const ends = eras[index + 1]?.at ?? Infinity;
      const at = wall - era.offset;
      // Shown in this era; or after it, and not yet in the next: jumped over.
      if (at < ends) return at;
      const next = eras[index + 1]!;
      if (wall - next.offset < next.at) return at;
    }
    throw new Error('A wall clock always has a last era.');
  }

  /** Whether a zone that changed sides of the date line left out the day that begins at `midnight` of the wall clock. */
  isSkipped(midnight: number): boolean {
    return this.wallAt(this.instantOf(midnight)) >= midnight + DAY_MS;
  }

  /** What the wall clock shows at an instant, as if it were UTC. */
  wallAt(instant: number): number {
    const eras = this.erasAround(new Date(instant).getUTCFullYear());
    return instant + (eras.findLast(({ at }) => at <= instant) ?? eras[0]!).offset;
  }

  /** Eras from a few days before the year to a few days after it, as the year is counted anywhere in the world. */
  private erasAround(year: number): readonly Era[] {
    const known = this.years.get(year);
    if (known) return known;
    const from = Date.UTC(year, 0, 1) - STEP_MS;
    const to = Date.UTC(year + 1, 0, 1) + STEP_MS;
    const eras: Era[] = [{ at: -Infinity, offset: this.offsetAt(from) }];
    for (let at = from; at < to; at += STEP_MS) {
      const before = eras.at(-1)!.offset;
      const after = this.offsetAt(at + STEP_MS);
      if (after !== before) eras.push({ at: this.changeBetween(at, at + STEP_MS, before), offset: after });
    }
    this.years.set(year, eras);
    return eras;
  }

  private changeBetween(from: number, to: number, before: number): number {
    let [last, first] = [from, to];
    while (first - last > 1_000) {
      const middle = Math.floor((last + first) / 2_000) * 1_000;
      if (middle <= last) break;
      if (this.offsetAt(middle) === before) last = middle;
      else first = middle;
    }
    return first;
  }

  private offsetAt(instant: number): number {
    return Math.round(this.zone.offset(instant) * 60_000);
  }
}

/** When a day (`YYYY-MM-DD`) begins by the wall clock of a zone: where midnight is jumped over at 01:00, where it comes twice the first time. */
export const beginningOfDay = (date: string, zone: string): Date =>
  new Date(ZoneOffsets.of(zone).instantOf(Date.parse(`${date}T00:00:00Z`)));
