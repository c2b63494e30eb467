import { pageOf, text } from '#http';
import { z } from 'zod';

const name = text({ max: 200 });
const endpoint = text({ max: 2_000 }).meta({ format: 'uri', description: 'Where cases are posted to; https only.' });

export const newVendor = z.strictObject({ name, endpoint });
export type NewVendor = z.output<typeof newVendor>;

export const vendorChanges = z.strictObject({
  name: name.optional(),
  endpoint: endpoint.optional(),
  active: z.boolean().optional().meta({ description: 'false: it is asked nothing more, and heard no more.' }),
});
export type VendorChanges = z.output<typeof vendorChanges>;

export const rotation = z.strictObject({
  overlapHours: z
    .int()
    .min(0)
    .max(168)
    .default(24)
    .meta({ description: 'How long the secret before stays valid; 0 ends it at once.' }),
});
export type Rotation = z.output<typeof rotation>;

const vendorName = z.object({ id: z.uuid(), name: z.string() });
export const vendor = vendorName.extend({
  endpoint: z.string(),
  active: z.boolean(),
  createdAt: z.date(),
  previousSecretUntil: z.date().nullable(),
});
export type Vendor = z.output<typeof vendor>;

export const vendorWithSecret = vendor.extend({
  secret: z.string().meta({ description: '`whsec_` and base64; shown here and never again.' }),
});
export type VendorWithSecret = z.output<typeof vendorWithSecret>;

/** Admins see all of a vendor but its secrets; everybody else its name. */
export const vendorPage = pageOf(z.union([vendor, vendorName]));
