import { ManageViewsController } from './manage-views/manage-views.controller.js';
import { ManageViewsHandler } from './manage-views/manage-views.handler.js';
import { ViewCounts } from './manage-views/view-counts.js';

/** Views that agents save. */
export const views = { controllers: [ManageViewsController], providers: [ManageViewsHandler, ViewCounts] };
