import { text } from '#http';
import { z } from 'zod';

const field = text({ min: 0, max: 20_000 }).optional();

/** A work order as it is handed in. What it lacks is understood and refused later (422), by name. */
export const workOrderDraft = z.strictObject({
  situation: field,
  tried: z
    .array(z.strictObject({ action: text({ max: 5_000 }), result: text({ max: 5_000 }) }))
    .max(100)
    .optional(),
  hypothesis: field,
  customerContext: field,
  checkFirst: field,
});
