import { Authenticated } from '#access';
import { Database, newId, run, signal, type Tx } from '#database';
import { DomainError, isUuid, weekdays, type CalendarSpec } from '#domain';
import { Answers, calendarBody, Refuses } from '#http';
import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { DispatchBell } from '../dispatch/dispatch-bell.js';
import { leads } from './absence-rules.js';
import {
  absenceBody,
  absenceOfBody,
  absenceView,
  type Absence,
  type AbsenceBody,
  type AbsenceOfBody,
} from './absence.schemas.js';
import { Absences } from './absences.js';

const hours = z.array(z.array(z.string()).length(2));
const day = z.string();
const shiftView = z.object({
  of: z.enum(['agents', 'teams']),
  id: z.uuid().meta({ description: "The agent's or the team's." }),
  name: z.string(),
  timezone: z.string(),
  always: z.boolean(),
  hours: z.strictObject(
    Object.fromEntries(weekdays.map((day) => [day, hours.optional()])) as Record<
      (typeof weekdays)[number],
      z.ZodOptional<typeof hours>
    >,
  ),
  holidays: z
    .array(z.union([day, z.object({ date: day, name: z.string() })]))
    .meta({ description: 'Days without work: YYYY-MM-DD, or MM-DD for every year.' }),
  overrides: z.record(day, hours).meta({ description: 'By date: its hours instead of its weekday’s.' }),
});
type Shift = z.output<typeof shiftView>;

interface Row {
  readonly of: Shift['of'];
  readonly id: string;
  readonly name: string;
  readonly spec: CalendarSpec;
}

/** When people work: the weekly hours of agents and teams, and days on which somebody is not there. */
@ApiTags('dispatch')
@Controller('desk')
export class ManageShiftsController {
  constructor(
    private readonly database: Database,
    private readonly bell: DispatchBell,
    private readonly absent: Absences,
  ) {}

  /** Every shift: of teams, then of agents. For agents. An agent's own goes before those of his teams; without any, they always work. */
  @Get('shifts')
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, z.object({ items: z.array(shiftView) }))
  async shifts(): Promise<{ items: Shift[] }> {
    return { items: (await this.database.read<Row>(selectShifts)).map(toldShift) };
  }

  /** Sets the weekly hours of an agent (`agents`) or a team (`teams`), in the format of calendars; a break is a gap between two intervals. For leads and admins. */
  @Put('shifts/:of/:id')
  @Authenticated({ roles: ['lead', 'admin'] })
  @Answers(200, shiftView)
  @Refuses(404, 'agent.not-found', 'team.not-found')
  async setShift(
    @Param('of') of: string,
    @Param('id') id: string,
    @Body({ schema: calendarBody }) spec: CalendarSpec,
  ): Promise<Shift> {
    const whose = expectWhose(of, id);
    await this.changing(async (tx) => {
      const known = await run(tx, whose === 'agents' ? knownAgent : knownTeam, [id]);
      if (known.length === 0) throw nobody(whose);
      await run(tx, whose === 'agents' ? writeOfAgent : writeOfTeam, [newId(), id, JSON.stringify(spec)]);
    });
    const row = (await this.database.read<Row>(selectShifts)).find((each) => each.of === whose && each.id === id);
    if (!row) throw nobody(whose);
    return toldShift(row);
  }

  /** Takes a shift away. For leads and admins. */
  @Delete('shifts/:of/:id')
  @Authenticated({ roles: ['lead', 'admin'] })
  @Answers(204)
  @Refuses(404, 'agent.not-found', 'team.not-found', 'shift.not-found')
  async dropShift(@Param('of') of: string, @Param('id') id: string): Promise<void> {
    const whose = expectWhose(of, id);
    await this.changing(async (tx) => {
      const gone = await run(tx, dropShift, [whose === 'agents' ? id : null, whose === 'teams' ? id : null]);
      if (gone.length === 0) throw new DomainError('not-found', 'shift.not-found', 'There is no such shift.');
    });
  }

  /** Absences that are not over, soonest first. For agents. */
  @Get('absences')
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, z.object({ items: z.array(absenceView) }))
  async absences(): Promise<{ items: Absence[] }> {
    return { items: await this.absent.list() };
  }

  /** Somebody is not there for a while, whatever their shift says. For leads and admins. */
  @Post('absences')
  @Authenticated({ roles: ['lead', 'admin'] })
  @Answers(201, absenceView)
  @Refuses(422, 'agent.unknown')
  addAbsence(@Body({ schema: absenceOfBody }) { agentId, ...body }: AbsenceOfBody): Promise<Absence> {
    return this.absent.add(leads, agentId, body);
  }

  /** Changes when somebody is not there, also what is over. For leads and admins. */
  @Put('absences/:id')
  @Authenticated({ roles: ['lead', 'admin'] })
  @Answers(200, absenceView)
  @Refuses(404, 'absence.not-found')
  changeAbsence(@Param('id') id: string, @Body({ schema: absenceBody }) body: AbsenceBody): Promise<Absence> {
    return this.absent.change(leads, id, body);
  }

  /** Takes an absence away. For leads and admins. */
  @Delete('absences/:id')
  @Authenticated({ roles: ['lead', 'admin'] })
  @Answers(204)
  @Refuses(404, 'absence.not-found')
  dropAbsence(@Param('id') id: string): Promise<void> {
    return this.absent.takeBack(leads, id);
  }

  private changing(work: (tx: Tx) => Promise<void>): Promise<void> {
    return this.database.transaction(async (tx) => {
      await work(tx);
      await signal(tx, { kind: 'agent-changed' });
      this.bell.ringAfter(tx);
    });
  }
}

