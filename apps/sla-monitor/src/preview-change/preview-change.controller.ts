import { Authenticated } from '#access';
import { Answers, Refuses } from '#http';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { calendarToSave, expectCode, type CalendarToSave } from '../edit-calendars/calendar.body.js';
import { unknownInPolicies } from '../edit-policies/named-in.js';
import { changedPolicyBody, policyBody } from '../edit-policies/policy.body.js';
import { Holidays } from '../holidays/holidays.js';
import { PreviewChangeHandler } from './preview-change.handler.js';
import { previewView, type PreviewView } from './preview.view.js';

/** What a change of a policy or a calendar would do to the clocks that run, before it is saved. Nothing is written. */
@ApiTags('sla')
@Controller('sla')
export class PreviewChangeController {
  constructor(
    private readonly preview: PreviewChangeHandler,
    private readonly holidays: Holidays,
  ) {}

  /** What adding this policy would do. The same body as `POST /sla/policies`, and refused alike. */
  @Post('policies/preview')
  @Authenticated({ roles: ['admin'] })
  @Answers(200, previewView)
  @Refuses(409, 'policy.conditions-taken')
  @Refuses(422, ...unknownInPolicies)
  @Refuses(429, 'preview.busy')
  addition(@Body({ schema: policyBody }) draft: z.output<typeof policyBody>): Promise<PreviewView> {
    return this.preview.ofWish({ add: draft });
  }

  /** What replacing a policy would do. The same body as `PUT /sla/policies/{id}`, and refused alike. */
  @Post('policies/:id/preview')
  @Authenticated({ roles: ['admin'] })
  @Answers(200, previewView)
  @Refuses(404, 'policy.not-found')
  @Refuses(409, 'policy.conditions-taken', 'policy.stale-version')
  @Refuses(422, 'policy.other-kind', ...unknownInPolicies)
  @Refuses(429, 'preview.busy')
  change(
    @Param('id') id: string,
    @Body({ schema: changedPolicyBody }) { draft, expectedVersion }: z.output<typeof changedPolicyBody>,
  ): Promise<PreviewView> {
    return this.preview.ofWish({ change: id, into: draft, expectedVersion });
  }

  /** What taking a policy away would do. */
  @Post('policies/:id/preview-removal')
  @Authenticated({ roles: ['admin'] })
  @Answers(200, previewView)
  @Refuses(404, 'policy.not-found')
  @Refuses(429, 'preview.busy')
  removal(@Param('id') id: string): Promise<PreviewView> {
    return this.preview.ofWish({ remove: id });
  }

  /** What other hours would do. The same body as `PUT /sla/calendars/{code}`, and refused alike. */
  @Post('calendars/:code/preview')
  @Authenticated({ roles: ['admin'] })
  @Answers(200, previewView)
  @Refuses(400, 'calendar.invalid-code', 'calendar.invalid')
  @Refuses(422, 'policy.impossible')
  @Refuses(429, 'preview.busy')
  async hours(
    @Param('code') code: string,
    @Body({ schema: calendarToSave }) { calendar }: CalendarToSave,
  ): Promise<PreviewView> {
    expectCode(code);
    return this.preview.ofCalendar(code, await this.holidays.workOut(calendar));
  }
}
