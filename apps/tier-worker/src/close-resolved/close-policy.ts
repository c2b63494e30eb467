/** When the system closes what is resolved; the environment decides. */
export abstract class ClosePolicy {
  /** Days of 24 hours since the ticket was resolved; 0 = the system never closes one. */
  abstract readonly afterDays: number;
}
