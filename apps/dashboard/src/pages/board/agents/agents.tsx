import { Table, Text } from '@mantine/core';
import { Empty, Loaded } from '../../../parts/states';
import { Person } from '../../../parts/person';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { Section } from '../section';
import classes from './agents.module.css';
import { AgentState } from './agent-state';
import { stateOf, useDeskAgents, type DeskAgent } from './desk-agents';
import { Load } from './load';
import { words } from './words';

/** Who is there, how much each carries, and for whom. */
export function Agents() {
  const say = useWords(words);
  const query = useDeskAgents();
  const all = query.data?.items ?? [];
  const there = all.filter((agent) => stateOf(agent) === 'available').length;
  return (
    <Section
      title={say('title')}
      aside={
        query.data && (
          <Text size="xs" c="dimmed" className="figures">
            {say('there', { there, all: all.length })}
          </Text>
        )
      }
    >
      <Loaded query={query}>
        {({ items }) => (items.length === 0 ? <Empty title={say('none')} /> : <AgentTable agents={items} />)}
      </Loaded>
    </Section>
  );
}

function AgentTable({ agents }: { readonly agents: readonly DeskAgent[] }) {
  const say = useWords(words);
  const formats = useFormats();
  // Tier by tier, as the flow above; the order does not change with the load.
  const sorted = agents.toSorted(
    (one, other) => lowestTier(one) - lowestTier(other) || formats.compare(one.name, other.name),
  );
  return (
    <Table className={classes.table} verticalSpacing={6} horizontalSpacing="sm" aria-label={say('title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{say('agent')}</Table.Th>
          <Table.Th scope="col" className={classes.state}>
            {say('state')}
          </Table.Th>
          <Table.Th scope="col" className={classes.held}>
            {say('held')}
          </Table.Th>
          <Table.Th scope="col" className={classes.load}>
            {say('load')}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {sorted.map((agent) => (
          <Table.Tr key={agent.id}>
            <Table.Th scope="row" className={classes.agent}>
              <Person name={agent.name} detail={teamsOf(agent) || say('noTeams')} />
            </Table.Th>
            <Table.Td>
              <AgentState agent={agent} />
            </Table.Td>
            <Table.Td className="figures">
              <Held agent={agent} />
            </Table.Td>
            <Table.Td>
              <Load agent={agent} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

const lowestTier = ({ teams }: DeskAgent): number => Math.min(...teams.map(({ tier }) => tier), 99);
const teamsOf = ({ teams }: DeskAgent): string => teams.map(({ name, tier }) => `L${tier} ${name}`).join(', ');

function Held({ agent: { held, waiting, offered } }: { readonly agent: DeskAgent }) {
  const say = useWords(words);
  const more = [
    waiting > 0 && say('waiting', { count: waiting }),
    offered > 0 && say('offered', { count: offered }),
  ].filter(Boolean);
  return (
    <>
      <Text size="sm">{say('inHand', { count: held })}</Text>
      {more.length > 0 && (
        <Text size="xs" c="dimmed">
          {more.join(' · ')}
        </Text>
      )}
    </>
  );
}
