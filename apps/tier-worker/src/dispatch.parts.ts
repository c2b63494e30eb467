import { AnswerOfferController } from './answer-offer/answer-offer.controller.js';
import { Offers } from './answer-offer/offers.js';
import { DispatchBell } from './dispatch/dispatch-bell.js';
import { EnterOwnAbsenceController } from './enter-own-absence/enter-own-absence.controller.js';
import { BoardQuery } from './make-offers/board.query.js';
import { DispatchLoop } from './make-offers/dispatch.loop.js';
import { MakeOffersHandler } from './make-offers/make-offers.handler.js';
import { ManageDispatchController } from './manage-dispatch/manage-dispatch.controller.js';
import { ManageDispatchHandler } from './manage-dispatch/manage-dispatch.handler.js';
import { Absences } from './manage-shifts/absences.js';
import { ManageShiftsController } from './manage-shifts/manage-shifts.controller.js';
import { ManageSkillsController } from './manage-skills/manage-skills.controller.js';
import { OverflowToPartnerHandler } from './overflow-to-partner/overflow-to-partner.handler.js';
import { Overflows } from './overflow-to-partner/overflows.js';
import { ReturnAbandonedHandler } from './return-abandoned/return-abandoned.handler.js';
import { AgentAvailability } from './set-availability/availability.js';
import { EndPausesHandler } from './set-availability/end-pauses.handler.js';
import { SetAvailabilityController } from './set-availability/set-availability.controller.js';
import { ShowWorkingHoursController } from './show-working-hours/show-working-hours.controller.js';
import { TakeNextController } from './take-next/take-next.controller.js';
import { TakeNextHandler } from './take-next/take-next.handler.js';

/** Who is there, and how what waits comes to them. */
export const dispatch = {
  controllers: [
    AnswerOfferController,
    EnterOwnAbsenceController,
    ManageDispatchController,
    ManageShiftsController,
    ManageSkillsController,
    SetAvailabilityController,
    ShowWorkingHoursController,
    TakeNextController,
  ],
  providers: [
    Absences,
    AgentAvailability,
    BoardQuery,
    DispatchBell,
    DispatchLoop,
    EndPausesHandler,
    MakeOffersHandler,
    ManageDispatchHandler,
    Offers,
    OverflowToPartnerHandler,
    Overflows,
    ReturnAbandonedHandler,
    TakeNextHandler,
  ],
} as const;
