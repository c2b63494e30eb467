import { Button, Checkbox, Code, Stack, TextInput } from '@mantine/core';
import { IconBan, IconKey, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../api/client';
import { Empty, Loaded } from '../../../parts/states';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { OrganisationChoice } from '../customers/choices';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { FormDialog, useNeeded } from '../parts/form-dialog';
import { Act, ItemTable } from '../parts/item-table';
import { allPages } from '../parts/lists';
import { SecretOnce } from '../parts/secret-once';
import { SectionHead } from '../parts/section-head';
import classes from './keys.module.css';
import { words } from './words';

const scopes = [
  'tickets:read',
  'tickets:write',
  'tickets:route',
  'customers:read',
  'customers:write',
  'mail:write',
  'alerts:write',
] as const;

const useKeys = () =>
  useQuery({
    queryKey: ['get', '/api/v1/api-keys', 'all'],
    queryFn: ({ signal }) =>
      allPages(async (query) => (await api.GET('/api/v1/api-keys', { params: { query }, signal })).data!),
  });
type Key = NonNullable<ReturnType<typeof useKeys>['data']>[number];
interface Made {
  readonly name: string;
  readonly key: string;
}

/** Keys of programs: made, shown once, ended. For admins. */
export function KeysSection() {
  const say = useWords(words);
  const formats = useFormats();
  const keys = useKeys();
  const [isNew, openNew] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const [ending, end] = useState<Key | null>(null);
  const isOver = ({ revokedAt, expiresAt }: Key): boolean =>
    revokedAt !== null || (expiresAt !== null && new Date(expiresAt) < new Date());
  const validity = ({ revokedAt, expiresAt, ...rest }: Key): string => {
    if (revokedAt !== null) return say('ended', { at: formats.day(revokedAt) });
    if (expiresAt === null) return say('never');
    return isOver({ ...rest, revokedAt, expiresAt })
      ? say('expired', { at: formats.day(expiresAt) })
      : formats.instant(expiresAt);
  };
  return (
    <section>
      <SectionHead title={say('title')} help={say('help')}>
        <Button leftSection={<IconPlus size={16} />} onClick={() => openNew(true)}>
          {say('new')}
        </Button>
      </SectionHead>
      <Loaded query={keys}>
        {(items) =>
          items.length === 0 ? (
            <Empty icon={<IconKey size={32} />} title={say('none')}>
              {say('noneHelp')}
            </Empty>
          ) : (
            <ItemTable
              label={say('title')}
              items={items.toSorted((one, other) => Number(isOver(one)) - Number(isOver(other)))}
              keyOf={({ id }) => id}
              nameOf={({ name }) => name}
              isDimmed={isOver}
              actions={(key) =>
                key.revokedAt === null && (
                  <Act label={say('endOf', { name: key.name })} onClick={() => end(key)}>
                    <IconBan size={16} />
                  </Act>
                )
              }
              columns={[
                { head: say('name'), width: '20%', cell: ({ name }) => name },
                {
                  head: say('scopes'),
                  width: '42%',
                  cell: (key) => (
                    <Stack gap={2} component="ul" className={classes.scopes}>
                      {key.scopes.map((scope) => (
                        <li key={scope}>
                          <ScopeName scope={scope} />
                        </li>
                      ))}
                    </Stack>
                  ),
                },
                {
                  head: say('organisation'),
                  cell: ({ organisation, organisationName }) => organisationName ?? organisation ?? say('all'),
                },
                { head: say('expires'), cell: validity },
              ]}
            />
          )
        }
      </Loaded>
      {isNew && <KeyDialog onMade={setMade} onClose={() => openNew(false)} />}
      {made && <SecretOnce title={say('made', { name: made.name })} secret={made.key} onClose={() => setMade(null)} />}
      {ending && (
        <ConfirmDialog
          title={say('sure', { name: ending.name })}
          action={say('end')}
          done={say('done', { name: ending.name })}
          onClose={() => end(null)}
          onConfirm={() => api.DELETE('/api/v1/api-keys/{id}', { params: { path: { id: ending.id } } })}
        >
          {say('sureHelp')}
        </ConfirmDialog>
      )}
    </section>
  );
}

/** What it allows, and what programs call it. */
function ScopeName({ scope }: { readonly scope: (typeof scopes)[number] }) {
  const say = useWords(words);
  return (
    <>
      {say(scope)} <Code>{scope}</Code>
    </>
  );
}

interface Form {
  name: string;
  scopes: string[];
  organisation: string;
  expiresAt: string;
}
interface KeyDialogProps {
  readonly onMade: (made: Made) => void;
  readonly onClose: () => void;
}

function KeyDialog({ onMade, onClose }: KeyDialogProps) {
  const say = useWords(words);
  const needed = useNeeded();
  return (
    <FormDialog<Form>
      name="key:new"
      title={say('new')}
      submit={say('create')}
      onClose={onClose}
      initial={{ name: '', scopes: [], organisation: '', expiresAt: '' }}
      rules={{ name: needed, scopes: (value) => (value.length > 0 ? null : say('scopesNeeded')) }}
      onSave={async ({ name, scopes: chosen, organisation, expiresAt }) => {
        const { data } = await api.POST('/api/v1/api-keys', {
          body: {
            name: name.trim(),
            scopes: scopes.filter((scope) => chosen.includes(scope)),
            ...(organisation !== '' && { organisation }),
            ...(expiresAt !== '' && { expiresAt: new Date(expiresAt).toISOString() }),
          },
        });
        onMade(data!);
      }}
    >
      {(form) => (
        <>
          <TextInput
            label={say('name')}
            description={say('nameHelp')}
            required
            data-autofocus
            maxLength={200}
            {...form.getInputProps('name')}
          />
          <Checkbox.Group label={say('scopes')} required {...form.getInputProps('scopes')}>
            <Stack gap={6} mt={4}>
              {scopes.map((scope) => (
                <Checkbox key={scope} value={scope} label={<ScopeName scope={scope} />} />
              ))}
            </Stack>
          </Checkbox.Group>
          <OrganisationChoice
            label={say('organisation')}
            placeholder={say('all')}
            {...form.getInputProps('organisation')}
          />
          <TextInput
            label={say('expires')}
            description={say('expiresHelp')}
            type="datetime-local"
            {...form.getInputProps('expiresAt')}
          />
        </>
      )}
    </FormDialog>
  );
}
