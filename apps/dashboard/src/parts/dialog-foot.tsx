import { useEffect, useRef, type ReactNode } from 'react';
import classes from './dialog-foot.module.css';

interface DialogFootProps {
  /** What went wrong with what was sent. */
  readonly error?: unknown;
  /** How that is said; it comes into sight. */
  readonly problem?: ReactNode;
  /** Beside the buttons. */
  readonly aside?: ReactNode;
  /** The buttons. */
  readonly children: ReactNode;
}

/** The end of a dialog: its buttons stay in reach, however long it is. */
export function DialogFoot({ error = null, problem, aside, children }: DialogFootProps) {
  const said = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error !== null) said.current?.scrollIntoView({ block: 'nearest' });
  }, [error]);
  return (
    <>
      <div ref={said} className={classes.problem}>
        {problem}
      </div>
      <div className={classes.foot}>
        {aside && <div className={classes.aside}>{aside}</div>}
        {children}
      </div>
    </>
  );
}
