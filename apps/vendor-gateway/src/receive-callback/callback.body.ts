import { text } from '#http';
import { z } from 'zod';

export const callbackKinds = ['acknowledged', 'needs-info', 'progress', 'resolved', 'rejected'] as const;
export type CallbackKind = (typeof callbackKinds)[number];

/** What a vendor says about a case, named by our id or by our number of it. `sequence` grows with every message on the case. */
export const callbackBody = z
  .strictObject({
    caseId: z.uuid().optional(),
    caseNumber: z.int().min(1).optional(),
    sequence: z.int().min(1),
    kind: z.enum(callbackKinds),
    /** In words, for our agents; required for `needs-info`. */
    message: text({ max: 20_000 }).optional(),
    /** The vendor's own name for the case. */
    reference: text({ max: 200 }).optional(),
  })
  .refine(({ caseId, caseNumber }) => (caseId === undefined) !== (caseNumber === undefined), {
    path: ['caseId'],
    error: 'Name the case by `caseId` or by `caseNumber`: exactly one of them.',
  });
export type CallbackBody = z.output<typeof callbackBody>;

export const callbackAnswer = z.object({
  /** accepted: the case moved; duplicate: this very message was here before, and nothing happened again. */
  status: z.enum(['accepted', 'duplicate']),
  caseId: z.uuid(),
  caseNumber: z.int(),
  state: z.string(),
  /** The highest sequence that counted. */
  sequence: z.int(),
});
export type CallbackAnswer = z.output<typeof callbackAnswer>;
