import { Button, Code, TextInput } from '@mantine/core';
import { IconCategory, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../../../api/client';
import { Empty, Loaded } from '../../../parts/states';
import { useMe } from '../../../shell/session';
import { useWords } from '../../../words/words';
import { FormDialog, useNeeded } from '../parts/form-dialog';
import { ItemTable } from '../parts/item-table';
import { useSectors, useTeams, type Sector } from '../parts/lists';
import { SectionHead } from '../parts/section-head';
import { words } from './words';

/** The subjects teams specialise in. */
export function SectorsSection() {
  const say = useWords(words);
  const me = useMe();
  const sectors = useSectors();
  const teams = useTeams().data ?? [];
  const [open, setOpen] = useState<Sector | 'new' | null>(null);
  const teamsOf = (code: string): string =>
    teams
      .filter(({ sector }) => sector === code)
      .map(({ name }) => name)
      .join(', ');
  return (
    <section>
      <SectionHead title={say('title')} help={say('help')} isReadOnly={!me.isAdmin}>
        {me.isAdmin && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen('new')}>
            {say('new')}
          </Button>
        )}
      </SectionHead>
      <Loaded query={sectors}>
        {(items) =>
          items.length === 0 ? (
            <Empty icon={<IconCategory size={32} />} title={say('none')}>
              {say('noneHelp')}
            </Empty>
          ) : (
            <ItemTable
              label={say('title')}
              items={items}
              keyOf={({ code }) => code}
              nameOf={({ name }) => name}
              {...(me.isAdmin && { onEdit: setOpen })}
              columns={[
                { head: say('name'), width: '35%', cell: ({ name }) => name },
                { head: say('code'), cell: ({ code }) => <Code>{code}</Code> },
                { head: say('teams'), cell: ({ code }) => teamsOf(code) || say('noTeams') },
              ]}
            />
          )
        }
      </Loaded>
      {open !== null && <SectorDialog sector={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </section>
  );
}

function SectorDialog({ sector, onClose }: { readonly sector: Sector | null; readonly onClose: () => void }) {
  const say = useWords(words);
  const needed = useNeeded();
  return (
    <FormDialog
      name={`sector:${sector?.code ?? 'new'}`}
      title={sector ? say('change', { name: sector.name }) : say('new')}
      size="md"
      onClose={onClose}
      initial={{ name: sector?.name ?? '', code: sector?.code ?? '' }}
      rules={{
        name: needed,
        code: (value) => needed(value) ?? (/^[a-z0-9][a-z0-9-]{0,39}$/.test(value.trim()) ? null : say('codeWrong')),
      }}
      onSave={({ name, code }) =>
        sector
          ? api.PATCH('/api/v1/sectors/{code}', {
              params: { path: { code: sector.code } },
              body: { name: name.trim() },
            })
          : api.POST('/api/v1/sectors', { body: { name: name.trim(), code: code.trim() } })
      }
    >
      {(form) => (
        <>
          <TextInput label={say('name')} required data-autofocus maxLength={200} {...form.getInputProps('name')} />
          <TextInput
            label={say('code')}
            description={say('codeHelp')}
            required
            disabled={sector !== null}
            maxLength={40}
            {...form.getInputProps('code')}
          />
        </>
      )}
    </FormDialog>
  );
}
