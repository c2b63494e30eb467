import type { Level, Priority } from '../ticket/ticket.js';

/** impact -> urgency -> priority. Kept in a table (`priority_matrix`) that admins edit. */
export type PriorityMatrix = Readonly<Record<Level, Readonly<Record<Level, Priority>>>>;

export const priorityOf = (matrix: PriorityMatrix, impact: Level, urgency: Level): Priority => matrix[impact][urgency];
