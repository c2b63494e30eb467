import { AccessModule } from '#access';
import { Module, type DynamicModule } from '@nestjs/common';
import { AlertOnSilentVendorConsumer } from './alert-on-silent-vendor/alert-on-silent-vendor.consumer.js';
import { AlertOnSilentVendorHandler } from './alert-on-silent-vendor/alert-on-silent-vendor.handler.js';
import { AskCustomerController } from './ask-customer/ask-customer.controller.js';
import { AskCustomerHandler } from './ask-customer/ask-customer.handler.js';
import { AskVendorController } from './ask-vendor/ask-vendor.controller.js';
import { AskVendorHandler } from './ask-vendor/ask-vendor.handler.js';
import { AssignTicketController } from './assign-ticket/assign-ticket.controller.js';
import { AssignTicketHandler } from './assign-ticket/assign-ticket.handler.js';
import { AuthModule } from './auth/auth.module.js';
import { ClaimTicketController } from './claim-ticket/claim-ticket.controller.js';
import { ClaimTicketHandler } from './claim-ticket/claim-ticket.handler.js';
import { ClosePolicy } from './close-resolved/close-policy.js';
import { CloseResolvedHandler } from './close-resolved/close-resolved.handler.js';
import { CloseResolvedLoop } from './close-resolved/close-resolved.loop.js';
import { CloseTicketController } from './close-ticket/close-ticket.controller.js';
import { CloseTicketHandler } from './close-ticket/close-ticket.handler.js';
import { ActOnTicket } from './desk/act-on-ticket.js';
import { Agents } from './desk/agents.js';
import { BackToAgent } from './desk/back-to-agent.js';
import { LeadAlerts } from './desk/lead-alerts.js';
import { Tiers } from './desk/tiers.js';
import { TightPromises } from './desk/tight-promises.js';
import { WorkOrders } from './desk/work-orders.js';
import { diagnosis } from './diagnosis.parts.js';
import { dispatch } from './dispatch.parts.js';
import { ActOnThreshold } from './escalate-on-breach/act-on-threshold.js';
import { AutomaticWorkOrder } from './escalate-on-breach/automatic-work-order.js';
import { EscalateOnBreachConsumer } from './escalate-on-breach/escalate-on-breach.consumer.js';
import { EscalateOnBreachHandler } from './escalate-on-breach/escalate-on-breach.handler.js';
import { ChooseTierAbove } from './escalate-ticket/choose-tier-above.js';
import { EscalateTicketController } from './escalate-ticket/escalate-ticket.controller.js';
import { EscalateTicketHandler } from './escalate-ticket/escalate-ticket.handler.js';
import { live } from './live.parts.js';
import { handOver } from './hand-over.parts.js';
import { ListAlertsController } from './list-alerts/list-alerts.controller.js';
import { LogWorkController } from './log-work/log-work.controller.js';
import { LogWorkHandler } from './log-work/log-work.handler.js';
import { ManageAgentsController } from './manage-agents/manage-agents.controller.js';
import { ManageAgentsHandler } from './manage-agents/manage-agents.handler.js';
import { ManageSectorsController } from './manage-sectors/manage-sectors.controller.js';
import { ManageTeamsController } from './manage-teams/manage-teams.controller.js';
import { ManageTeamsHandler } from './manage-teams/manage-teams.handler.js';
import { ManageTiersController } from './manage-tiers/manage-tiers.controller.js';
import { MergeTicketController } from './merge-ticket/merge-ticket.controller.js';
import { MergeTicketHandler } from './merge-ticket/merge-ticket.handler.js';
import { NoteOnTicketController } from './note-on-ticket/note-on-ticket.controller.js';
import { NoteOnTicketHandler } from './note-on-ticket/note-on-ticket.handler.js';
import { ReceiveTicketConsumer } from './receive-ticket/receive-ticket.consumer.js';
import { ReceiveTicketHandler } from './receive-ticket/receive-ticket.handler.js';
import { RedriveDeadLettersController } from './redrive-dead-letters/redrive-dead-letters.controller.js';
import { RejectTicketController } from './reject-ticket/reject-ticket.controller.js';
import { RejectTicketHandler } from './reject-ticket/reject-ticket.handler.js';
import { ReleaseTicketController } from './release-ticket/release-ticket.controller.js';
import { ReleaseTicketHandler } from './release-ticket/release-ticket.handler.js';
import { ReopenTicketController } from './reopen-ticket/reopen-ticket.controller.js';
import { ReopenTicketHandler } from './reopen-ticket/reopen-ticket.handler.js';
import { ReplyToTicketController } from './reply-to-ticket/reply-to-ticket.controller.js';
import { ReplyToTicketHandler } from './reply-to-ticket/reply-to-ticket.handler.js';
import { ResolveTicketController } from './resolve-ticket/resolve-ticket.controller.js';
import { ResolveTicketHandler } from './resolve-ticket/resolve-ticket.handler.js';
import { ResumeOnReplyConsumer } from './resume-on-reply/resume-on-reply.consumer.js';
import { ResumeOnReplyHandler } from './resume-on-reply/resume-on-reply.handler.js';
import { ResumeTicketController } from './resume-ticket/resume-ticket.controller.js';
import { ResumeTicketHandler } from './resume-ticket/resume-ticket.handler.js';
import { ReturnFromVendorConsumer } from './return-from-vendor/return-from-vendor.consumer.js';
import { ReturnFromVendorHandler } from './return-from-vendor/return-from-vendor.handler.js';
import { ReturnTicketController } from './return-ticket/return-ticket.controller.js';
import { ReturnTicketHandler } from './return-ticket/return-ticket.handler.js';
import { FlowQuery } from './show-flow/flow.query.js';
import { ShowFlowController } from './show-flow/show-flow.controller.js';
import { HandOversQuery } from './show-hand-overs/hand-overs.query.js';
import { ShowHandOversController } from './show-hand-overs/show-hand-overs.controller.js';
import { ShowMessageQueuesController } from './show-message-queues/show-message-queues.controller.js';
import { QueuesQuery } from './show-queues/queues.query.js';
import { ShowQueuesController } from './show-queues/show-queues.controller.js';
import type { TierWorkerConfig } from './tier-worker.config.js';
import { together } from './together.parts.js';
import { TransferTicketController } from './transfer-ticket/transfer-ticket.controller.js';
import { TransferTicketHandler } from './transfer-ticket/transfer-ticket.handler.js';
import { views } from './views.parts.js';
import { WaitWithTicketController } from './wait-with-ticket/wait-with-ticket.controller.js';
import { WaitWithTicketHandler } from './wait-with-ticket/wait-with-ticket.handler.js';
import { WarnOfBreachConsumer } from './warn-of-breach/warn-of-breach.consumer.js';
import { WarnOfBreachHandler } from './warn-of-breach/warn-of-breach.handler.js';

