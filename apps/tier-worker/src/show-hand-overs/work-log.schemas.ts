import { workKinds } from '#domain';
import { z } from 'zod';

const person = z.object({ id: z.uuid(), name: z.string() });
const money = z.object({ currency: z.string(), amount: z.number().meta({ description: 'To two decimals.' }) });

export const workSum = z.object({
  seconds: z.int(),
  withCustomerSeconds: z.int(),
  secondsPerKind: z.object({ call: z.int(), remote: z.int(), 'on-site': z.int(), research: z.int(), other: z.int() }),
  cost: z.array(money).meta({ description: 'One amount per currency.' }),
  unpricedSeconds: z.int().meta({ description: 'Worked while no rate was set: in no cost.' }),
});

export const workLogView = z.object({
  id: z.uuid(),
  tier: z.int().nullable(),
  agent: person,
  kind: z.enum(workKinds),
  seconds: z.int().meta({ description: 'Negative when a correction takes time back.' }),
  withCustomer: z.boolean(),
  note: z.string().nullable(),
  at: z.date(),
  corrects: z.uuid().nullable().meta({ description: 'The entry that this one corrects.' }),
  correctedBy: person.nullable(),
  reason: z.string().nullable().meta({ description: 'Of a correction.' }),
  consultationId: z.uuid().nullable(),
  cost: money.nullable().meta({ description: 'Null: no rate was set.' }),
});

export const agentWork = z.object({
  tier: z.int().nullable(),
  agent: person,
  seconds: z.int(),
  withCustomerSeconds: z.int(),
});

export const workLog = z.object({
  items: z.array(workLogView),
  secondsPerTier: z.array(z.object({ tier: z.int().nullable(), seconds: z.int() })),
  perTier: z.array(workSum.extend({ tier: z.int().nullable() })),
  perAgent: z.array(agentWork),
  total: workSum,
});
export type WorkLog = z.output<typeof workLog>;
export type AgentWorkView = z.output<typeof agentWork>;
