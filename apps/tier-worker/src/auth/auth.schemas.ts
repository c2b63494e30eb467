import { roles, scopes, type Caller, type Scope } from '#access';
import { email, text } from '#http';
import { z } from 'zod';

export const loginRequest = z.strictObject({ email: email(), password: text({ max: 1_000 }) });
export type LoginRequest = z.output<typeof loginRequest>;

export const loggedIn = z.object({
  accessToken: z.string(),
  expiresIn: z.int().meta({ description: 'Seconds.' }),
});

export type Me = Caller & { readonly scopes: readonly Scope[] };

export const me = z.object({
  kind: z.enum(['agent', 'api-key', 'customer']),
  id: z.uuid(),
  name: z.string().nullable(),
  scopes: z.array(z.enum(scopes)),
  email: z.string().optional(),
  role: z.enum(roles).optional(),
  desks: z
    .array(
      z.object({ teamId: z.uuid(), tier: z.int(), sector: z.string().nullable(), partner: z.boolean().optional() }),
    )
    .optional(),
  organisationId: z.uuid().nullable().optional(),
  mayReadOrganisation: z.boolean().optional(),
});
