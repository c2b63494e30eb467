import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { fieldWords } from './field-words';
import { fields, type Field } from './fields';
import { useChoices } from './use-choices';

const UNITS = { h: 3_600, d: 86_400 } as const;

/** `-7d` in seconds; null: not of that kind. */
export function relativeSeconds(value: string): number | null {
  const [, count, unit] = /^-(\d{1,4})([dh])$/.exec(value) ?? [];
  return count && unit ? Number(count) * UNITS[unit as 'd' | 'h'] : null;
}

/** What a filter is set to, as a person says it. */
export function useSaid(): (field: Field, value: string, choices: ReturnType<typeof useChoices>) => string {
  const say = useWords(fieldWords);
  const formats = useFormats();
  return (field, value, choices) => {
    if (value === '') return say('any');
    if (fields[field] === 'when') {
      const ago = relativeSeconds(value);
      if (ago !== null) return say('last', { time: formats.duration(ago) });
      return Number.isNaN(Date.parse(value)) ? value : formats.day(value);
    }
    const nameOf = (each: string) => choices?.find((choice) => choice.value === each)?.label ?? each;
    return value.split(',').map(nameOf).join(', ');
  };
}
