import { Anchor, Badge, Button, Group, Text } from '@mantine/core';
import { IconArrowLeft, IconPencil, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { entitlementWords } from '../../../parts/state-words';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { Act } from '../parts/item-table';
import { SectionHead } from '../parts/section-head';
import { ContactList } from './contact-list';
import {
  useAssets,
  useContact,
  useContracts,
  useOrganisation,
  useProduct,
  type Asset,
  type Contract,
  type Organisation,
} from './customer-data';
import { RecordList } from './record-list';
import { AssetDialog, ContractDialog, OrganisationDialog } from './record.dialogs';
import { words } from './words';

interface OrganisationViewProps {
  readonly organisation: Organisation;
  readonly onBack: () => void;
}

/** One customer: its people, equipment and contracts. */
export function OrganisationView({ organisation, onBack }: OrganisationViewProps) {
  const say = useWords(words);
  const [isEdited, edit] = useState(false);
  const { name } = useOrganisation(organisation.id) ?? organisation;
  return (
    <>
      <Anchor component="button" type="button" size="sm" mt="md" onClick={onBack} autoFocus>
        <Group gap={4}>
          <IconArrowLeft size={14} aria-hidden />
          {say('back')}
        </Group>
      </Anchor>
      <Group gap={4} mt={6}>
        <Text component="h3" fz="lg" fw={650} style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Text>
        <Act label={say('change', { name })} onClick={() => edit(true)}>
          <IconPencil size={16} />
        </Act>
      </Group>
      <SectionPart title={say('contacts')}>
        <ContactList organisation={organisation.id} />
      </SectionPart>
      <Assets organisation={organisation.id} />
      <Contracts organisation={organisation.id} />
      {isEdited && <OrganisationDialog entry={{ ...organisation, name }} onClose={() => edit(false)} />}
    </>
  );
}

const SectionPart = ({ title, children }: { readonly title: string; readonly children: React.ReactNode }) => (
  <section aria-label={title}>{children}</section>
);

function Assets({ organisation }: { readonly organisation: string }) {
  const say = useWords(words);
  const formats = useFormats();
  const query = useAssets(organisation);
  const [open, setOpen] = useState<Asset | 'new' | null>(null);
  return (
    <SectionPart title={say('assets')}>
      <SectionHead isPart title={say('assets')}>
        <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} onClick={() => setOpen('new')}>
          {say('newAsset')}
        </Button>
      </SectionHead>
      <RecordList<Asset>
        label={say('assets')}
        query={query}
        nameOf={({ tag }) => tag}
        onEdit={setOpen}
        columns={[
          {
            head: say('tag'),
            width: '24%',
            cell: ({ tag, serialNumber }) => (
              <div style={{ overflowWrap: 'anywhere' }}>
                {tag}
                <Text size="xs" c="dimmed" fw={400}>
                  {serialNumber}
                </Text>
              </div>
            ),
          },
          { head: say('product'), cell: ({ productId }) => <ProductName id={productId} /> },
          { head: say('location'), cell: ({ location }) => location ?? '–' },
          { head: say('user'), cell: ({ contactId }) => <ContactName id={contactId} /> },
          { head: say('warranty'), cell: ({ warrantyUntil: day }) => (day ? formats.day(`${day}T00:00`) : '–') },
        ]}
      />
      {open !== null && (
        <AssetDialog entry={open === 'new' ? null : open} organisation={organisation} onClose={() => setOpen(null)} />
      )}
    </SectionPart>
  );
}

function Contracts({ organisation }: { readonly organisation: string }) {
  const say = useWords(words);
  const entitlement = useWords(entitlementWords);
  const formats = useFormats();
  const query = useContracts(organisation);
  const [open, setOpen] = useState<Contract | 'new' | null>(null);
  const today = new Date().toISOString().slice(0, 10);
  return (
    <SectionPart title={say('contracts')}>
      <SectionHead isPart title={say('contracts')}>
        <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} onClick={() => setOpen('new')}>
          {say('newContract')}
        </Button>
      </SectionHead>
      <RecordList<Contract>
        label={say('contracts')}
        query={query}
        nameOf={({ name }) => name}
        onEdit={setOpen}
        columns={[
          { head: say('name'), width: '30%', cell: ({ name }) => name },
          { head: say('kind'), cell: ({ kind }) => entitlement(kind) },
          {
            head: say('product'),
            cell: ({ productId }) => (productId ? <ProductName id={productId} /> : say('anyProduct')),
          },
          { head: say('from'), cell: ({ startsOn }) => formats.day(`${startsOn}T00:00`) },
          {
            head: say('until'),
            cell: ({ endsOn }) => (
              <Group gap={6}>
                {formats.day(`${endsOn}T00:00`)}
                {endsOn < today && (
                  <Badge size="sm" variant="default" tt="none">
                    {say('over')}
                  </Badge>
                )}
              </Group>
            ),
          },
        ]}
      />
      {open !== null && (
        <ContractDialog
          entry={open === 'new' ? null : open}
          organisation={organisation}
          onClose={() => setOpen(null)}
        />
      )}
    </SectionPart>
  );
}

const ProductName = ({ id }: { readonly id: string }) => <>{useProduct(id)?.name ?? '…'}</>;
function ContactName({ id }: { readonly id: string | null }) {
  const contact = useContact(id);
  return <>{id === null ? '–' : (contact?.name ?? contact?.email ?? '…')}</>;
}
