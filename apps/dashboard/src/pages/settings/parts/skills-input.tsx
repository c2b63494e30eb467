import { ActionIcon, Autocomplete, Button, Group, Input, NativeSelect, Stack } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { $api } from '../../../api/client';
import { useWords } from '../../../words/words';
import { words } from '../skills/words';

export interface Skill {
  readonly skill: string;
  readonly level: number;
}

interface SkillsInputProps {
  readonly label: string;
  readonly description?: string;
  readonly value: readonly Skill[];
  readonly onChange: (skills: readonly Skill[]) => void;
  readonly error?: React.ReactNode;
}

/** Skills with their levels, a line each; those somebody has are suggested. */
export function SkillsInput({ label, description, value, onChange, error }: SkillsInputProps) {
  const say = useWords(words);
  const { data } = $api.useQuery('get', '/api/v1/desk/skills');
  const known = [...new Set(data?.items.flatMap(({ skills }) => skills.map(({ skill }) => skill)))].toSorted();
  const set = (at: number, skill: Skill) => onChange(value.map((each, index) => (index === at ? skill : each)));
  return (
    <Input.Wrapper label={label} description={description} error={error} labelElement="div">
      <Stack gap={6} mt={6} align="stretch">
        {value.map(({ skill, level }, at) => (
          <Group key={at} gap={6} wrap="nowrap">
            <Autocomplete
              aria-label={say('skill')}
              data={known}
              maxLength={63}
              value={skill}
              onChange={(text) => set(at, { skill: text, level })}
              style={{ flex: 1 }}
              autoFocus={skill === ''}
            />
            <NativeSelect
              aria-label={say('level', { skill: skill || say('empty') })}
              data={['1', '2', '3', '4', '5']}
              value={String(level)}
              onChange={({ currentTarget }) => set(at, { skill, level: Number(currentTarget.value) })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={say('remove', { skill: skill || say('empty') })}
              onClick={() => onChange(value.filter((_, index) => index !== at))}
            >
              <IconX size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => onChange([...value, { skill: '', level: 3 }])}
        >
          {say('add')}
        </Button>
      </Stack>
    </Input.Wrapper>
  );
}

/** Without the lines that were left empty. */
export const filled = (skills: readonly Skill[]): Skill[] =>
  skills.map(({ skill, level }) => ({ skill: skill.trim(), level })).filter(({ skill }) => skill !== '');
