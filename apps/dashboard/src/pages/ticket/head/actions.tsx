import { Button, Group, Kbd, Menu } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconDots } from '@tabler/icons-react';
import { Shortcut, useShortcut } from '../../../shell/shortcuts';
import { useWords } from '../../../words/words';
import { actionWords } from '../action-words';
import type { ActionName } from '../what-may';
import { useDesk, type DialogName } from '../ticket-desk';

const KEYS: Partial<Readonly<Record<ActionName, string>>> = {
  claim: 'C',
  reply: 'R',
  note: 'N',
  'ask-customer': 'A',
  escalate: 'E',
  return: 'B',
  resolve: 'S',
  'log-work': 'L',
  describe: 'D',
  consult: 'X',
};

/** At most this many stand beside the ticket's name; the others are in the menu. */
const FIRST: readonly ActionName[] = ['claim', 'resume', 'resolve', 'escalate', 'return', 'reopen', 'assign'];
const AT_HAND = 4;
const AT_HAND_NARROW = 2;
const REST: readonly ActionName[] = [
  ...FIRST,
  'wait',
  'ask-vendor',
  'transfer',
  'release',
  'describe',
  'log-work',
  'consult',
  'raise',
  'link',
  'split',
  'close',
  'merge',
  'reject',
];

/** What can be done now. What cannot be done is not there. */
export function Actions() {
  const action = useWords(actionWords);
  const desk = useDesk();
  const isNarrow = useMediaQuery('(max-width: 36em)', undefined, { getInitialValueInEffect: false });
  const { may, write, open, claim, resume, isBusy } = desk;
  const perform = (name: ActionName): void => {
    if (name === 'claim') claim();
    else if (name === 'resume') resume();
    else if (name === 'reply' || name === 'note' || name === 'ask-customer') write(name);
    else open(name satisfies DialogName);
  };
  const able = (name: ActionName) => (may.has(name) && !isBusy ? () => perform(name) : null);
  useShortcut('C', action('claim'), able('claim'));
  useShortcut('R', action('reply'), able('reply'));
  useShortcut('A', action('ask-customer'), able('ask-customer'));
  useShortcut('N', action('note'), able('note'));
  useShortcut('E', action('escalate'), able('escalate'));
  useShortcut('B', action('return'), able('return'));
  useShortcut('S', action('resolve'), able('resolve'));
  useShortcut('L', action('log-work'), able('log-work'));
  useShortcut('D', action('describe'), able('describe'));
  useShortcut('X', action('consult'), able('consult'));

  const atHand = FIRST.filter((name) => may.has(name)).slice(0, isNarrow ? AT_HAND_NARROW : AT_HAND);
  const rest = REST.filter((name) => may.has(name) && !atHand.includes(name));
  return (
    <Group gap={6}>
      {/* What has no key of its own is in the command palette. */}
      {REST.filter((name) => may.has(name) && !KEYS[name] && !isBusy).map((name) => (
        <Shortcut key={name} label={action(name)} action={() => perform(name)} />
      ))}
      {atHand.map((name, index) => (
        <Button
          key={name}
          size="xs"
          variant={index === 0 ? 'filled' : 'default'}
          loading={isBusy && (name === 'claim' || name === 'resume')}
          onClick={() => perform(name)}
          aria-keyshortcuts={KEYS[name]}
        >
          {action(name)}
        </Button>
      ))}
      {rest.length > 0 && (
        <Menu withInitialFocusPlaceholder={false} position="bottom-end" width={220}>
          <Menu.Target>
            <Button size="xs" variant="default" leftSection={<IconDots size={16} aria-hidden />}>
              {action('more')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map((name) => (
              <Menu.Item
                key={name}
                onClick={() => perform(name)}
                color={name === 'reject' ? 'red' : undefined}
                rightSection={KEYS[name] && <Kbd size="xs">{KEYS[name]}</Kbd>}
              >
                {action(name)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </Group>
  );
}
