import { Button, Checkbox, MultiSelect, TextInput } from '@mantine/core';
import { IconPlus, IconUsersGroup } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../../../api/client';
import { Empty, Loaded } from '../../../parts/states';
import { useMe } from '../../../shell/session';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { FormDialog, useNeeded } from '../parts/form-dialog';
import { ItemTable } from '../parts/item-table';
import { useAgents, useTeams, type Team } from '../parts/lists';
import { PlaceFields, usePlaceName } from '../parts/place-fields';
import { NameCell } from '../parts/name-cell';
import { SectionHead } from '../parts/section-head';
import { words } from './words';

/** Who works together on what: a tier, or one sector of it. */
export function TeamsSection() {
  const say = useWords(words);
  const me = useMe();
  const formats = useFormats();
  const teams = useTeams();
  const agents = useAgents().data ?? [];
  const placeName = usePlaceName();
  const [open, setOpen] = useState<Team | 'new' | null>(null);
  const make = me.isAdmin && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen('new')}>
      {say('new')}
    </Button>
  );
  return (
    <section>
      <SectionHead title={say('title')} help={say('help')} isReadOnly={!me.isAdmin}>
        {make}
      </SectionHead>
      <Loaded query={teams}>
        {(items) =>
          items.length === 0 ? (
            <Empty icon={<IconUsersGroup size={32} />} title={say('none')}>
              {say('noneHelp')}
            </Empty>
          ) : (
            <ItemTable
              label={say('title')}
              items={items.toSorted((one, other) => one.tier - other.tier || formats.compare(one.name, other.name))}
              keyOf={({ id }) => id}
              nameOf={({ name }) => name}
              {...(me.isAdmin && { onEdit: setOpen })}
              columns={[
                {
                  head: say('name'),
                  width: '28%',
                  cell: ({ name, partner }) => <NameCell name={name} mark={partner && say('partnerBadge')} />,
                },
                { head: say('place'), cell: ({ tier, sector }) => placeName(tier, sector) },
                {
                  head: say('members'),
                  cell: ({ members }) => {
                    const names = agents.filter(({ id }) => members.includes(id)).map(({ name }) => name);
                    return names.length === 0
                      ? say('noMembers')
                      : names.toSorted((one, other) => formats.compare(one, other)).join(', ');
                  },
                },
              ]}
            />
          )
        }
      </Loaded>
      {open !== null && <TeamDialog team={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </section>
  );
}

interface Form {
  name: string;
  tier: number;
  sector: string | null;
  partner: boolean;
  members: string[];
}

function TeamDialog({ team, onClose }: { readonly team: Team | null; readonly onClose: () => void }) {
  const say = useWords(words);
  const needed = useNeeded();
  const agents = useAgents().data ?? [];
  const formats = useFormats();
  return (
    <FormDialog<Form>
      name={`team:${team?.id ?? 'new'}`}
      title={team ? say('change', { name: team.name }) : say('new')}
      onClose={onClose}
      initial={{
        name: team?.name ?? '',
        tier: team?.tier ?? 1,
        sector: team?.sector ?? null,
        partner: team?.partner ?? false,
        members: [...(team?.members ?? [])],
      }}
      rules={{ name: needed }}
      onSave={(values) => {
        const body = { ...values, name: values.name.trim() };
        return team
          ? api.PATCH('/api/v1/teams/{id}', { params: { path: { id: team.id } }, body })
          : api.POST('/api/v1/teams', { body });
      }}
    >
      {(form) => (
        <>
          <TextInput label={say('name')} required data-autofocus maxLength={200} {...form.getInputProps('name')} />
          <PlaceFields tier={form.getInputProps('tier')} sector={form.getInputProps('sector')} />
          <MultiSelect
            label={say('members')}
            searchable
            clearable
            hidePickedOptions
            data={agents
              .filter(({ active, id }) => active || form.values.members.includes(id))
              .toSorted((one, other) => formats.compare(one.name, other.name))
              .map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps('members')}
          />
          <Checkbox
            label={say('partner')}
            description={say('partnerHelp')}
            {...form.getInputProps('partner', { type: 'checkbox' })}
          />
        </>
      )}
    </FormDialog>
  );
}
