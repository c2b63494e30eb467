import { Button, Group, Text } from '@mantine/core';
import { IconPlus, IconUsers } from '@tabler/icons-react';
import { Instant } from '../../../parts/instant';
import { Loaded, LoadingRows } from '../../../parts/states';
import { workWords } from '../../../parts/state-words';
import { useFormats } from '../../../words/formats';
import { defineWords, useLanguage, useWords } from '../../../words/words';
import { actionWords } from '../action-words';
import { useWorkLog } from '../ticket-data';
import { useDesk } from '../ticket-desk';
import { Panel } from './panel';
import { Stopwatch } from './stopwatch';
import classes from './lines.module.css';

const words = defineWords({
  en: { title: 'Work log', none: 'No work was logged yet.', sum: 'L{tier}: {time}', with: 'with the customer' },
  ru: { title: 'Учёт времени', none: 'Время ещё не учтено.', sum: 'L{tier}: {time}', with: 'вместе с клиентом' },
  ko: { title: '작업 기록', none: '기록된 작업이 없습니다.', sum: 'L{tier}: {time}', with: '고객과 함께' },
});

/** Who spent how much time on it, with the sums. */
export function WorkLogPanel() {
  const say = useWords(words);
  const action = useWords(actionWords);
  const work = useWords(workWords);
  const formats = useFormats();
  const { ticket, may, open } = useDesk();
  const language = useLanguage();
  const query = useWorkLog(ticket.id);
  const money = ({ currency, amount }: { readonly currency: string; readonly amount: number }): string =>
    new Intl.NumberFormat(language, { style: 'currency', currency, maximumFractionDigits: 0 }).format(amount);
  return (
    <Panel
      title={say('title')}
      right={
        may.has('log-work') && (
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<IconPlus size={13} aria-hidden />}
            onClick={() => open('log-work')}
          >
            {action('log-work')}
          </Button>
        )
      }
    >
      <Stopwatch />
      <Loaded query={query} loading={<LoadingRows rows={2} height={32} />}>
        {({ items, perTier }) => (
          <>
            {items.length === 0 && (
              <Text size="sm" c="dimmed">
                {say('none')}
              </Text>
            )}
            <ul className={classes.lines}>
              {items.toReversed().map((entry) => (
                <li key={entry.id}>
                  <Group justify="space-between" gap="xs" wrap="nowrap" align="baseline">
                    <Text size="sm">
                      <b className="figures">{formats.duration(entry.seconds)}</b> {work(entry.kind)}
                      {entry.withCustomer && (
                        <IconUsers size={14} role="img" aria-label={say('with')} className={classes.icon} />
                      )}
                    </Text>
                    <Text size="xs" c="dimmed">
                      <Instant at={entry.at} />
                    </Text>
                  </Group>
                  <Text size="xs" c="dimmed">
                    {entry.agent?.name}
                    {entry.tier !== null && ` (L${entry.tier})`}
                    {entry.note && `: ${entry.note}`}
                  </Text>
                </li>
              ))}
            </ul>
            {perTier.length > 0 && (
              <Text size="sm" fw={600} mt={6} className="figures">
                {perTier
                  .map(({ tier, seconds, cost }) =>
                    [say('sum', { tier: tier ?? '–', time: formats.duration(seconds) }), ...cost.map(money)].join(', '),
                  )
                  .join(' · ')}
              </Text>
            )}
          </>
        )}
      </Loaded>
    </Panel>
  );
}