function expectWhose(of: string, id: string): Shift['of'] {
  if (of !== 'agents' && of !== 'teams')
    throw new DomainError('not-found', 'shift.not-found', 'Shifts are of `agents` or of `teams`.');
  if (!isUuid(id)) throw nobody(of);
  return of;
}

const nobody = (of: Shift['of']): DomainError =>
  of === 'agents'
    ? new DomainError('not-found', 'agent.not-found', 'There is no such agent.')
    : new DomainError('not-found', 'team.not-found', 'There is no such team.');

const toldShift = ({ of, id, name, spec }: Row): Shift => ({
  of,
  id,
  name,
  timezone: spec.timezone,
  always: 'always' in spec,
  hours: ('always' in spec ? {} : spec.hours) as Shift['hours'],
  holidays: 'always' in spec ? [] : [...(spec.holidays ?? [])],
  overrides: ('always' in spec ? {} : { ...spec.overrides }) as Record<
    string,
    readonly unknown[]
  > as Shift['overrides'],
});

const selectShifts = {
  name: 'desk-shifts',
  text: `SELECT 'teams' AS of, team.id, team.name, spec FROM work_shift JOIN team ON team.id = team_id
    UNION ALL SELECT 'agents', agent.id, agent.name, spec FROM work_shift JOIN agent ON agent.id = agent_id
    ORDER BY 1 DESC, 3, 2`,
};
const knownAgent = { name: 'desk-shift-agent', text: `SELECT id FROM agent WHERE id = $1` };
const knownTeam = { name: 'desk-shift-team', text: `SELECT id FROM team WHERE id = $1` };
const writeOfAgent = {
  name: 'desk-write-shift-of-agent',
  text: `INSERT INTO work_shift (id, agent_id, spec) VALUES ($1, $2, $3)
    ON CONFLICT (agent_id) DO UPDATE SET spec = excluded.spec, updated_at = now()`,
};
const writeOfTeam = {
  name: 'desk-write-shift-of-team',
  text: `INSERT INTO work_shift (id, team_id, spec) VALUES ($1, $2, $3)
    ON CONFLICT (team_id) DO UPDATE SET spec = excluded.spec, updated_at = now()`,
};
const dropShift = {
  name: 'desk-drop-shift',
  text: `DELETE FROM work_shift WHERE agent_id = $1::uuid OR team_id = $2::uuid RETURNING id`,
};
