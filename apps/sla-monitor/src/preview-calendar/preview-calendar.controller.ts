import { Authenticated } from '#access';
import { DomainError } from '#domain';
import { Answers, Refuses } from '#http';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Holidays } from '../holidays/holidays.js';
import { preview } from './preview.js';
import { previewBody, previewView, type PreviewBody, type PreviewView } from './preview-calendar.body.js';

@ApiTags('sla')
@Controller('sla/preview')
export class PreviewCalendarController {
  constructor(private readonly holidays: Holidays) {}

  /**
   * Tries a calendar before it is saved. With `target` the answer is when a promise that starts at `start` would be due,
   * with `end` how many seconds count until then; in both, `pauses` stop the clock. The code is the one that sets real clocks.
   */
  @Post()
  @HttpCode(200)
  @Authenticated({ roles: ['agent', 'lead', 'admin'] })
  @Answers(200, previewView)
  @Refuses(400, 'calendar.invalid', 'calendar.out-of-range')
  async preview(@Body({ schema: previewBody }) body: PreviewBody): Promise<PreviewView> {
    const calendar = await this.holidays.workOut(body.calendar);
    try {
      return preview({ ...body, calendar });
    } catch (error) {
      throw error instanceof DomainError && error.code === 'calendar.out-of-range' ? tooFar(error) : error;
    }
  }
}

const tooFar = ({ kind, code, message }: DomainError): DomainError =>
  new DomainError(kind, code, message, { errors: [{ pointer: '/target', detail: message }] });
