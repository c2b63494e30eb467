import { LiveStreams } from './stream-events/live-streams.js';
import { NewsQuery } from './stream-events/news.query.js';
import { PruneSignals } from './stream-events/prune-signals.js';
import { StreamEventsController } from './stream-events/stream-events.controller.js';
import { TellNews } from './stream-events/tell-news.js';
import { Presence } from './watch-presence/presence.js';
import { WatchPresenceController } from './watch-presence/watch-presence.controller.js';

/** What keeps screens in step. */
export const live = {
  controllers: [StreamEventsController, WatchPresenceController],
  providers: [LiveStreams, NewsQuery, Presence, PruneSignals, TellNews],
};
