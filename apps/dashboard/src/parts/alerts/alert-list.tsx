import { Text } from '@mantine/core';
import { IconAlertTriangle, IconArrowsLeftRight, IconClockExclamation, IconSpeakerphone } from '@tabler/icons-react';
import { useWords } from '../../words/words';
import { Instant } from '../instant';
import { TextLink } from '../link';
import entries from '../entries.module.css';
import classes from './alerts.module.css';
import { useAlertSentence, type Alert } from './use-alert-sentence';
import { words } from './words';

const icons = {
  'breach-at-last-tier': IconAlertTriangle,
  breach: IconAlertTriangle,
  bouncing: IconArrowsLeftRight,
  'vendor-silent': IconClockExclamation,
  warning: IconClockExclamation,
  'hierarchical-escalation': IconSpeakerphone,
} as const;

const isBroken = (kind: Alert['kind']): boolean => kind === 'breach' || kind === 'breach-at-last-tier';

/** What happened to one ticket in a row is one entry. */
interface Group {
  readonly first: Alert;
  readonly alerts: readonly Alert[];
}

function grouped(alerts: readonly Alert[]): readonly Group[] {
  const groups = new Map<string, Alert[]>();
  for (const alert of alerts) {
    const key = `${alert.ticketId} ${alert.kind}`;
    const group = groups.get(key);
    if (group) group.push(alert);
    else groups.set(key, [alert]);
  }
  return [...groups.values()].map((each) => ({ first: each[0]!, alerts: each }));
}

/** What somebody was warned of or called to, newest first. */
export function AlertList({ alerts }: { readonly alerts: readonly Alert[] }) {
  const say = useWords(words);
  const sentence = useAlertSentence();
  return (
    <ul className={entries.list}>
      {grouped(alerts).map(({ first: { id, number, subject, kind }, alerts: all }) => {
        const Icon = icons[kind];
        return (
          <li key={id} className={entries.item}>
            <Icon size={16} aria-hidden className={classes.icon} data-tone={isBroken(kind) ? 'broken' : undefined} />
            <div className={entries.what}>
              <TextLink to="/tickets/$id" params={{ id: number }} size="sm" c="inherit" fw={600}>
                {number} {say(kind)}
              </TextLink>
              <Text size="xs" truncate title={subject}>
                {subject}
              </Text>
              {all.map((alert) => (
                <Text key={alert.id} size="xs" c="dimmed" lineClamp={2}>
                  <Instant at={alert.at} />
                  {[sentence(alert.facts)].map((said) => said && ` · ${said}`)}
                </Text>
              ))}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
