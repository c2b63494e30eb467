const YEARS_AHEAD = 30;

/** The years whose holidays are worked out, both included: what runs since last year, and any target. */
export const holidaySpan = (now: Date): { readonly from: number; readonly to: number } => ({
  from: now.getUTCFullYear() - 1,
  to: now.getUTCFullYear() + YEARS_AHEAD,
});
