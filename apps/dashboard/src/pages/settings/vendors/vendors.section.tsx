import { Button } from '@mantine/core';
import { IconBuildingFactory2, IconKey, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../api/client';
import { Empty, Loaded } from '../../../parts/states';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { Act, ItemTable } from '../parts/item-table';
import { allPages } from '../parts/lists';
import { NameCell } from '../parts/name-cell';
import { OlderSecret } from '../parts/older-secret';
import { SecretOnce } from '../parts/secret-once';
import { SectionHead } from '../parts/section-head';
import { VendorDialog, type Made, type Vendor } from './vendor.dialog';
import { words } from './words';

const useVendors = () =>
  useQuery({
    queryKey: ['get', '/api/v1/vendors', 'all'],
    queryFn: ({ signal }) =>
      allPages(async (query) => (await api.GET('/api/v1/vendors', { params: { query }, signal })).data!),
    // Admins are told everything; others would not come here.
    select: (items) => items.filter((item): item is Vendor => 'endpoint' in item),
  });

/** Whom cases can be sent to. For admins. */
export function VendorsSection() {
  const say = useWords(words);
  const formats = useFormats();
  const vendors = useVendors();
  const [open, setOpen] = useState<Vendor | 'new' | null>(null);
  const [rotating, rotate] = useState<Vendor | null>(null);
  const [made, setMade] = useState<Made | null>(null);
  return (
    <section>
      <SectionHead title={say('title')} help={say('help')}>
        <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen('new')}>
          {say('new')}
        </Button>
      </SectionHead>
      <Loaded query={vendors}>
        {(items) =>
          items.length === 0 ? (
            <Empty icon={<IconBuildingFactory2 size={32} />} title={say('none')}>
              {say('noneHelp')}
            </Empty>
          ) : (
            <ItemTable<Vendor>
              label={say('title')}
              items={items}
              keyOf={({ id }) => id}
              nameOf={({ name }) => name}
              isDimmed={({ active }) => !active}
              onEdit={setOpen}
              actions={(vendor) => (
                <Act label={say('rotate', { name: vendor.name })} onClick={() => rotate(vendor)}>
                  <IconKey size={16} />
                </Act>
              )}
              columns={[
                {
                  head: say('name'),
                  width: '28%',
                  cell: ({ name, active }) => <NameCell name={name} mark={!active && say('inactive')} />,
                },
                {
                  head: say('endpoint'),
                  cell: ({ endpoint, previousSecretUntil: until }) => (
                    <div style={{ overflowWrap: 'anywhere' }}>
                      {endpoint}
                      <OlderSecret until={until} say={(at) => say('older', { at })} />
                    </div>
                  ),
                },
                {
                  head: say('silence'),
                  cell: ({ acknowledgeWithinSeconds: first, answerWithinSeconds: next }) => (
                    <span className="figures">
                      {say('promise', { first: formats.duration(first), next: formats.duration(next) })}
                    </span>
                  ),
                },
              ]}
            />
          )
        }
      </Loaded>
      {open !== null && (
        <VendorDialog vendor={open === 'new' ? null : open} onMade={setMade} onClose={() => setOpen(null)} />
      )}
      {rotating && (
        <ConfirmDialog
          title={say('rotateSure', { name: rotating.name })}
          action={say('rotateDo')}
          onClose={() => rotate(null)}
          onConfirm={async () => {
            const params = { path: { id: rotating.id } };
            const { data } = await api.POST('/api/v1/vendors/{id}/rotate-secret', { params, body: {} });
            setMade(data!);
          }}
        >
          {say('rotateHelp')}
        </ConfirmDialog>
      )}
      {made && (
        <SecretOnce title={say('secretOf', { name: made.name })} secret={made.secret} onClose={() => setMade(null)} />
      )}
    </section>
  );
}
