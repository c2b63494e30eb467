import { Menu } from '@mantine/core';
import { useWords } from '../../words/words';
import { words } from './words';

const LENGTHS = [5, 15, 30, 60] as const;

/** How long a break is; null: until one says otherwise. */
export function HowLong({ onChoose }: { readonly onChoose: (minutes: number | null) => void }) {
  const say = useWords(words);
  return (
    <>
      <Menu.Label>{say('forLong')}</Menu.Label>
      {LENGTHS.map((minutes) => (
        <Menu.Item key={minutes} onClick={() => onChoose(minutes)}>
          {say('minutes', { count: minutes })}
        </Menu.Item>
      ))}
      <Menu.Item onClick={() => onChoose(null)}>{say('open')}</Menu.Item>
    </>
  );
}
