import { useState } from 'react';
import { useFormats } from '../../../words/formats';
import classes from './flow.module.css';

/** A number that shows for a moment that it changed. Undefined: not known yet. */
export function Figure({ value }: { readonly value: number | undefined }) {
  const formats = useFormats();
  const [shown, setShown] = useState({ value, isNew: false });
  if (shown.value !== value) setShown({ value, isNew: shown.value !== undefined });
  return (
    <span key={value} className={`${classes.number} figures`} data-new={shown.isNew || undefined}>
      {value === undefined ? '–' : formats.number(value)}
    </span>
  );
}
