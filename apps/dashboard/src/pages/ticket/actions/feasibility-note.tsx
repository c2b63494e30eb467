import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { $api } from '../../../api/client';
import { defineWords, useWords } from '../../../words/words';

const words = defineWords({
  en: { late: 'The promise to the customer cannot be kept this way' },
  ru: { late: 'Так обещание клиенту не выполнить' },
  ko: { late: '이렇게 하면 고객과의 약속을 지킬 수 없습니다' },
});

interface FeasibilityNoteProps {
  readonly ticketId: string;
  readonly tier?: number;
  readonly vendor?: string;
}

/** A warning before a ticket goes to a tier or vendor whose own promise outlasts the customer's. It stops nobody. */
export function FeasibilityNote({ ticketId, tier, vendor }: FeasibilityNoteProps) {
  const say = useWords(words);
  const to = tier === undefined ? { vendor } : { tier };
  const { data } = $api.useQuery(
    'get',
    '/api/v1/tickets/{id}/feasibility',
    { params: { path: { id: ticketId }, query: to as { tier?: number; vendor?: string } } },
    { enabled: tier !== undefined || vendor !== undefined },
  );
  if (!data || data.feasible) return null;
  return (
    <Alert
      color="orange"
      py="xs"
      icon={<IconAlertTriangle size={18} />}
      title={say('late')}
      role="status"
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
    >
      {data.why}
    </Alert>
  );
}
