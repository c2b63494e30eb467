import { $api } from '../../../api/client';
import type { operations } from '../../../api/schema';

export type DeskAgent =
  operations['SetAvailability.list']['responses'][200]['content']['application/json']['items'][number];

export const availabilities = ['available', 'busy', 'away', 'offline'] as const;
export type Availability = (typeof availabilities)[number];

/** Everybody who works at the desk, with how much each carries. */
export const useDeskAgents = () => $api.useQuery('get', '/api/v1/desk/agents');

/** Whoever is off shift is not there, whatever was said before. */
export const stateOf = ({ state, onShift }: DeskAgent): Availability | 'offShift' =>
  state !== 'offline' && !onShift ? 'offShift' : state;
