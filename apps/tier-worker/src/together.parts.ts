import { AnswerChildrenController } from './answer-children/answer-children.controller.js';
import { AnswerChildrenHandler } from './answer-children/answer-children.handler.js';
import { AnswerChildrenLoop } from './answer-children/answer-children.loop.js';
import { AnswerNextChild } from './answer-children/answer-next-child.js';
import { BulkAnswersQuery } from './answer-children/bulk-answers.query.js';
import { ApplyMacroController } from './apply-macro/apply-macro.controller.js';
import { ApplyMacroHandler } from './apply-macro/apply-macro.handler.js';
import { LinkTicketsController } from './link-tickets/link-tickets.controller.js';
import { LinkTicketsHandler } from './link-tickets/link-tickets.handler.js';
import { LinksQuery } from './link-tickets/links.query.js';
import { ManageMacrosController } from './manage-macros/manage-macros.controller.js';
import { ManageMacrosHandler } from './manage-macros/manage-macros.handler.js';
import { InboxQuery } from './show-inbox/inbox.query.js';
import { PruneInbox } from './show-inbox/prune-inbox.js';
import { ShowInboxController } from './show-inbox/show-inbox.controller.js';
import { SplitTicketController } from './split-ticket/split-ticket.controller.js';
import { SplitTicketHandler } from './split-ticket/split-ticket.handler.js';
import { WatchTicketController } from './watch-ticket/watch-ticket.controller.js';
import { WatchTicketHandler } from './watch-ticket/watch-ticket.handler.js';

/** Working together: watching, inboxes, macros, tickets of one incident, splitting. */
export const together = {
  controllers: [
    AnswerChildrenController,
    ApplyMacroController,
    LinkTicketsController,
    ManageMacrosController,
    ShowInboxController,
    SplitTicketController,
    WatchTicketController,
  ],
  providers: [
    AnswerChildrenHandler,
    AnswerChildrenLoop,
    AnswerNextChild,
    ApplyMacroHandler,
    BulkAnswersQuery,
    InboxQuery,
    LinksQuery,
    LinkTicketsHandler,
    ManageMacrosHandler,
    PruneInbox,
    SplitTicketHandler,
    WatchTicketHandler,
  ],
} as const;
