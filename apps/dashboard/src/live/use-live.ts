import { useSyncExternalStore } from 'react';
import { live } from './live';
import type { StreamState } from './live-stream';

/** Whether what is on the screen is what is. */
export const useLive = (): StreamState => useSyncExternalStore(live.subscribe, live.state);