const consumers = [
  AlertOnSilentVendorConsumer,
  EscalateOnBreachConsumer,
  ReceiveTicketConsumer,
  ResumeOnReplyConsumer,
  ReturnFromVendorConsumer,
  WarnOfBreachConsumer,
];

const controllers = [
  AskCustomerController,
  AskVendorController,
  AssignTicketController,
  ClaimTicketController,
  CloseTicketController,
  EscalateTicketController,
  ListAlertsController,
  LogWorkController,
  ManageAgentsController,
  ManageSectorsController,
  ManageTeamsController,
  ManageTiersController,
  MergeTicketController,
  NoteOnTicketController,
  RedriveDeadLettersController,
  RejectTicketController,
  ReleaseTicketController,
  ReopenTicketController,
  ReplyToTicketController,
  ResolveTicketController,
  ResumeTicketController,
  ReturnTicketController,
  ShowFlowController,
  ShowHandOversController,
  ShowMessageQueuesController,
  ShowQueuesController,
  TransferTicketController,
  WaitWithTicketController,
];

const handlers = [
  AlertOnSilentVendorHandler,
  AskCustomerHandler,
  AskVendorHandler,
  AssignTicketHandler,
  ClaimTicketHandler,
  CloseResolvedHandler,
  CloseTicketHandler,
  EscalateOnBreachHandler,
  EscalateTicketHandler,
  LogWorkHandler,
  ManageAgentsHandler,
  ManageTeamsHandler,
  MergeTicketHandler,
  NoteOnTicketHandler,
  ReceiveTicketHandler,
  RejectTicketHandler,
  ReleaseTicketHandler,
  ReopenTicketHandler,
  ReplyToTicketHandler,
  ResolveTicketHandler,
  ResumeOnReplyHandler,
  ResumeTicketHandler,
  ReturnFromVendorHandler,
  ReturnTicketHandler,
  TransferTicketHandler,
  WaitWithTicketHandler,
  WarnOfBreachHandler,
];

const desk = [
  ActOnTicket,
  Agents,
  BackToAgent,
  LeadAlerts,
  Tiers,
  TightPromises,
  WorkOrders,
  ActOnThreshold,
  AutomaticWorkOrder,
  ChooseTierAbove,
  FlowQuery,
  HandOversQuery,
  QueuesQuery,
];

/** The tiers: what waits in their queues, what agents do with it, and who the agents are. */
@Module({
  imports: [AccessModule, AuthModule],
  controllers: [
    ...consumers,
    ...controllers,
    ...live.controllers,
    ...diagnosis.controllers,
    ...dispatch.controllers,
    ...handOver.controllers,
    ...together.controllers,
    ...views.controllers,
  ],
  providers: [
    ...handlers,
    ...desk,
    ...live.providers,
    ...diagnosis.providers,
    ...dispatch.providers,
    ...handOver.providers,
    ...together.providers,
    ...views.providers,
    CloseResolvedLoop,
  ],
})
export class TierWorkerModule {
  static forRoot({ CLOSE_RESOLVED_AFTER_DAYS: afterDays }: TierWorkerConfig): DynamicModule {
    const policy: ClosePolicy = { afterDays };
    return { module: TierWorkerModule, providers: [{ provide: ClosePolicy, useValue: policy }] };
  }
}
