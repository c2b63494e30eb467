export const hypothesisStates = ['open', 'confirmed', 'ruled-out'] as const;
export type HypothesisState = (typeof hypothesisStates)[number];

/** What speaks for a cause or against it. */
export interface Evidence {
  readonly for: boolean;
  readonly text: string;
  /** The step of a runbook that showed it. */
  readonly source?: { readonly runId: string; readonly stepId: string } | undefined;
}
