import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import { Answers, Refuses } from '#http';
import { Body, Controller, Delete, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { oneself } from '../manage-shifts/absence-rules.js';
import { absenceBody, absenceView, type Absence, type AbsenceBody } from '../manage-shifts/absence.schemas.js';
import { Absences } from '../manage-shifts/absences.js';

/** Days on which one is not there oneself; everybody's are at `GET /desk/absences`. */
@ApiTags('dispatch')
@Controller('desk/me/absences')
@Authenticated({ kinds: ['agent'] })
export class EnterOwnAbsenceController {
  constructor(private readonly absences: Absences) {}

  /** You are not there for a while, whatever your shift says. For agents. It begins now at the earliest, and ends in the future. */
  @Post()
  @Answers(201, absenceView)
  enter(@Body({ schema: absenceBody }) body: AbsenceBody, @CurrentCaller() caller: AgentCaller): Promise<Absence> {
    return this.absences.add(oneself(caller.id), caller.id, body);
  }

  /** Changes an absence of yours that is not over, whoever entered it. For agents. */
  @Put(':id')
  @Answers(200, absenceView)
  @Refuses(404, 'absence.not-found')
  change(
    @Param('id') id: string,
    @Body({ schema: absenceBody }) body: AbsenceBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<Absence> {
    return this.absences.change(oneself(caller.id), id, body);
  }

  /** Takes back an absence of yours that is not over, whoever entered it: one that has begun ends now. For agents. */
  @Delete(':id')
  @Answers(204)
  @Refuses(404, 'absence.not-found')
  withdraw(@Param('id') id: string, @CurrentCaller() caller: AgentCaller): Promise<void> {
    return this.absences.takeBack(oneself(caller.id), id);
  }
}
