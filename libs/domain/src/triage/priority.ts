import type { Level, Priority } from '../ticket/ticket.js';

/** impact -> urgency -> priority. Kept in a table (`priority_matrix`) that admins edit. */
export type PriorityMatrix = Readonly<Record<Level, Readonly<Record<Level, Priority>>>>;

/** What a new installation starts with: ITIL's matrix, high/high = P1, low/low = P5. */
export const defaultPriorityMatrix: PriorityMatrix = {
  high: { high: 'P1', medium: 'P2', low: 'P3' },
  medium: { high: 'P2', medium: 'P3', low: 'P4' },
  low: { high: 'P3', medium: 'P4', low: 'P5' },
};

export const priorityOf = (matrix: PriorityMatrix, impact: Level, urgency: Level): Priority => matrix[impact][urgency];
