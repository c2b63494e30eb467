import classes from './agents.module.css';
import type { Availability } from './desk-agents';

/** Full: there. Half: comes back. Empty: not there. The words stand beside it. */
export const AvailabilityDot = ({ state }: { readonly state: Availability | 'offShift' }) => (
  <span className={classes.dot} data-state={state} aria-hidden />
);
