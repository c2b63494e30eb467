import { Progress, Text } from '@mantine/core';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import type { DeskAgent } from './desk-agents';
import { words } from './words';

/** How much of what an agent can carry is carried; more than that asks for attention. */
export function Load({ agent: { name, load, capacity } }: { readonly agent: DeskAgent }) {
  const say = useWords(words);
  const formats = useFormats();
  if (capacity === null) {
    return (
      <Text size="xs" c="dimmed" className="figures">
        {say('units', { load: formats.number(load) })} · {say('unlimited')}
      </Text>
    );
  }
  const share = capacity === 0 ? (load > 0 ? 100 : 0) : (load / capacity) * 100;
  const text = say('unitsOf', { load: formats.number(load), capacity: formats.number(capacity) });
  return (
    <>
      <Progress.Root size="sm">
        <Progress.Section
          value={Math.min(share, 100)}
          color={share > 100 ? 'orange' : 'blue'}
          aria-label={say('loadOf', { name })}
          aria-valuetext={text}
        />
      </Progress.Root>
      <Text size="xs" c={share > 100 ? undefined : 'dimmed'} fw={share > 100 ? 600 : undefined} className="figures">
        {text}
      </Text>
    </>
  );
}
