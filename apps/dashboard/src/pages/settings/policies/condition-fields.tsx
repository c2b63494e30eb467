import { NumberInput, Select, SimpleGrid } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { channelWords, entitlementWords } from '../../../parts/state-words';
import { useWords } from '../../../words/words';
import { isVendors, useNamed } from './policy-data';
import type { PolicyForm } from './policy-form';
import { policyWords } from './policy-words';

const priorities = ['P1', 'P2', 'P3', 'P4', 'P5'];
const entitlements = ['premium', 'service', 'warranty', 'self-service'] as const;
const channels = ['api', 'web', 'portal', 'email', 'phone', 'chat', 'alert'] as const;

/** For which tickets a promise is; what is left open does not matter. */
export function ConditionFields({ form }: { readonly form: UseFormReturnType<PolicyForm> }) {
  const say = useWords(policyWords);
  const channel = useWords(channelWords);
  const entitlement = useWords(entitlementWords);
  const named = useNamed();
  const { kind } = form.getValues();
  const choose = (
    field: 'priority' | 'entitlement' | 'organisationId' | 'channel' | 'teamId' | 'vendorId',
    data: readonly (string | { readonly value: string; readonly label: string })[],
  ) => {
    const { value, onChange, ...props } = form.getInputProps(field);
    return (
      <Select
        label={say(field)}
        placeholder={say('whatever')}
        data={data}
        value={(value as string) || null}
        onChange={(chosen: string | null) => onChange(chosen ?? '')}
        searchable={data.length > 8}
        clearable
        {...props}
      />
    );
  };
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      {isVendors(kind) && choose('vendorId', named.vendors)}
      {kind === 'tier' && (
        <>
          <NumberInput
            label={say('tier')}
            placeholder={say('whatever')}
            min={1}
            max={99}
            allowDecimal={false}
            prefix="L"
            {...form.getInputProps('tier')}
          />
          {choose('teamId', named.teams)}
        </>
      )}
      {choose('priority', priorities)}
      {choose(
        'entitlement',
        entitlements.map((value) => ({ value, label: entitlement(value) })),
      )}
      {choose('organisationId', named.organisations)}
      {choose(
        'channel',
        channels.map((value) => ({ value, label: channel(value) })),
      )}
    </SimpleGrid>
  );
}
