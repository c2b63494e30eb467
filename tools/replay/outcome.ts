import type { Verdict } from './compare.js';

const DIFFERENCES_TOLD = 20;

/** What came of a replay. */
export class Outcome {
  /** How long each move took, in milliseconds. */
  readonly moves: number[] = [];
  readonly unknownStatuses = new Set<string>();
  /** The first ones, in words. */
  readonly differences: string[] = [];
  levelPaths = 0;
  handOffs = 0;
  failures = 0;
  /** Incidents that the file of expectations does not know: held against the log alone. */
  notExpected = 0;
  messages = 0;
  deadLetters = 0;
  settled = false;
  setUpMs = 0;
  replayMs = 0;
  wallMs = 0;

  constructor(
    readonly incidents: number,
    readonly byExpectations: boolean,
  ) {}

  add(verdict: Verdict): void {
    if (verdict.levelsMatch) this.levelPaths += 1;
    if (verdict.handOffsMatch) this.handOffs += 1;
    // Each event is told to sla-monitor; each arrival also to its tier, and the first event to triage instead. What a tier
    // takes note of after the timeline was read is missing: hence "at least".
    this.messages += verdict.events + verdict.arrivals;
    if (verdict.difference !== null) this.tell(verdict.difference);
  }

  fail(problem: string): void {
    this.failures += 1;
    this.tell(problem);
  }

  /** Everything matches, and nothing was given up or left over. */
  get isGood(): boolean {
    const all = this.levelPaths === this.incidents && this.handOffs === this.incidents;
    return all && this.failures === 0 && this.deadLetters === 0 && this.settled;
  }

  private tell(difference: string): void {
    if (this.differences.length < DIFFERENCES_TOLD) this.differences.push(difference);
  }
}
