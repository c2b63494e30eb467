import { keepPreviousData } from '@tanstack/react-query';
import { $api } from '../../../api/client';
import type { operations } from '../../../api/schema';

/** How many hours back one may look. */
export const spans = [4, 8, 24, 72] as const;
export type Span = (typeof spans)[number];

export type FlowAnswer = operations['ShowFlow.show']['responses'][200]['content']['application/json'];
export type FlowStep = FlowAnswer['steps'][number];

/**
 * What moved in the last hours. The stream says when something moves; that time passes it does not say, so it is read again
 * when the next part of the time begins.
 */
export const useFlow = (hours: Span) =>
  $api.useQuery(
    'get',
    '/api/v1/desk/flow',
    { params: { query: { hours } } },
    { placeholderData: keepPreviousData, refetchInterval: ({ state }) => (state.data?.partSeconds ?? 600) * 1_000 },
  );

const total = (steps: readonly FlowStep[], which: (step: FlowStep) => boolean): number =>
  steps.reduce((sum, step) => (which(step) ? sum + step.count : sum), 0);

export const arrived = (steps: readonly FlowStep[]): number => total(steps, ({ kind }) => kind === 'arrived');
export const arrivedAt = (steps: readonly FlowStep[], tier: number): number =>
  total(steps, ({ kind, to }) => kind === 'arrived' && to === tier);
export const solved = (steps: readonly FlowStep[]): number => total(steps, ({ kind }) => kind === 'solved');
export const solvedAt = (steps: readonly FlowStep[], tier: number): number =>
  total(steps, ({ kind, to }) => kind === 'solved' && to === tier);
export const reopenedAt = (steps: readonly FlowStep[], tier: number): number =>
  total(steps, ({ kind, to }) => kind === 'reopened' && to === tier);
export const askedVendor = (steps: readonly FlowStep[]): number => total(steps, ({ kind }) => kind === 'asked-vendor');

/** How many passed from one tier to the next; who skipped tiers passed them all. */
export const wentUp = (steps: readonly FlowStep[], below: number, above: number): number =>
  total(steps, ({ kind, from, to }) => kind === 'escalated' && from !== null && from <= below && to >= above);
export const cameBack = (steps: readonly FlowStep[], below: number, above: number): number =>
  total(steps, ({ kind, from, to }) => kind === 'returned' && from !== null && from >= above && to <= below);
