import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import { Answers, Refuses } from '#http';
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AgentAvailability } from './availability.js';
import {
  availabilityBody,
  availabilitySchema,
  deskAgentSchema,
  type AvailabilityBody,
  type AvailabilityView,
  type DeskAgent,
} from './availability.schemas.js';

@ApiTags('dispatch')
@Controller('desk')
export class SetAvailabilityController {
  constructor(private readonly availability: AgentAvailability) {}

  /** Whether you are there for work. For agents. */
  @Get('me/availability')
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, availabilitySchema)
  mine(@CurrentCaller() caller: AgentCaller): Promise<AvailabilityView> {
    return this.availability.of(caller.id);
  }

  /** Says whether you are there for work. For agents. Offers come only to who is `available`. */
  @Put('me/availability')
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, availabilitySchema)
  setMine(
    @Body({ schema: availabilityBody }) body: AvailabilityBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<AvailabilityView> {
    return this.availability.set(caller.id, body, caller.id);
  }

  /** Who is there, with what in hand; active agents by name. For agents. */
  @Get('agents')
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, z.object({ items: z.array(deskAgentSchema) }))
  async list(): Promise<{ items: DeskAgent[] }> {
    return { items: await this.availability.agents() };
  }

  /** Says for somebody else whether they are there. For leads and admins. */
  @Put('agents/:id/availability')
  @Authenticated({ roles: ['lead', 'admin'] })
  @Answers(200, availabilitySchema)
  @Refuses(404, 'agent.not-found')
  set(
    @Param('id') id: string,
    @Body({ schema: availabilityBody }) body: AvailabilityBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<AvailabilityView> {
    return this.availability.set(id, body, caller.id);
  }
}
