import { Table } from '@mantine/core';
import { useFormats } from '../../../words/formats';
import { useLanguage, useWords } from '../../../words/words';
import type { WorkLog } from '../ticket-data';
import { workLogWords } from './work-log-words';

type Sum = Pick<WorkLog['total'], 'seconds' | 'withCustomerSeconds' | 'cost' | 'unpricedSeconds'>;

/** Time and cost per tier, and of all of them when there are several. */
export function WorkSums({ log: { perTier, total } }: { readonly log: WorkLog }) {
  const say = useWords(workLogWords);
  const formats = useFormats();
  const language = useLanguage();
  if (perTier.length === 0) return null;
  const isPriced = total.cost.length > 0;
  const costOf = ({ cost, unpricedSeconds }: Sum): string =>
    [
      ...cost.map(({ currency, amount }) =>
        new Intl.NumberFormat(language, { style: 'currency', currency }).format(amount),
      ),
      ...(isPriced && unpricedSeconds > 0 ? [say('unpriced', { time: formats.duration(unpricedSeconds) })] : []),
    ].join(', ');
  const row = (name: string, sum: Sum, isTotal = false) => (
    <Table.Tr key={name} fw={isTotal ? 600 : undefined}>
      <Table.Th scope="row" fw={isTotal ? 600 : 400}>
        {name}
      </Table.Th>
      <Table.Td ta="end">{formats.duration(sum.seconds)}</Table.Td>
      <Table.Td ta="end">{sum.withCustomerSeconds > 0 ? formats.duration(sum.withCustomerSeconds) : '–'}</Table.Td>
      {isPriced && <Table.Td ta="end">{costOf(sum)}</Table.Td>}
    </Table.Tr>
  );
  return (
    <Table className="figures" fz="xs" mt="xs" verticalSpacing={3} horizontalSpacing={4} aria-label={say('sums')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say('tier')}</Table.Th>
          <Table.Th ta="end">{say('time')}</Table.Th>
          <Table.Th ta="end">{say('withCustomer')}</Table.Th>
          {isPriced && <Table.Th ta="end">{say('cost')}</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {perTier.map((sum) => row(sum.tier === null ? say('noTier') : `L${sum.tier}`, sum))}
        {perTier.length > 1 && row(say('total'), total, true)}
      </Table.Tbody>
    </Table>
  );
}
