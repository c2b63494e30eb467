import { AnswerConsultationController } from './consult-tier/answer-consultation.controller.js';
import { ConsultTierController } from './consult-tier/consult-tier.controller.js';
import { ConsultTierHandler } from './consult-tier/consult-tier.handler.js';
import { ConsultationsQuery } from './consult-tier/consultations.query.js';
import { FindTicket } from './desk/find-ticket.js';

/** What goes with a ticket from tier to tier, and the work on it. */
export const handOver = {
  controllers: [AnswerConsultationController, ConsultTierController],
  providers: [ConsultationsQuery, ConsultTierHandler, FindTicket],
} as const;
