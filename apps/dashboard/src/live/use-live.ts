import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { LiveStream, type StreamState } from './live-stream';
import { applyChange } from './what-changed';

/** Keeps what is on the screen true while it is mounted. */
export function useLive(): StreamState {
  const client = useQueryClient();
  const [state, setState] = useState<StreamState>('connecting');
  useEffect(() => {
    const stream = new LiveStream((heard) => applyChange(client, heard), setState);
    stream.open();
    return () => stream.close();
  }, [client]);
  return state;
}
