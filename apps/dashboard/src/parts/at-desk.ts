interface Place {
  readonly tier: number | null;
  readonly sector?: string | null;
}

/** Whether one of these desks or teams works on it; a ticket without a sector is everybody's at its tier, as the server has it. */
export const isAtDesk = (desks: readonly Place[], { tier, sector }: Place): boolean =>
  desks.some((desk) => desk.tier === tier && (!desk.sector || !sector || desk.sector === sector));
