import { levels } from '#domain';
import { like, text } from '#http';
import { z } from 'zod';
import { actionBody } from '../desk/action.decorator.js';

const words = text({ max: 20_000 }).nullable().optional();

export const describeTicketBody = actionBody({
  subject: text({ max: 1_000 }).optional(),
  symptom: words.meta({ description: 'What the customer sees.' }),
  underlyingProblem: words.meta({ description: 'What is behind it.' }),
  goal: words.meta({ description: 'What the customer is trying to achieve.' }),
  location: text({ max: 1_000 }).nullable().optional(),
  language: z
    .string()
    .check(like('language', /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,4}$/i, 'Give a language tag, such as en or pt-BR.'))
    .nullable()
    .optional(),
  product: text({ max: 200 }).nullable().optional().meta({ description: 'Its code or name, as in the catalogue.' }),
  assetTag: text({ max: 200 }).nullable().optional().meta({ description: "Of one of the customer's assets." }),
  impact: z.enum(levels).optional(),
  urgency: z.enum(levels).optional(),
  tags: z
    .array(text({ max: 100 }))
    .max(100)
    .optional()
    .meta({ description: 'All of them: the ones left out are taken off.' }),
});
export type DescribeTicketBody = z.output<typeof describeTicketBody>;
