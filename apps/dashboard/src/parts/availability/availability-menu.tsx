import { Button, Menu, Text } from '@mantine/core';
import { IconCalendarOff, IconChevronDown } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useFormats } from '../../words/formats';
import { useWords } from '../../words/words';
import classes from './availability.module.css';
import { HowLong } from './how-long';
import { availabilities, useAvailability, type State } from './use-availability';
import { words } from './words';

const OwnAbsencesDialog = lazy(async () => ({
  default: (await import('../../pages/settings/shifts/own-absences.dialog')).OwnAbsencesDialog,
}));

/** Whether one is there for work, and the way to change it. */
export function AvailabilityMenu() {
  const say = useWords(words);
  const formats = useFormats();
  const { mine, set, isSetting } = useAvailability();
  const [asked, ask] = useState<State | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [isPlanning, plan] = useState(false);
  if (!mine) return null;
  const until = mine.until ? say('until', { at: formats.instant(mine.until) }) : null;
  const close = (): void => {
    setOpen(false);
    ask(null);
  };
  const choose = (state: State, minutes: number | null): void => {
    set(state, minutes);
    close();
  };
  return (
    <>
      <Menu position="bottom-end" width={310} opened={isOpen} onChange={(open) => (open ? setOpen(true) : close())}>
        <Menu.Target>
          <Button
            size="compact-sm"
            variant="default"
            loading={isSetting}
            aria-label={say('label', { state: [say(mine.state), until].filter(Boolean).join(', ') })}
            leftSection={<span className={classes.dot} data-state={mine.onShift ? mine.state : 'offline'} />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
            className={classes.button}
          >
            <span className={classes.label}>
              {say(mine.state)}
              {until && <span className={classes.until}> {until}</span>}
            </span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {asked ? (
            <HowLong onChoose={(minutes) => choose(asked, minutes)} />
          ) : (
            <>
              <Menu.Label>{say('title')}</Menu.Label>
              {availabilities.map((state) => (
                <Menu.Item
                  key={state}
                  leftSection={<span className={classes.dot} data-state={state} />}
                  closeMenuOnClick={false}
                  aria-current={state === mine.state || undefined}
                  onClick={() => (state === 'busy' || state === 'away' ? ask(state) : choose(state, null))}
                >
                  <Text size="sm" fw={state === mine.state ? 650 : undefined}>
                    {say(state)}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {say(`${state}Help`)}
                  </Text>
                </Menu.Item>
              ))}
              {!mine.onShift && (
                <Text size="xs" c="dimmed" p="xs">
                  {say('offShift')}
                </Text>
              )}
              <Menu.Divider />
              <Menu.Item leftSection={<IconCalendarOff size={16} aria-hidden />} onClick={() => plan(true)}>
                {say('absences')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {isPlanning && (
        <Suspense>
          <OwnAbsencesDialog onClose={() => plan(false)} />
        </Suspense>
      )}
    </>
  );
}
