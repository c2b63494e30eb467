import { VisuallyHidden } from '@mantine/core';
import { Figure } from './figure';
import classes from './flow.module.css';

interface Props {
  /** What the arrows say, for who does not see them. */
  readonly sentence: string;
  readonly label: string;
  readonly up: number | undefined;
  readonly backLabel?: string;
  readonly back?: number | undefined;
}

/** What passes between two places of the flow. */
export function Arrows({ sentence, label, up, backLabel, back }: Props) {
  return (
    <li className={classes.arrows}>
      <VisuallyHidden>{sentence}</VisuallyHidden>
      <span className={classes.arrow} aria-hidden data-idle={!up || undefined}>
        <span className={classes.count}>
          <Figure value={up} /> <span className={classes.label}>{label}</span>
        </span>
        <span className={classes.line} />
      </span>
      {backLabel && (
        <span className={classes.arrow} aria-hidden data-back data-idle={!back || undefined}>
          <span className={classes.line} />
          <span className={classes.count}>
            <Figure value={back} /> <span className={classes.label}>{backLabel}</span>
          </span>
        </span>
      )}
    </li>
  );
}
