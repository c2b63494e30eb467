/** So many automatic mails in so many minutes, to one address about one ticket; more is a loop. */
const ofOneTicket: readonly (readonly [mails: number, minutes: number])[] = [
  [10, 10],
  [15, 30],
  [25, 60],
  [50, 180],
  [100, 600],
];
const A_DAY = 24 * 60;
/** About whatever tickets. */
const OF_ONE_ADDRESS_A_DAY = 40;

/** An automatic mail that was written to an address. */
export interface Earlier {
  readonly at: Date;
  /** Whether it was about the same ticket. */
  readonly sameTicket: boolean;
}

/** How far back `loopReason` has to know. */
export const LOOK_BACK_MINUTES = A_DAY;

/** Why one more automatic mail would be a loop, in words; null when it would not. */
export function loopReason(earlier: readonly Earlier[], now: Date): string | null {
  const since =
    (minutes: number) =>
    ({ at }: Earlier) =>
      now.getTime() - at.getTime() < minutes * 60_000;
  const aboutIt = earlier.filter(({ sameTicket }) => sameTicket);
  const broken = ofOneTicket.find(([mails, minutes]) => aboutIt.filter(since(minutes)).length >= mails);
  if (broken)
    return `${broken[0]} automatic mails about this ticket went to the address within ${broken[1]} minutes: it looks like a loop.`;
  if (earlier.filter(since(A_DAY)).length < OF_ONE_ADDRESS_A_DAY) return null;
  return `${OF_ONE_ADDRESS_A_DAY} automatic mails went to the address within a day: it looks like a loop.`;
}
