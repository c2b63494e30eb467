import type { FieldProblem } from '../errors.js';

/** The hand-over record an upper tier reads first. */
export interface WorkOrder {
  /** What is happening, in our words. */
  readonly situation: string;
  /** What was tried and what came of it. */
  readonly tried: readonly { readonly action: string; readonly result: string }[];
  /** What we think the cause is, and why. */
  readonly hypothesis: string;
  /** Who the customer is, what they are trying to achieve, what we owe them. */
  readonly customerContext: string;
  /** What the receiving tier should look at first. */
  readonly checkFirst: string;
}

/** A work order as it was handed in: a lead may override what is missing. */
export type WorkOrderDraft = { readonly [K in keyof WorkOrder]?: WorkOrder[K] | undefined };

const needed: Readonly<Record<keyof WorkOrder, Pick<FieldProblem, 'code' | 'detail'>>> = {
  situation: { code: 'work-order.no-situation', detail: 'Say what is happening, in your own words.' },
  tried: { code: 'work-order.nothing-tried', detail: 'List at least one thing that was tried, with its result.' },
  hypothesis: { code: 'work-order.no-hypothesis', detail: 'Say what you think the cause is, and why.' },
  customerContext: {
    code: 'work-order.no-customer-context',
    detail: 'Say who the customer is and what they are trying to achieve.',
  },
  checkFirst: { code: 'work-order.nothing-to-check', detail: 'Say what the next tier should check first.' },
};

/** The fields a work order still lacks; empty when it is complete. Blank text counts as missing. */
export function missingFrom(draft: WorkOrderDraft | undefined): FieldProblem[] {
  const fields = Object.keys(needed) as (keyof WorkOrder)[];
  return fields
    .filter((field) => !isFilled(draft?.[field]))
    .map((field) => ({ pointer: `/workOrder/${field}`, ...needed[field] }));
}

const isFilled = (value: WorkOrder[keyof WorkOrder] | undefined): boolean =>
  typeof value === 'string'
    ? value.trim() !== ''
    : (value?.some(({ action, result }) => isFilled(action) && isFilled(result)) ?? false);

export const returnReasons = ['missing-info', 'wrong-sector', 'l1-capable', 'duplicate', 'other'] as const;
export type ReturnReason = (typeof returnReasons)[number];

/** At this many returns of one ticket its leads are told: it is going back and forth. */
export const BOUNCES_THAT_ALERT = 3;
