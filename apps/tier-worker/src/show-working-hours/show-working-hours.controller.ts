import { Authenticated } from '#access';
import { Database } from '#database';
import { DomainError, isOnShift, worksBetween } from '#domain';
import { Answers } from '#http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { workingTimeOf } from '../dispatch/dispatch.sql.js';
import { workingTime, type StoredTime } from '../dispatch/working-time.js';

const DAY_MS = 86_400_000;
/** Absences that ended earlier are not looked at any more. */
const LOOK_BACK_DAYS = 14;
const MOST_DAYS = 31;
const LOOK_AHEAD_DAYS = 366;

const instant = z.iso.datetime({ offset: true });
const hoursQuery = z.strictObject({
  from: instant.meta({ description: `At most ${LOOK_BACK_DAYS} days ago, or ${LOOK_AHEAD_DAYS} days ahead.` }),
  to: instant.meta({ description: `At most ${MOST_DAYS} days later.` }),
});
const hoursView = z.object({
  id: z.uuid(),
  name: z.string(),
  by: z.enum(['own', 'team', 'none']).meta({
    description: 'Whose shift they go by: their own, their teams’, or, without any, nobody’s: then they always work.',
  }),
  onShift: z.boolean().meta({ description: 'Whether they work at this moment.' }),
  works: z
    .array(z.object({ from: z.date(), to: z.date() }))
    .meta({ description: 'Shifts without absences, cut to the time that was asked for; `to` is not in it any more.' }),
});
type HoursView = z.output<typeof hoursView>;

interface Row {
  readonly id: string;
  readonly name: string;
  readonly by: HoursView['by'];
  readonly time: StoredTime;
}

@ApiTags('dispatch')
@Controller('desk/working-hours')
export class ShowWorkingHoursController {
  constructor(private readonly database: Database) {}

  /** When everybody works between two instants, by shifts and absences: what dispatch goes by. Active agents, by name. For agents. */
  @Get()
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, z.object({ items: z.array(hoursView) }))
  async show(@Query({ schema: hoursQuery }) query: z.output<typeof hoursQuery>): Promise<{ items: HoursView[] }> {
    const [from, to, now] = [new Date(query.from), new Date(query.to), new Date()];
    const days = (from.getTime() - now.getTime()) / DAY_MS;
    if (days < -LOOK_BACK_DAYS - 1 || days > LOOK_AHEAD_DAYS)
      throw invalid('/from', `Give an instant from ${LOOK_BACK_DAYS} days ago to ${LOOK_AHEAD_DAYS} days ahead.`);
    if (to <= from) throw invalid('/to', 'Give an end that is after the beginning.');
    if (to.getTime() > from.getTime() + MOST_DAYS * DAY_MS)
      throw invalid('/to', `Give an end that is at most ${MOST_DAYS} days after the beginning.`);
    const rows = await this.database.read<Row>(selectTimes);
    return {
      items: rows.map(({ id, name, by, time }) => {
        const works = workingTime(time);
        return { id, name, by, onShift: isOnShift(works, now), works: [...worksBetween(works, from, to)] };
      }),
    };
  }
}

const invalid = (pointer: string, detail: string): DomainError =>
  new DomainError('invalid', 'request.invalid', detail, { errors: [{ pointer, detail }] });

const selectTimes = {
  name: 'desk-working-hours',
  text: `SELECT agent.id, agent.name,
      CASE WHEN EXISTS (SELECT FROM work_shift WHERE agent_id = agent.id) THEN 'own'
        WHEN EXISTS (SELECT FROM work_shift JOIN team_member USING (team_id) WHERE team_member.agent_id = agent.id) THEN 'team'
        ELSE 'none' END AS by,
      ${workingTimeOf('agent.id')} AS time
    FROM agent WHERE agent.active ORDER BY agent.name, agent.id`,
};
