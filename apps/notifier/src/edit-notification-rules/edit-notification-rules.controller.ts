import { Authenticated } from '#access';
import { Database, type Statement, tellSettings } from '#database';
import { Answers } from '#http';
import { Body, Controller, Get, Inject, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { notificationKinds, type NotificationKind } from '../notification-kinds.js';

const meanings: Readonly<Record<NotificationKind, string>> = {
  received: 'We have the request: the acknowledgement.',
  reply: 'What an agent wrote.',
  question: 'An agent needs an answer before going on.',
  moved: 'Another team has it: escalated, returned, transferred.',
  waiting: 'It waits for a vendor, or for work outside the conversation.',
  solved: 'It is solved, with the solution.',
  closed: 'It is closed.',
  reopened: 'It is open again, and it was not the recipient who said so.',
};
const ruleView = z.object({
  kind: z.enum(notificationKinds),
  enabled: z.boolean(),
  meaning: z.string(),
  since: z.date().meta({ description: 'What happened before it is told to nobody.' }),
});
const rulesView = z.object({ items: z.array(ruleView) });

const changes = z
  .strictObject(
    Object.fromEntries(
      notificationKinds.map((kind) => [kind, z.boolean().optional().meta({ description: meanings[kind] })]),
    ) as Record<NotificationKind, z.ZodOptional<z.ZodBoolean>>,
  )
  .refine((given) => Object.keys(given).length > 0, 'Name at least one kind, such as {"moved": true}.');
type Changes = z.output<typeof changes>;

type RuleView = z.output<typeof ruleView>;

/** Which events people get a mail about. */
@ApiTags('notifications')
@Controller('notifications/rules')
export class EditNotificationRulesController {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** What people are told of by mail, and what not. */
  @Get()
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, rulesView)
  async list(): Promise<{ items: RuleView[] }> {
    return viewOf(await this.database.read<Rule>(listRules));
  }

  /** Turns kinds of mail on and off. What happened while one was off is not told later. */
  @Patch()
  @Authenticated({ roles: ['admin'] })
  @Answers(200, rulesView)
  async change(@Body({ schema: changes }) body: Changes): Promise<{ items: RuleView[] }> {
    await this.database.read(changeRules, [Object.keys(body), Object.values(body)]);
    return viewOf(await this.database.read<Rule>(listRules));
  }
}

type Rule = Omit<RuleView, 'meaning'>;

const viewOf = (rules: readonly Rule[]): { items: RuleView[] } => ({
  items: notificationKinds.flatMap((kind) =>
    rules
      .filter((rule) => rule.kind === kind)
      .map(({ enabled, since }) => ({ kind, enabled, meaning: meanings[kind], since })),
  ),
});

const listRules: Statement = {
  name: 'notification-rule-list',
  text: 'SELECT kind, enabled, since FROM notification_rule',
};
const changeRules: Statement = {
  name: 'notification-rule-change',
  text: tellSettings(
    'notifications',
    `UPDATE notification_rule rule SET enabled = change.enabled,
      since = CASE WHEN change.enabled AND NOT rule.enabled THEN clock_timestamp() ELSE rule.since END
    FROM unnest($1::text[], $2::boolean[]) AS change (kind, enabled) WHERE rule.kind = change.kind RETURNING rule.kind`,
  ),
};
