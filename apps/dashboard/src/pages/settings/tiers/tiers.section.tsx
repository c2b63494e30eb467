import { Alert, Button, Checkbox, NumberInput, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../../../api/client';
import { Loaded } from '../../../parts/states';
import { useMe } from '../../../shell/session';
import { useWords } from '../../../words/words';
import { FormDialog, useNeeded } from '../parts/form-dialog';
import { ItemTable } from '../parts/item-table';
import { useTiers, type Tier } from '../parts/lists';
import { SectionHead } from '../parts/section-head';
import { words } from './words';

/** The lines of support. */
export function TiersSection() {
  const say = useWords(words);
  const me = useMe();
  const tiers = useTiers();
  const [open, setOpen] = useState<Tier | 'new' | null>(null);
  const may = ({ mayResolve, mayAskVendor }: Tier): string =>
    [mayResolve && say('resolves'), mayAskVendor && say('asks')].filter(Boolean).join(', ') || say('nothing');
  const next = Math.max(0, ...(tiers.data?.items.map(({ number }) => number) ?? [])) + 1;
  return (
    <section>
      <SectionHead title={say('title')} help={say('help')} isReadOnly={!me.isAdmin}>
        {me.isAdmin && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen('new')}>
            {say('new')}
          </Button>
        )}
      </SectionHead>
      <Loaded query={tiers}>
        {({ items }) => (
          <ItemTable
            label={say('title')}
            items={items}
            keyOf={({ number }) => String(number)}
            nameOf={({ name }) => name}
            {...(me.isAdmin && { onEdit: setOpen })}
            columns={[
              { head: say('name'), width: '35%', cell: ({ name }) => name },
              { head: say('number'), cell: ({ number }) => <span className="figures">{number}</span> },
              { head: say('may'), cell: may },
            ]}
          />
        )}
      </Loaded>
      {open !== null && <TierDialog tier={open === 'new' ? null : open} next={next} onClose={() => setOpen(null)} />}
    </section>
  );
}

interface Form {
  number: number | string;
  name: string;
  mayResolve: boolean;
  mayAskVendor: boolean;
}
interface TierDialogProps {
  readonly tier: Tier | null;
  /** The number of a new one. */
  readonly next: number;
  readonly onClose: () => void;
}

function TierDialog({ tier, next, onClose }: TierDialogProps) {
  const say = useWords(words);
  const needed = useNeeded();
  return (
    <FormDialog<Form>
      name={`tier:${tier?.number ?? 'new'}`}
      title={tier ? say('change', { name: tier.name }) : say('new')}
      size="md"
      onClose={onClose}
      initial={{
        number: tier?.number ?? next,
        name: tier?.name ?? '',
        mayResolve: tier?.mayResolve ?? true,
        mayAskVendor: tier?.mayAskVendor ?? false,
      }}
      rules={{ name: needed, number: (value) => needed(String(value)) }}
      onSave={({ number, name, mayResolve, mayAskVendor }) => {
        const body = { name: name.trim(), mayResolve, mayAskVendor };
        return tier
          ? api.PATCH('/api/v1/tiers/{number}', { params: { path: { number: String(tier.number) } }, body })
          : api.POST('/api/v1/tiers', { body: { ...body, number: Number(number) } });
      }}
    >
      {(form) => (
        <>
          {!tier && (
            <Alert color="yellow" variant="light" py="xs">
              {say('newHelp')}
            </Alert>
          )}
          <TextInput label={say('name')} required data-autofocus maxLength={100} {...form.getInputProps('name')} />
          {!tier && <NumberInput label={say('number')} required min={1} max={99} {...form.getInputProps('number')} />}
          <Checkbox
            label={say('resolve')}
            description={say('resolveHelp')}
            {...form.getInputProps('mayResolve', { type: 'checkbox' })}
          />
          <Checkbox
            label={say('vendor')}
            description={say('vendorHelp')}
            {...form.getInputProps('mayAskVendor', { type: 'checkbox' })}
          />
        </>
      )}
    </FormDialog>
  );
}
