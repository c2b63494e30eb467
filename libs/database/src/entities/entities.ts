import { AgentEntity } from './agent.entity.js';
import { AlertEntity } from './alert.entity.js';
import { ApiKeyEntity } from './api-key.entity.js';
import { AssetEntity } from './asset.entity.js';
import { AttachmentEntity } from './attachment.entity.js';
import { ClockCursorEntity } from './clock-cursor.entity.js';
import { BulkAnswerEntity } from './bulk-answer.entity.js';
import { BulkAnswerChildEntity } from './bulk-answer-child.entity.js';
import { CalendarVersionEntity } from './calendar-version.entity.js';
import { CalendarEntity } from './calendar.entity.js';
import { ClockEntity } from './clock.entity.js';
import { ConsultationEntity } from './consultation.entity.js';
import { ContactEntity } from './contact.entity.js';
import { ContractEntity } from './contract.entity.js';
import { DemoEntity } from './demo.entity.js';
import { HypothesisEntity } from './hypothesis.entity.js';
import { HierarchicalEscalationEntity } from './hierarchical-escalation.entity.js';
import { HierarchicalEscalationNoteEntity } from './hierarchical-escalation-note.entity.js';
import { DeskPresenceEntity } from './desk-presence.entity.js';
import { DeskSignalEntity } from './desk-signal.entity.js';
import { IdempotencyKeyEntity } from './idempotency-key.entity.js';
import { InboxEntryEntity } from './inbox-entry.entity.js';
import { MacroEntity } from './macro.entity.js';
import { TicketLinkEntity } from './ticket-link.entity.js';
import { TicketWatcherEntity } from './ticket-watcher.entity.js';
import { InboundMailEntity } from './inbound-mail.entity.js';
import { InstallationKeyEntity } from './installation-key.entity.js';
import { LeadAlertEntity } from './lead-alert.entity.js';
import { LoginFailureEntity } from './login-failure.entity.js';
import { LooseFileEntity } from './loose-file.entity.js';
import { MailChannelEntity } from './mail-channel.entity.js';
import { MailTemplateEntity } from './mail-template.entity.js';
import { MailboxEntity } from './mailbox.entity.js';
import { NotificationCursorEntity } from './notification-cursor.entity.js';
import { NotificationRuleEntity } from './notification-rule.entity.js';
import { OrganisationEntity } from './organisation.entity.js';
import { OutboxEntity } from './outbox.entity.js';
import { OutgoingMailEntity } from './outgoing-mail.entity.js';
import { PostMailEntity } from './post-mail.entity.js';
import { PostEntity } from './post.entity.js';
import { PriorityMatrixEntity } from './priority-matrix.entity.js';
import { ProductEntity } from './product.entity.js';
import { QuietHoursEntity } from './quiet-hours.entity.js';
import { RoutingRuleEntity } from './routing-rule.entity.js';
import { RunbookEntity } from './runbook.entity.js';
import { RunbookRunEntity } from './runbook-run.entity.js';
import { RunbookStepEntity } from './runbook-step.entity.js';
import { RunbookVersionEntity } from './runbook-version.entity.js';
import { PostToIndexEntity } from './post-to-index.entity.js';
import { SavedViewEntity } from './saved-view.entity.js';
import { SearchWordEntity } from './search-word.entity.js';
import { SectorEntity } from './sector.entity.js';
import { SessionEntity } from './session.entity.js';
import { SlaChangeEntity } from './sla-change.entity.js';
import { SlaPolicyVersionEntity } from './sla-policy-version.entity.js';
import { StopwatchEntity } from './stopwatch.entity.js';
import { TeamMemberEntity } from './team-member.entity.js';
import { TeamEntity } from './team.entity.js';
import { TicketEventEntity } from './ticket-event.entity.js';
import { TicketParticipantEntity } from './ticket-participant.entity.js';
import { TicketSearchEntity } from './ticket-search.entity.js';
import { TicketTransitionEntity } from './ticket-transition.entity.js';
import { TicketEntity } from './ticket.entity.js';
import { TierEntity } from './tier.entity.js';
import { VendorCallbackEntity } from './vendor-callback.entity.js';
import { VendorCaseEntity } from './vendor-case.entity.js';
import { VendorDeliveryEntity } from './vendor-delivery.entity.js';
import { VendorEntity } from './vendor.entity.js';
import { WebhookAttemptEntity } from './webhook-attempt.entity.js';
import { WebhookDeliveryEntity } from './webhook-delivery.entity.js';
import { WebhookSubscriptionEntity } from './webhook-subscription.entity.js';
import { WebhookTokenEntity } from './webhook-token.entity.js';
import { WorkLogEntity } from './work-log.entity.js';
import { WorkOrderEntity } from './work-order.entity.js';
import { WorkRateEntity } from './work-rate.entity.js';
import { AbsenceEntity } from './absence.entity.js';
import { AgentAvailabilityEntity } from './agent-availability.entity.js';
import { AgentSkillEntity } from './agent-skill.entity.js';
import { DispatchOfferEntity } from './dispatch-offer.entity.js';
import { DispatchOpenedEntity } from './dispatch-opened.entity.js';
import { DispatchRuleEntity } from './dispatch-rule.entity.js';
import { OverflowRuleEntity } from './overflow-rule.entity.js';
import { PriorityWeightEntity } from './priority-weight.entity.js';
import { TicketDueEntity } from './ticket-due.entity.js';
import { TicketOverflowEntity } from './ticket-overflow.entity.js';
import { WorkShiftEntity } from './work-shift.entity.js';

