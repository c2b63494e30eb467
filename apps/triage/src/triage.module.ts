import { AccessModule } from '#access';
import { Module } from '@nestjs/common';
import { EditMatrixController } from './edit-matrix/edit-matrix.controller.js';
import { EditRulesController } from './edit-rules/edit-rules.controller.js';
import { RoutingRules } from './edit-rules/routing-rules.js';
import { PreviewRouteController } from './preview-route/preview-route.controller.js';
import { RouteTicketConsumer } from './route-ticket/route-ticket.consumer.js';
import { RouteTicketHandler } from './route-ticket/route-ticket.handler.js';
import { Classifiers, RuleClassifiers } from './understand-request/classifiers.js';
import { UnderstandRequest } from './understand-request/understand-request.js';

/** What is this, for whom, how urgent, which tier and sector. */
@Module({
  imports: [AccessModule],
  controllers: [RouteTicketConsumer, PreviewRouteController, EditMatrixController, EditRulesController],
  providers: [RouteTicketHandler, UnderstandRequest, RoutingRules, { provide: Classifiers, useClass: RuleClassifiers }],
})
export class TriageModule {}
