import { Tooltip } from '@mantine/core';
import { IconEye, IconPencil } from '@tabler/icons-react';
import { defineWords, useWords } from '../../words/words';
import classes from './ticket-list.module.css';
import type { Visitor } from './use-presence';

const words = defineWords({
  en: { viewing: '{names} looks at it', writing: '{names} writes on it', more: '{name} and {count} more' },
  ru: { viewing: 'Смотрит: {names}', writing: 'Пишет: {names}', more: '{name} и ещё {count}' },
  ko: { viewing: '{names} 님이 보는 중', writing: '{names} 님이 작성 중', more: '{name} 외 {count}명' },
});

/** Somebody else is on the ticket already: whoever writes counts more than whoever looks. */
export function Visitors({ visitors }: { readonly visitors: readonly Visitor[] }) {
  const say = useWords(words);
  const writing = visitors.filter(({ mode }) => mode === 'writing');
  const [first, ...others] = writing.length > 0 ? writing : visitors;
  if (!first) return null;
  const names = others.length > 0 ? say('more', { name: first.name, count: others.length }) : first.name;
  const Icon = first.mode === 'writing' ? IconPencil : IconEye;
  return (
    <Tooltip label={say(first.mode, { names })}>
      <span className={classes.visitors} data-mode={first.mode}>
        <Icon size={13} aria-hidden />
        <span className={classes.visitorName}>{first.name.split(' ')[0]}</span>
        {others.length > 0 && `+${others.length}`}
        <span className={classes.unseen}>{say(first.mode, { names })}</span>
      </span>
    </Tooltip>
  );
}
