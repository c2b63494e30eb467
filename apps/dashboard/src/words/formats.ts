import { useMemo } from 'react';
import type { Language } from './language';
import { useLanguage } from './words';

export interface Formats {
  /** `14:05` today, `3 Mar, 14:05` this year, with the year otherwise. */
  instant(at: string | Date): string;
  /** `3 Mar 2026`. */
  day(at: string | Date): string;
  /** The date, the time with seconds and the zone: for tooltips. */
  exactly(at: string | Date): string;
  /** `2 h 05 min`, `3 d 4 h`, `45 s`: at most two units. */
  duration(seconds: number): string;
  number(value: number): string;
  compare(one: string, other: string): number;
}

const DAY = 86_400;

function formatsOf(language: Language): Formats {
  const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const withDay = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const withYear = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
  const dates = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  const exact = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long', hourCycle: 'h23' });
  const numbers = new Intl.NumberFormat(language);
  const collator = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
  const unit = (name: 'day' | 'hour' | 'minute' | 'second') => {
    const format = new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'narrow' });
    return (value: number): string => format.format(value);
  };
  const [days, hours, minutes, seconds] = [unit('day'), unit('hour'), unit('minute'), unit('second')];
  return {
    instant(at) {
      const date = new Date(at);
      const now = new Date();
      if (date.toDateString() === now.toDateString()) return time.format(date);
      return (date.getFullYear() === now.getFullYear() ? withDay : withYear).format(date);
    },
    day: (at) => dates.format(new Date(at)),
    exactly: (at) => exact.format(new Date(at)),
    duration(total) {
      const rest = Math.abs(Math.trunc(total));
      if (rest >= DAY)
        return join(days(Math.floor(rest / DAY)), hours(Math.floor((rest % DAY) / 3600)), rest % DAY >= 3600);
      if (rest >= 3600)
        return join(hours(Math.floor(rest / 3600)), minutes(Math.floor((rest % 3600) / 60)), rest % 3600 >= 60);
      return rest >= 60 ? minutes(Math.floor(rest / 60)) : seconds(rest);
    },
    number: (value) => numbers.format(value),
    compare: (one, other) => collator.compare(one, other),
  };
}

const join = (large: string, small: string, both: boolean): string => (both ? `${large} ${small}` : large);

const made = new Map<Language, Formats>();

/** Dates, durations, numbers and sorting as the language of the screen has them; times are in the browser's zone. */
export function useFormats(): Formats {
  const language = useLanguage();
  return useMemo(() => {
    const formats = made.get(language) ?? formatsOf(language);
    made.set(language, formats);
    return formats;
  }, [language]);
}
