import { Alert, Button, Checkbox, Group, Select, SimpleGrid, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../api/client';
import { ActionProblem } from '../../../parts/action-problem';
import { entitlementWords } from '../../../parts/state-words';
import { useWords } from '../../../words/words';
import { FormDialog, useNeeded } from '../parts/form-dialog';
import { ContactChoice, OrganisationChoice, ProductChoice } from './choices';
import type { Asset, Contact, Contract, Organisation, Product } from './customer-data';
import { words } from './words';

interface DialogProps<Entry> {
  /** Null: a new one. */
  readonly entry: Entry | null;
  readonly onClose: () => void;
}
const orNull = (text: string): string | null => text.trim() || null;

export function OrganisationDialog({ entry, onClose }: DialogProps<Organisation>) {
  const say = useWords(words);
  const needed = useNeeded();
  return (
    <FormDialog<{ name: string }>
      name={`organisation:${entry?.id ?? 'new'}`}
      title={entry ? say('change', { name: entry.name }) : say('newOrganisation')}
      initial={{ name: entry?.name ?? '' }}
      rules={{ name: needed }}
      onClose={onClose}
      onSave={({ name }) => {
        const body = { name: name.trim() };
        if (!entry) return api.POST('/api/v1/organisations', { body });
        return api.PATCH('/api/v1/organisations/{id}', { params: { path: { id: entry.id } }, body });
      }}
    >
      {(form) => (
        <TextInput label={say('name')} required data-autofocus maxLength={200} {...form.getInputProps('name')} />
      )}
    </FormDialog>
  );
}

export function ProductDialog({ entry, onClose }: DialogProps<Product>) {
  const say = useWords(words);
  const needed = useNeeded();
  return (
    <FormDialog<{ code: string; name: string }>
      name={`product:${entry?.id ?? 'new'}`}
      title={entry ? say('change', { name: entry.name }) : say('newProduct')}
      initial={{ code: entry?.code ?? '', name: entry?.name ?? '' }}
      rules={{ code: needed, name: needed }}
      onClose={onClose}
      onSave={({ code, name }) => {
        const body = { code: code.trim(), name: name.trim() };
        if (!entry) return api.POST('/api/v1/products', { body });
        return api.PATCH('/api/v1/products/{id}', { params: { path: { id: entry.id } }, body });
      }}
    >
      {(form) => (
        <>
          <TextInput label={say('code')} required data-autofocus maxLength={100} {...form.getInputProps('code')} />
          <TextInput label={say('name')} required maxLength={200} {...form.getInputProps('name')} />
        </>
      )}
    </FormDialog>
  );
}

interface ContactForm {
  email: string;
  name: string;
  organisationId: string;
  mayReadOrganisation: boolean;
}

export function ContactDialog({
  entry,
  organisation,
  onClose,
}: DialogProps<Contact> & { readonly organisation?: string }) {
  const say = useWords(words);
  const needed = useNeeded();
  return (
    <FormDialog<ContactForm>
      name={`contact:${entry?.id ?? `new:${organisation ?? ''}`}`}
      title={entry ? say('change', { name: entry.name ?? entry.email }) : say('newContact')}
      initial={{
        email: entry?.email ?? '',
        name: entry?.name ?? '',
        organisationId: entry ? (entry.organisationId ?? '') : (organisation ?? ''),
        mayReadOrganisation: entry?.mayReadOrganisation ?? false,
      }}
      rules={{ email: needed }}
      onClose={onClose}
      onSave={({ email, name, organisationId, mayReadOrganisation }) => {
        const body = {
          email: email.trim(),
          name: orNull(name),
          organisationId: orNull(organisationId),
          mayReadOrganisation,
        };
        if (!entry) return api.POST('/api/v1/contacts', { body });
        return api.PATCH('/api/v1/contacts/{id}', { params: { path: { id: entry.id } }, body });
      }}
    >
      {(form) => (
        <>
          {entry?.bounce && <Bounce contact={entry} onCleared={onClose} />}
          <TextInput
            label={say('email')}
            type="email"
            required
            data-autofocus
            maxLength={320}
            {...form.getInputProps('email')}
          />
          <TextInput label={say('name')} maxLength={200} {...form.getInputProps('name')} />
          <OrganisationChoice
            label={say('organisation')}
            placeholder={say('noOrganisation')}
            {...form.getInputProps('organisationId')}
          />
          <Checkbox label={say('mayRead')} {...form.getInputProps('mayReadOrganisation', { type: 'checkbox' })} />
        </>
      )}
    </FormDialog>
  );
}

/** That mail comes back, and writing there all the same. */
function Bounce({ contact, onCleared }: { readonly contact: Contact; readonly onCleared: () => void }) {
  const say = useWords(words);
  const client = useQueryClient();
  const clear = useMutation({
    mutationFn: () => api.POST('/api/v1/contacts/{id}/clear-bounce', { params: { path: { id: contact.id } } }),
    onSuccess: () => {
      notifications.show({ color: 'green', message: say('cleared') });
      void client.invalidateQueries();
      onCleared();
    },
  });
  return (
    <Alert color="orange" p="sm">
      <Text size="sm">{say(contact.bounce?.kind === 'hard' ? 'bounceHard' : 'bounceSoft')}</Text>
      {contact.bounce?.reason && (
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {contact.bounce.reason}
        </Text>
      )}
      <ActionProblem error={clear.error} />
      <Group mt={6}>
        <Button size="xs" variant="default" loading={clear.isPending} onClick={() => clear.mutate()}>
          {say('clearBounce')}
        </Button>
      </Group>
    </Alert>
  );
}

interface AssetForm {
  tag: string;
  productId: string;
  contactId: string;
  serialNumber: string;
  location: string;
  warrantyUntil: string;
}

export function AssetDialog({ entry, organisation, onClose }: DialogProps<Asset> & { readonly organisation: string }) {
  const say = useWords(words);
  const needed = useNeeded();
  return (
    <FormDialog<AssetForm>
      name={`asset:${entry?.id ?? `new:${organisation}`}`}
      title={entry ? say('change', { name: entry.tag }) : say('newAsset')}
      initial={{
        tag: entry?.tag ?? '',
        productId: entry?.productId ?? '',
        contactId: entry?.contactId ?? '',
        serialNumber: entry?.serialNumber ?? '',
        location: entry?.location ?? '',
        warrantyUntil: entry?.warrantyUntil ?? '',
      }}
      rules={{ tag: needed, productId: needed }}
      onClose={onClose}
      onSave={(values) => {
        const body = {
          tag: values.tag.trim(),
          productId: values.productId,
          organisationId: organisation,
          contactId: orNull(values.contactId),
          serialNumber: orNull(values.serialNumber),
          location: orNull(values.location),
          warrantyUntil: orNull(values.warrantyUntil),
        };
        if (!entry) return api.POST('/api/v1/assets', { body });
        return api.PATCH('/api/v1/assets/{id}', { params: { path: { id: entry.id } }, body });
      }}
    >
      {(form) => (
        <>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <TextInput label={say('tag')} required data-autofocus maxLength={100} {...form.getInputProps('tag')} />
            <ProductChoice label={say('product')} required {...form.getInputProps('productId')} />
            <TextInput label={say('serial')} maxLength={100} {...form.getInputProps('serialNumber')} />
            <TextInput label={say('warranty')} type="date" {...form.getInputProps('warrantyUntil')} />
          </SimpleGrid>
          <TextInput label={say('location')} maxLength={200} {...form.getInputProps('location')} />
          <ContactChoice
            label={say('user')}
            placeholder={say('nobody')}
            organisation={organisation}
            {...form.getInputProps('contactId')}
          />
        </>
      )}
    </FormDialog>
  );
}

interface ContractForm {
  name: string;
  kind: Contract['kind'];
  productId: string;
  startsOn: string;
  endsOn: string;
}

export function ContractDialog({
  entry,
  organisation,
  onClose,
}: DialogProps<Contract> & { readonly organisation: string }) {
  const say = useWords(words);
  const entitlement = useWords(entitlementWords);
  const needed = useNeeded();
  return (
    <FormDialog<ContractForm>
      name={`contract:${entry?.id ?? `new:${organisation}`}`}
      title={entry ? say('change', { name: entry.name }) : say('newContract')}
      initial={{
        name: entry?.name ?? '',
        kind: entry?.kind ?? 'service',
        productId: entry?.productId ?? '',
        startsOn: entry?.startsOn ?? '',
        endsOn: entry?.endsOn ?? '',
      }}
      rules={{ name: needed, startsOn: needed, endsOn: needed }}
      onClose={onClose}
      onSave={({ name, kind, productId, startsOn, endsOn }) => {
        const body = {
          organisationId: organisation,
          name: name.trim(),
          kind,
          productId: orNull(productId),
          startsOn,
          endsOn,
        };
        if (!entry) return api.POST('/api/v1/contracts', { body });
        return api.PATCH('/api/v1/contracts/{id}', { params: { path: { id: entry.id } }, body });
      }}
    >
      {(form) => (
        <>
          <TextInput label={say('name')} required data-autofocus maxLength={200} {...form.getInputProps('name')} />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <Select
              label={say('kind')}
              required
              allowDeselect={false}
              data={(['premium', 'service'] as const).map((value) => ({ value, label: entitlement(value) }))}
              {...form.getInputProps('kind')}
            />
            <ProductChoice
              label={say('product')}
              placeholder={say('anyProduct')}
              {...form.getInputProps('productId')}
            />
            <TextInput label={say('from')} type="date" required {...form.getInputProps('startsOn')} />
            <TextInput label={say('until')} type="date" required {...form.getInputProps('endsOn')} />
          </SimpleGrid>
        </>
      )}
    </FormDialog>
  );
}