/** Every table, one class each. Their schema is what the migrations make: a test compares the two. */
export const entities = [
  AgentEntity,
  AlertEntity,
  ApiKeyEntity,
  AssetEntity,
  AttachmentEntity,
  BulkAnswerEntity,
  BulkAnswerChildEntity,
  CalendarEntity,
  CalendarVersionEntity,
  ClockEntity,
  ClockCursorEntity,
  ConsultationEntity,
  ContactEntity,
  ContractEntity,
  DemoEntity,
  HypothesisEntity,
  HierarchicalEscalationEntity,
  HierarchicalEscalationNoteEntity,
  DeskPresenceEntity,
  DeskSignalEntity,
  IdempotencyKeyEntity,
  InboundMailEntity,
  InboxEntryEntity,
  InstallationKeyEntity,
  LeadAlertEntity,
  LoginFailureEntity,
  LooseFileEntity,
  MacroEntity,
  MailChannelEntity,
  MailTemplateEntity,
  MailboxEntity,
  NotificationCursorEntity,
  NotificationRuleEntity,
  OrganisationEntity,
  OutboxEntity,
  OutgoingMailEntity,
  PostEntity,
  PostMailEntity,
  PriorityMatrixEntity,
  ProductEntity,
  QuietHoursEntity,
  RoutingRuleEntity,
  RunbookEntity,
  RunbookRunEntity,
  RunbookStepEntity,
  RunbookVersionEntity,
  PostToIndexEntity,
  SavedViewEntity,
  SearchWordEntity,
  SectorEntity,
  SessionEntity,
  SlaChangeEntity,
  SlaPolicyVersionEntity,
  StopwatchEntity,
  TeamEntity,
  TeamMemberEntity,
  TicketEntity,
  TicketEventEntity,
  TicketLinkEntity,
  TicketParticipantEntity,
  TicketWatcherEntity,
  TicketSearchEntity,
  TicketTransitionEntity,
  TierEntity,
  VendorEntity,
  VendorCallbackEntity,
  VendorCaseEntity,
  VendorDeliveryEntity,
  WebhookAttemptEntity,
  WebhookDeliveryEntity,
  WebhookSubscriptionEntity,
  WebhookTokenEntity,
  WorkLogEntity,
  WorkOrderEntity,
  WorkRateEntity,
  AbsenceEntity,
  AgentAvailabilityEntity,
  AgentSkillEntity,
  DispatchOfferEntity,
  DispatchOpenedEntity,
  DispatchRuleEntity,
  OverflowRuleEntity,
  PriorityWeightEntity,
  TicketDueEntity,
  TicketOverflowEntity,
  WorkShiftEntity,
];
