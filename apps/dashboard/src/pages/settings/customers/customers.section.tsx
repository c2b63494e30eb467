import { Anchor, Button, SegmentedControl } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { SectionHead } from '../parts/section-head';
import { sectionWords } from '../sections';
import { ContactList } from './contact-list';
import { useOrganisations, useProducts, type Organisation, type Product } from './customer-data';
import { FindField } from './find-field';
import { OrganisationView } from './organisation-view';
import { RecordList } from './record-list';
import { OrganisationDialog, ProductDialog } from './record.dialogs';
import { words } from './words';

const parts = ['organisations', 'contacts', 'products'] as const;

/** Whom tickets come from: looked up and kept. For leads and admins. */
export function CustomersSection() {
  const say = useWords(words);
  const name = useWords(sectionWords);
  const [part, choose] = useState<(typeof parts)[number]>('organisations');
  const [opened, open] = useState<Organisation | null>(null);
  return (
    <section>
      <SectionHead title={name('customers')} help={say('help')} />
      <div>
        <SegmentedControl
          aria-label={say('which')}
          data={parts.map((value) => ({ value, label: say(value) }))}
          value={part}
          onChange={(value) => {
            choose(value as typeof part);
            open(null);
          }}
        />
      </div>
      {part === 'contacts' && <ContactList />}
      {part === 'products' && <Products />}
      {part === 'organisations' &&
        (opened ? (
          <OrganisationView key={opened.id} organisation={opened} onBack={() => open(null)} />
        ) : (
          <Organisations onOpen={open} />
        ))}
    </section>
  );
}

function Organisations({ onOpen }: { readonly onOpen: (organisation: Organisation) => void }) {
  const say = useWords(words);
  const formats = useFormats();
  const [typed, type] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 250);
  const [edited, edit] = useState<Organisation | 'new' | null>(null);
  return (
    <>
      <SectionHead isPart title={say('organisations')}>
        <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} onClick={() => edit('new')}>
          {say('newOrganisation')}
        </Button>
      </SectionHead>
      <FindField label={say('find')} value={typed} onChange={type} />
      <RecordList<Organisation>
        label={say('organisations')}
        query={useOrganisations(q)}
        isSearched={q !== ''}
        nameOf={({ name }) => name}
        onEdit={edit}
        columns={[
          {
            head: say('name'),
            width: '60%',
            cell: (organisation) => (
              <Anchor
                component="button"
                type="button"
                size="sm"
                ta="start"
                aria-label={say('open', { name: organisation.name })}
                style={{ overflowWrap: 'anywhere' }}
                onClick={() => onOpen(organisation)}
              >
                {organisation.name}
              </Anchor>
            ),
          },
          { head: say('since'), cell: ({ createdAt }) => formats.day(createdAt) },
        ]}
      />
      {edited !== null && <OrganisationDialog entry={edited === 'new' ? null : edited} onClose={() => edit(null)} />}
    </>
  );
}

function Products() {
  const say = useWords(words);
  const [typed, type] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 250);
  const [edited, edit] = useState<Product | 'new' | null>(null);
  return (
    <>
      <SectionHead isPart title={say('products')}>
        <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} onClick={() => edit('new')}>
          {say('newProduct')}
        </Button>
      </SectionHead>
      <FindField label={say('find')} value={typed} onChange={type} />
      <RecordList<Product>
        label={say('products')}
        query={useProducts(q)}
        isSearched={q !== ''}
        nameOf={({ name }) => name}
        onEdit={edit}
        columns={[
          { head: say('name'), width: '60%', cell: ({ name }) => name },
          { head: say('code'), cell: ({ code }) => code },
        ]}
      />
      {edited !== null && <ProductDialog entry={edited === 'new' ? null : edited} onClose={() => edit(null)} />}
    </>
  );
}
