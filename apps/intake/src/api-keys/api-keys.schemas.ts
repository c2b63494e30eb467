import { scopes, type ApiKey } from '#access';
import { pageOf, saying, text } from '#http';
import { z } from 'zod';

export const newApiKey = z.strictObject({
  name: text({ max: 200 }),
  scopes: z
    .array(z.enum(scopes))
    .min(1, 'Name at least one scope.')
    .max(scopes.length, 'Name each scope once.')
    .refine((named) => new Set(named).size === named.length, saying('given-twice', 'Name each scope once.')),
  organisation: z.uuid().optional().meta({ description: 'Confines the key to this organisation.' }),
  expiresAt: z.iso
    .datetime({ offset: true })
    .refine(
      (instant) => Date.parse(instant) > Date.now(),
      saying('api-key.over-already', 'Give an instant in the future, or leave it out.'),
    )
    .optional(),
});
export type NewApiKeyRequest = z.output<typeof newApiKey>;

const apiKey = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  organisation: z.uuid().nullable(),
  organisationName: z.string().nullable(),
  createdAt: z.date(),
  expiresAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
});
export const madeApiKey = apiKey.extend({ key: z.string().meta({ description: 'Shown here and never again.' }) });
export const apiKeyPage = pageOf(apiKey);

/** A key as it is shown. */
export const shown = <Key extends ApiKey>({ organisation, ...key }: Key) => ({
  ...key,
  organisation: organisation?.id ?? null,
  organisationName: organisation?.name ?? null,
});
