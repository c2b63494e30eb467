import { Button, Group, Text } from '@mantine/core';
import { IconPlus, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { Instant } from '../../../parts/instant';
import { Loaded, LoadingRows } from '../../../parts/states';
import { workWords } from '../../../parts/state-words';
import { useMe } from '../../../shell/session';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { actionWords } from '../action-words';
import classes from '../side/lines.module.css';
import { Panel } from '../side/panel';
import { useWorkLog, type WorkLog } from '../ticket-data';
import { useDesk } from '../ticket-desk';
import { CorrectDialog } from './correct.dialog';
import { standing, type Work } from './corrected';
import { StopwatchStart } from './stopwatch-start';
import { workLogWords } from './work-log-words';
import { WorkSums } from './work-sums';

export type WorkEntry = WorkLog['items'][number];

/** Who spent how much time on it and what that cost, with what was corrected, by whom and why. */
export function WorkLogPanel() {
  const say = useWords(workLogWords);
  const action = useWords(actionWords);
  const { ticket, may, open } = useDesk();
  const query = useWorkLog(ticket.id);
  const [corrected, correct] = useState<Work<WorkEntry> | null>(null);
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
      {may.has('log-work') && <StopwatchStart />}
      <Loaded query={query} loading={<LoadingRows rows={2} height={32} />}>
        {(log) => (
          <>
            {log.items.length === 0 && (
              <Text size="sm" c="dimmed">
                {say('none')}
              </Text>
            )}
            <ul className={classes.lines}>
              {standing(log.items)
                .toReversed()
                .map((work) => (
                  <WorkLine key={work.entry.id} work={work} onCorrect={() => correct(work)} />
                ))}
            </ul>
            <WorkSums log={log} />
          </>
        )}
      </Loaded>
      {corrected && <CorrectDialog work={corrected} onClose={() => correct(null)} />}
    </Panel>
  );
}

function WorkLine({ work, onCorrect }: { readonly work: Work<WorkEntry>; readonly onCorrect: () => void }) {
  const say = useWords(workLogWords);
  const kindOf = useWords(workWords);
  const formats = useFormats();
  const me = useMe();
  const { entry, corrections, seconds, kind, withCustomer } = work;
  const time = formats.duration(entry.seconds);
  return (
    <li>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="baseline">
        <Text size="sm">
          <b className="figures">{seconds === 0 ? say('takenBack') : formats.duration(seconds)}</b> {kindOf(kind)}
          {withCustomer && <IconUsers size={14} role="img" aria-label={say('with')} className={classes.icon} />}
          {corrections.length > 0 && (
            <Text span size="xs" c="dimmed" className="figures">
              {' '}
              ({say('was', { time })})
            </Text>
          )}
        </Text>
        <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
          <Instant at={entry.at} />
        </Text>
      </Group>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <Text size="xs" c="dimmed" style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
          {entry.agent.name}
          {entry.tier !== null && ` (L${entry.tier})`}
          {entry.consultationId !== null && `, ${say('advice')}`}
          {entry.note && `: ${entry.note}`}
        </Text>
        {(me.isLead || entry.agent.id === me.id) && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            flex="none"
            mr={-8}
            aria-label={say('correctOf', { time, name: entry.agent.name })}
            onClick={onCorrect}
          >
            {say('correct')}
          </Button>
        )}
      </Group>
      {[...new Map(corrections.map((one) => [`${one.at}${one.reason}`, one])).values()].map((correction) => (
        <Text key={correction.id} size="xs" mt={2} style={{ overflowWrap: 'anywhere' }}>
          {say('correctedBy', { name: correction.correctedBy?.name ?? '', reason: correction.reason ?? '' })}{' '}
          <Text span inherit c="dimmed">
            <Instant at={correction.at} />
          </Text>
        </Text>
      ))}
    </li>
  );
}
