import { Group, Text } from '@mantine/core';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { AvailabilityDot } from '../agents/availability-dot';
import { stateOf, type DeskAgent } from '../agents/desk-agents';
import { words as agentWords } from '../agents/words';

/** An agent one may choose: whether there, and how much he carries. */
export function AgentChoice({ agent }: { readonly agent: DeskAgent }) {
  const sayAgent = useWords(agentWords);
  const formats = useFormats();
  const { name, load, capacity, held } = agent;
  const state = stateOf(agent);
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <AvailabilityDot state={state} />
      <div style={{ minWidth: 0 }}>
        <Text size="sm" truncate title={name}>
          {name}
        </Text>
        <Text size="xs" c="dimmed" className="figures">
          {[
            sayAgent(state),
            sayAgent('inHand', { count: held }),
            capacity === null
              ? sayAgent('units', { load: formats.number(load) })
              : sayAgent('unitsOf', { load: formats.number(load), capacity: formats.number(capacity) }),
          ].join(' · ')}
        </Text>
      </div>
    </Group>
  );
}
