import { Select } from '@mantine/core';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { useAgents, useTeams } from '../parts/lists';
import { words } from './words';

/** Teams and active agents as choices: `teams:<id>`, `agents:<id>`. */
export function useWhose() {
  const say = useWords(words);
  const formats = useFormats();
  const teams = useTeams().data ?? [];
  const agents = (useAgents().data ?? []).filter(({ active }) => active);
  const choices = (of: string, items: readonly { readonly id: string; readonly name: string }[]) =>
    items
      .map(({ id, name }) => ({ value: `${of}:${id}`, label: name }))
      .toSorted((one, other) => formats.compare(one.label, other.label));
  return [
    { group: say('teams'), items: choices('teams', teams) },
    { group: say('agents'), items: choices('agents', agents) },
  ];
}

/** Of whom what is below is shown. */
export function WhoseFilter(props: {
  readonly value: string | null;
  readonly onChange: (whose: string | null) => void;
}) {
  const say = useWords(words);
  return (
    <Select
      aria-label={say('who')}
      placeholder={say('everybody')}
      clearable
      searchable
      data={useWhose()}
      style={{ flex: '1 1 12rem', maxWidth: '20rem' }}
      {...props}
    />
  );
}

/** Whether an agent is one of them. */
export function useIsOf(whose: string | null): (agentId: string) => boolean {
  const teams = useTeams().data ?? [];
  const [of, id] = whose?.split(':') ?? [];
  if (of === 'agents') return (agentId) => agentId === id;
  const members = teams.find((team) => team.id === id)?.members;
  return (agentId) => of === undefined || (members?.includes(agentId) ?? false);
}
