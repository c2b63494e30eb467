import { Table } from '@mantine/core';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import type { Runbook } from './runbook-data';
import { runbookWords } from './runbook-words';

/** What came of each version that was ever run; nothing before the first run. */
export function Outcomes({ versions }: { readonly versions: Runbook['versions'] }) {
  const say = useWords(runbookWords);
  const formats = useFormats();
  const run = versions.filter(({ runs }) => runs > 0);
  if (run.length === 0) return null;
  return (
    <Table.ScrollContainer minWidth={480} mb="md">
      <Table verticalSpacing={4} fz="sm" maw="52rem" className="figures" aria-label={say('outcomes')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('outcomes')}</Table.Th>
            {(['runs', 'running', 'finished', 'abandoned', 'solved', 'median'] as const).map((head) => (
              <Table.Th key={head} ta="right">
                {say(head)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {run.map(({ version, runs, running, finished, abandoned, solvedWithoutEscalation, medianSeconds }) => (
            <Table.Tr key={version}>
              <Table.Td>{say('version', { version })}</Table.Td>
              {[runs, running, finished, abandoned, solvedWithoutEscalation].map((count, index) => (
                <Table.Td key={index} ta="right">
                  {formats.number(count)}
                </Table.Td>
              ))}
              <Table.Td ta="right">{medianSeconds === null ? '–' : formats.duration(medianSeconds)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
