import { Table } from '@mantine/core';
import { Instant } from '../../../parts/instant';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import classes from './chart.module.css';
import type { PartOfTime } from './parts-of-time';
import { words } from './words';

/** The chart in figures, newest first. */
export function PartsTable({ parts }: { readonly parts: readonly PartOfTime[] }) {
  const say = useWords(words);
  const formats = useFormats();
  return (
    // Whoever has no mouse scrolls it with the arrow keys.
    <div className={classes.scroll} role="region" aria-label={say('title')} tabIndex={0}>
      <Table verticalSpacing={3} fz="sm" stickyHeader className="figures" aria-label={say('title')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{say('from')}</Table.Th>
            <Table.Th scope="col" ta="right">
              {say('arrived')}
            </Table.Th>
            <Table.Th scope="col" ta="right">
              {say('solved')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {parts.toReversed().map(({ at, arrived, solved }) => (
            <Table.Tr key={at}>
              <Table.Td>
                <Instant at={at} />
              </Table.Td>
              <Table.Td ta="right">{formats.number(arrived)}</Table.Td>
              <Table.Td ta="right">{formats.number(solved)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
