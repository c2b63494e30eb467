import { Group, Stack, Text } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { $api } from '../../api/client';
import { Instant } from '../../parts/instant';
import { TextLink } from '../../parts/link';
import { Loaded, PageHead } from '../../parts/states';
import { useFormats } from '../../words/formats';
import { useWords } from '../../words/words';
import { CaseState, Owes } from './case-state';
import { CaseThread } from './case-thread';
import { words } from './words';
import { WriteToVendor } from './write-to-vendor';

/** One case: what was said, what the vendor owes, and a place to write to it. */
export function VendorCase({ id, withBack = false }: { readonly id: string; readonly withBack?: boolean }) {
  const say = useWords(words);
  const formats = useFormats();
  const query = $api.useQuery('get', '/api/v1/vendor-cases/{id}', { params: { path: { id } } });
  return (
    <Loaded query={query}>
      {(found) => (
        <Stack gap="md">
          {withBack && (
            <TextLink to="/vendor-cases" size="sm">
              <IconArrowLeft size={14} aria-hidden /> {say('back')}
            </TextLink>
          )}
          {withBack ? (
            <PageHead title={found.subject} />
          ) : (
            <Text component="h2" fz="lg" fw={650}>
              {found.subject}
            </Text>
          )}
          <Group gap="sm">
            <CaseState state={found.state} />
            <Text size="sm">
              {say('case', { number: found.number })} · {found.vendor.name}
            </Text>
            <TextLink to="/tickets/$id" params={{ id: found.ticket.number }} size="sm">
              {found.ticket.number}
            </TextLink>
            {found.reference && (
              <Text size="sm" c="dimmed">
                {say('reference')}: {found.reference}
              </Text>
            )}
          </Group>
          {found.awaits && (
            <Group gap="sm">
              <Owes awaits={found.awaits} dueAt={found.dueAt} />
              <Text size="xs" c="dimmed">
                {say('reminders', { count: found.remindersSent })}
                {found.alertedAt && ` · ${say('alerted', { at: formats.instant(found.alertedAt) })}`}
              </Text>
            </Group>
          )}
          <CaseThread thread={found.thread} deliveries={found.deliveries} vendor={found.vendor.name} />
          <WriteToVendor id={found.id} />
          <Text size="xs" c="dimmed">
            <Instant at={found.createdAt} />
          </Text>
        </Stack>
      )}
    </Loaded>
  );
}
