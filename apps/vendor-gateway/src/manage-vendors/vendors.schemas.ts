import { vendorTimes } from '#database';
import { pageOf, text } from '#http';
import { webhookSecret } from '#webhooks';
import { z } from 'zod';

const name = text({ max: 200 });
const endpoint = text({ max: 2_000 }).meta({ format: 'uri', description: 'Where cases are posted to; https only.' });

const seconds = z.int().min(1).max(31_536_000);
/** What the contract with a vendor says about its silence. */
const times = {
  acknowledgeWithinSeconds: seconds.meta({ description: 'From being told of a case to the first word.' }),
  answerWithinSeconds: seconds.meta({ description: 'From one word to the next until the case is answered.' }),
  reminders: z
    .int()
    .min(0)
    .max(10)
    .meta({ description: 'How often a silent vendor is reminded before the leads are alerted.' }),
  remindEverySeconds: seconds.meta({ description: 'From one reminder to the next, and from the last to the alert.' }),
};

export const newVendor = z.strictObject({
  name,
  endpoint,
  secret: webhookSecret.optional(),
  acknowledgeWithinSeconds: times.acknowledgeWithinSeconds.default(vendorTimes.acknowledgeWithinSeconds),
  answerWithinSeconds: times.answerWithinSeconds.default(vendorTimes.answerWithinSeconds),
  reminders: times.reminders.default(vendorTimes.reminders),
  remindEverySeconds: times.remindEverySeconds.default(vendorTimes.remindEverySeconds),
});
export type NewVendor = z.output<typeof newVendor>;

export const vendorChanges = z.strictObject({
  name: name.optional(),
  endpoint: endpoint.optional(),
  active: z.boolean().optional().meta({ description: 'false: it is asked nothing more, and heard no more.' }),
  acknowledgeWithinSeconds: times.acknowledgeWithinSeconds.optional(),
  answerWithinSeconds: times.answerWithinSeconds.optional(),
  reminders: times.reminders.optional(),
  remindEverySeconds: times.remindEverySeconds.optional(),
});
export type VendorChanges = z.output<typeof vendorChanges>;

const vendorName = z.object({ id: z.uuid(), name: z.string() });
export const vendor = vendorName.extend({
  endpoint: z.string(),
  active: z.boolean(),
  createdAt: z.date(),
  previousSecretUntil: z.date().nullable(),
  acknowledgeWithinSeconds: z.int(),
  answerWithinSeconds: z.int(),
  reminders: z.int(),
  remindEverySeconds: z.int(),
});
export type Vendor = z.output<typeof vendor>;

export const vendorWithSecret = vendor.extend({
  secret: z.string().meta({ description: '`whsec_` and base64; shown here and never again.' }),
});
export type VendorWithSecret = z.output<typeof vendorWithSecret>;

/** Admins see all of a vendor but its secrets; everybody else its name. */
export const vendorPage = pageOf(z.union([vendor, vendorName]));
