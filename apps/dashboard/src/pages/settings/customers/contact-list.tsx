import { Badge, Button, Group, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../../../words/words';
import { SectionHead } from '../parts/section-head';
import { useContacts, type Contact } from './customer-data';
import { FindField } from './find-field';
import { RecordList } from './record-list';
import { ContactDialog } from './record.dialogs';
import { words } from './words';

/** People: of one organisation, or everybody's. */
export function ContactList({ organisation }: { readonly organisation?: string }) {
  const say = useWords(words);
  const [typed, type] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 300);
  const query = useContacts({ ...(organisation && { organisation }), ...(q && { q }) });
  const [open, setOpen] = useState<Contact | 'new' | null>(null);
  return (
    <>
      <SectionHead isPart title={say('contacts')}>
        <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} onClick={() => setOpen('new')}>
          {say('newContact')}
        </Button>
      </SectionHead>
      {!organisation && <FindField label={say('findContact')} value={typed} onChange={type} />}
      <RecordList<Contact>
        label={say('contacts')}
        query={query}
        isSearched={q !== ''}
        nameOf={({ name, email: address }) => name ?? address}
        onEdit={setOpen}
        columns={[
          {
            head: say('email'),
            width: '44%',
            cell: ({ email: address, name, bounce }) => (
              <div style={{ overflowWrap: 'anywhere' }}>
                <Group gap={8}>
                  {name ?? address}
                  {bounce && (
                    <Badge size="sm" color="orange" variant="light" tt="none">
                      {say('bounces')}
                    </Badge>
                  )}
                </Group>
                {name !== null && (
                  <Text size="xs" c="dimmed" fw={400}>
                    {address}
                  </Text>
                )}
              </div>
            ),
          },
          ...(organisation
            ? []
            : [
                {
                  head: say('organisation'),
                  cell: ({ organisationName }: Contact) => organisationName ?? '–',
                },
              ]),
          { head: say('mayReadShort'), cell: ({ mayReadOrganisation }) => (mayReadOrganisation ? say('yes') : '–') },
        ]}
      />
      {open !== null && (
        <ContactDialog
          entry={open === 'new' ? null : open}
          {...(organisation && { organisation })}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
