import { Button, Group, Progress, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconClock } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { $api } from '../../../api/client';
import { TextLink } from '../../../parts/link';
import { Loaded, LoadingRows } from '../../../parts/states';
import { useWords } from '../../../words/words';
import classes from '../side/lines.module.css';
import { incidentWords } from './words';

const icons = { answered: IconCheck, skipped: IconAlertTriangle, waiting: IconClock };
const isKnown = (code: string | null): code is 'ticket.over' =>
  code !== null && code.startsWith('t') && Object.hasOwn(incidentWords.en, code);

interface BulkProgressProps {
  readonly id: string;
  /** It was sent here just now. */
  readonly isNew: boolean;
  readonly onClose: () => void;
}

/** How far the answer to all parts is: how many have it, and which were left out, and why. It moves by itself. */
export function BulkProgress({ id, isNew, onClose }: BulkProgressProps) {
  const say = useWords(incidentWords);
  const section = useRef<HTMLElement>(null);
  // The form that it was sent with is gone.
  useEffect(() => {
    if (isNew) section.current?.focus();
  }, [isNew]);
  const query = $api.useQuery('get', '/api/v1/desk/bulk/{id}', { params: { path: { id } } });
  return (
    <section ref={section} tabIndex={-1} aria-label={say('progress')} style={{ marginBlock: 8 }} data-bulk>
      <Loaded query={query} loading={<LoadingRows rows={1} />}>
        {({ total, waiting, answered, skipped, isOver, children, resolves }) => {
          const done = total - waiting;
          const figures = [
            say(resolves === null ? 'answered' : 'resolved', { count: answered }),
            ...(skipped > 0 ? [say('skipped', { count: skipped })] : []),
            ...(waiting > 0 ? [say('waiting', { count: waiting })] : []),
          ];
          return (
            <>
              <Group justify="space-between" gap="xs" wrap="nowrap">
                <Text size="sm" fw={600} role="status" className="figures">
                  {isOver ? say('over') : say('done', { done, total })}
                </Text>
                {isOver && (
                  <Button variant="subtle" color="gray" size="compact-xs" mr={-8} onClick={onClose}>
                    {say('hide')}
                  </Button>
                )}
              </Group>
              <Progress
                value={total === 0 ? 100 : (done / total) * 100}
                size="sm"
                my={4}
                color={skipped > 0 && isOver ? 'orange' : 'blue'}
                animated={!isOver}
                aria-label={say('done', { done, total })}
              />
              <Text size="xs" c="dimmed" className="figures">
                {figures.join(' · ')}
              </Text>
              <ul className={classes.lines}>
                {children
                  .toSorted((one, other) => order(one.outcome) - order(other.outcome))
                  .map((child) => {
                    const Icon = icons[child.outcome];
                    return (
                      <li key={child.id} data-outcome={child.outcome}>
                        <Group gap={6} wrap="nowrap" align="flex-start">
                          <Icon size={15} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
                          <div style={{ minWidth: 0 }}>
                            <TextLink to="/tickets/$id" params={{ id: child.number }} size="sm" lineClamp={1}>
                              <span className="figures">{child.number}</span> {child.subject}
                            </TextLink>
                            {child.outcome === 'skipped' && (
                              <Text size="xs">{isKnown(child.code) ? say(child.code) : child.reason}</Text>
                            )}
                          </div>
                        </Group>
                      </li>
                    );
                  })}
              </ul>
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

const order = (outcome: keyof typeof icons): number => ['skipped', 'waiting', 'answered'].indexOf(outcome);
