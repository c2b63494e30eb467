import { text } from '#http';
import { z } from 'zod';

/** A tier by its number or its short name: `3` or `"L3"`. */
export const tierReference = z.union(
  [
    z.int().min(1).max(99),
    z
      .string()
      .regex(/^L[1-9]\d?$/i)
      .transform((name) => Number(name.slice(1))),
  ],
  { error: 'Name a tier by its number or as "L2".' },
);

export const sectorCode = text({ max: 40 });

/** Where to: `{tier, sector?}`, or the tier alone. */
export const destination = z
  .union([tierReference, z.strictObject({ tier: tierReference, sector: sectorCode.nullish() })], {
    error: 'Give {"tier": 2, "sector": "network"}; the sector may be left out.',
  })
  .transform((to) =>
    typeof to === 'number' ? { tier: to, sector: undefined } : { ...to, sector: to.sector ?? undefined },
  );
export type Destination = z.output<typeof destination>;
