import { Badge, Button } from '@mantine/core';
import { IconMail, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Empty, Loaded } from '../../../parts/states';
import { languageNames, type Language } from '../../../words/language';
import { useWords } from '../../../words/words';
import { ItemTable } from '../parts/item-table';
import { NameCell } from '../parts/name-cell';
import { SectionHead } from '../parts/section-head';
import { useMailboxes, type Mailbox } from './mail-data';
import { MailboxDialog } from './mailbox.dialog';
import { words } from './words';

/** Our own addresses. */
export function MailboxList() {
  const say = useWords(words);
  const mailboxes = useMailboxes();
  const [open, setOpen] = useState<Mailbox | 'new' | null>(null);
  return (
    <section>
      <SectionHead isPart title={say('addresses')} help={say('addressesHelp')}>
        <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setOpen('new')}>
          {say('newMailbox')}
        </Button>
      </SectionHead>
      <Loaded query={mailboxes}>
        {(items) =>
          items.length === 0 ? (
            <Empty icon={<IconMail size={32} />} title={say('noMailbox')}>
              {say('noMailboxHelp')}
            </Empty>
          ) : (
            <ItemTable<Mailbox>
              label={say('addresses')}
              items={items}
              keyOf={({ id }) => id}
              nameOf={({ address }) => address}
              isDimmed={({ active }) => !active}
              onEdit={setOpen}
              columns={[
                {
                  head: say('address'),
                  width: '42%',
                  cell: ({ address, name, isDefault, active }) => (
                    <NameCell
                      name={address}
                      mark={!active && say('inactive')}
                      note={name}
                      beside={
                        isDefault && (
                          <Badge size="sm" variant="light" tt="none">
                            {say('default')}
                          </Badge>
                        )
                      }
                    />
                  ),
                },
                {
                  head: say('language'),
                  cell: ({ language }) => (language ? languageNames[language as Language] : say('own')),
                },
                { head: say('acknowledge'), cell: ({ acknowledge }) => say(acknowledge ? 'yes' : 'no') },
                {
                  head: say('reopen'),
                  cell: ({ reopenWithinDays: count }) => <span className="figures">{say('days', { count })}</span>,
                },
              ]}
            />
          )
        }
      </Loaded>
      {open !== null && <MailboxDialog mailbox={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </section>
  );
}
