import { Tooltip } from '@mantine/core';
import { defineWords, useWords } from '../words/words';
import classes from './priority-badge.module.css';

const words = defineWords({
  en: {
    P1: 'P1: critical',
    P2: 'P2: high',
    P3: 'P3: medium',
    P4: 'P4: low',
    P5: 'P5: very low',
    none: 'No priority yet',
  },
  ru: {
    P1: 'P1: критический',
    P2: 'P2: высокий',
    P3: 'P3: средний',
    P4: 'P4: низкий',
    P5: 'P5: минимальный',
    none: 'Приоритет ещё не определён',
  },
  ko: {
    P1: 'P1: 긴급',
    P2: 'P2: 높음',
    P3: 'P3: 보통',
    P4: 'P4: 낮음',
    P5: 'P5: 매우 낮음',
    none: '우선순위 미정',
  },
});

export type Priority = 'P1' | 'P2' | 'P3' | 'P4' | 'P5';

/** P1 to P5; only the two highest ask for attention. */
export function PriorityBadge({ priority }: { readonly priority: Priority | null }) {
  const say = useWords(words);
  return (
    <Tooltip label={say(priority ?? 'none')}>
      <span className={`${classes.badge} figures`} data-priority={priority ?? 'none'}>
        {priority ?? 'P–'}
      </span>
    </Tooltip>
  );
}
