import { MultiSelect, NumberInput, PasswordInput, Select, SimpleGrid, TextInput } from '@mantine/core';
import { api } from '../../../api/client';
import { useWords } from '../../../words/words';
import { FormDialog, useNeeded } from '../parts/form-dialog';
import { useTeams, type Agent } from '../parts/lists';
import { words } from './words';

interface Form {
  name: string;
  email: string;
  role: 'agent' | 'lead' | 'admin';
  capacity: number | string;
  teams: string[];
  password: string;
}

interface AgentDialogProps {
  /** Null: a new one. */
  readonly agent: Agent | null;
  readonly onClose: () => void;
}

/** Makes an agent, or changes one: what they may do, what they hold, where they work, their password. */
export function AgentDialog({ agent, onClose }: AgentDialogProps) {
  const say = useWords(words);
  const needed = useNeeded();
  const teams = useTeams().data ?? [];
  const isNew = agent === null;
  return (
    <FormDialog<Form>
      name={`agent:${agent?.id ?? 'new'}`}
      title={isNew ? say('new') : say('change', { name: agent.name })}
      onClose={onClose}
      secrets={['password']}
      initial={{
        name: agent?.name ?? '',
        email: agent?.email ?? '',
        role: agent?.role ?? 'agent',
        capacity: agent?.capacity ?? '',
        teams: [...(agent?.teams ?? [])],
        password: '',
      }}
      rules={{
        name: needed,
        email: (value) => needed(value) ?? (/^\S+@\S+$/.test(value.trim()) ? null : say('notEmail')),
        password: (value) => (value.length >= 8 || (!isNew && value === '') ? null : say('short')),
      }}
      onSave={({ name, email, role, capacity, teams: chosen, password }) => {
        const body = {
          name: name.trim(),
          role,
          capacity: capacity === '' ? null : Number(capacity),
          teams: chosen,
        };
        return isNew
          ? api.POST('/api/v1/agents', { body: { ...body, email: email.trim(), password } })
          : api.PATCH('/api/v1/agents/{id}', {
              params: { path: { id: agent.id } },
              body: { ...body, ...(password !== '' && { password }) },
            });
      }}
    >
      {(form) => (
        <>
          <TextInput
            label={say('name')}
            required
            data-autofocus
            maxLength={200}
            autoComplete="off"
            {...form.getInputProps('name')}
          />
          <TextInput
            label={say('email')}
            description={say('emailHelp')}
            type="email"
            required
            disabled={!isNew}
            maxLength={254}
            autoComplete="off"
            {...form.getInputProps('email')}
          />
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            <Select
              label={say('role')}
              description={say('roleHelp')}
              allowDeselect={false}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              data={(['agent', 'lead', 'admin'] as const).map((value) => ({ value, label: say(value) }))}
              {...form.getInputProps('role')}
            />
            <NumberInput
              label={say('capacity')}
              description={say('capacityHelp')}
              placeholder={say('noLimit')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              min={1}
              max={10_000}
              allowDecimal={false}
              {...form.getInputProps('capacity')}
            />
          </SimpleGrid>
          <MultiSelect
            label={say('teams')}
            description={say('teamsHelp')}
            searchable
            clearable
            data={teams.map(({ id, name, tier }) => ({ value: id, label: `L${tier} · ${name}` }))}
            {...form.getInputProps('teams')}
          />
          <PasswordInput
            label={say(isNew ? 'password' : 'newPassword')}
            description={say(isNew ? 'passwordHelp' : 'newPasswordHelp')}
            required={isNew}
            maxLength={1000}
            autoComplete="new-password"
            {...form.getInputProps('password')}
          />
        </>
      )}
    </FormDialog>
  );
}
