import { AnswerConsultationController } from './consult-tier/answer-consultation.controller.js';
import { ConsultTierController } from './consult-tier/consult-tier.controller.js';
import { ConsultTierHandler } from './consult-tier/consult-tier.handler.js';
import { ConsultationsQuery } from './consult-tier/consultations.query.js';
import { CorrectWorkController } from './correct-work/correct-work.controller.js';
import { CorrectWorkHandler } from './correct-work/correct-work.handler.js';
import { FindTicket } from './desk/find-ticket.js';
import { DraftWorkOrderController } from './draft-work-order/draft-work-order.controller.js';
import { DraftWorkOrderQuery } from './draft-work-order/draft-work-order.query.js';
import { ManageRatesController } from './manage-rates/manage-rates.controller.js';
import { ManageRatesHandler } from './manage-rates/manage-rates.handler.js';
import { HierarchicalEscalationsController } from './raise-to-management/hierarchical-escalations.controller.js';
import { HierarchicalEscalationsQuery } from './raise-to-management/hierarchical-escalations.query.js';
import { RaiseToManagementController } from './raise-to-management/raise-to-management.controller.js';
import { RaiseToManagementHandler } from './raise-to-management/raise-to-management.handler.js';
import { ReportHandOversController } from './report-hand-overs/report-hand-overs.controller.js';
import { RunStopwatchController } from './run-stopwatch/run-stopwatch.controller.js';
import { RunStopwatchHandler } from './run-stopwatch/run-stopwatch.handler.js';
import { WorkLogQuery } from './show-hand-overs/work-log.query.js';

/** What goes with a ticket from tier to tier, and the work on it. */
export const handOver = {
  controllers: [
    AnswerConsultationController,
    ConsultTierController,
    CorrectWorkController,
    DraftWorkOrderController,
    HierarchicalEscalationsController,
    ManageRatesController,
    RaiseToManagementController,
    ReportHandOversController,
    RunStopwatchController,
  ],
  providers: [
    ConsultationsQuery,
    ConsultTierHandler,
    CorrectWorkHandler,
    DraftWorkOrderQuery,
    FindTicket,
    HierarchicalEscalationsQuery,
    ManageRatesHandler,
    RaiseToManagementHandler,
    RunStopwatchHandler,
    WorkLogQuery,
  ],
} as const;
