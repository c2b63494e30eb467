import { DescribeTicketController } from './describe-ticket/describe-ticket.controller.js';
import { DescribeTicketHandler } from './describe-ticket/describe-ticket.handler.js';
import { ManageRunbooksController } from './manage-runbooks/manage-runbooks.controller.js';
import { ManageRunbooksHandler } from './manage-runbooks/manage-runbooks.handler.js';
import { Runbooks } from './manage-runbooks/runbooks.query.js';
import { EscalationGate } from './run-runbook/escalation-gate.js';
import { RunRunbookController } from './run-runbook/run-runbook.controller.js';
import { RunRunbookHandler } from './run-runbook/run-runbook.handler.js';
import { SuggestRunbooks } from './run-runbook/suggest-runbooks.query.js';
import { ShowContextController } from './show-context/show-context.controller.js';
import { WeighHypothesesController } from './weigh-hypotheses/weigh-hypotheses.controller.js';
import { WeighHypothesesHandler } from './weigh-hypotheses/weigh-hypotheses.handler.js';

/** Finding the cause: what a ticket is about, what is known around it, hypotheses, and runbooks. */
export const diagnosis = {
  controllers: [
    DescribeTicketController,
    ManageRunbooksController,
    RunRunbookController,
    ShowContextController,
    WeighHypothesesController,
  ],
  providers: [
    DescribeTicketHandler,
    EscalationGate,
    ManageRunbooksHandler,
    Runbooks,
    RunRunbookHandler,
    SuggestRunbooks,
    WeighHypothesesHandler,
  ],
} as const;
