import type { Priority } from '../ticket/ticket.js';

/** Units of an agent's capacity that a ticket takes, by priority. */
export type Weights = Readonly<Record<Priority, number>>;

export const defaultWeights: Weights = { P1: 4, P2: 3, P3: 2, P4: 1, P5: 1 };

/** A ticket that triage has not judged weighs as little as any. */
export const weightOf = (weights: Weights, priority: Priority | null): number =>
  priority === null ? Math.min(...Object.values(weights)) : weights[priority];

/**
 * Whether somebody who carries `load` has room for `weight` more. Whoever carries nothing may take any one ticket: otherwise one that
 * weighs more than anybody's capacity would be nobody's.
 *   capacity  units; null: no limit
 */
export const hasRoom = (capacity: number | null, load: number, weight: number): boolean =>
  capacity === null || load === 0 || load + weight <= capacity;
