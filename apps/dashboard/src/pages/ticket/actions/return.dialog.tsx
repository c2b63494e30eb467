import { Checkbox, Radio, Select, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { $api } from '../../../api/client';
import { returnReasonWords } from '../../../parts/state-words';
import { useWords } from '../../../words/words';
import { useDesk } from '../ticket-desk';
import { ActionDialog } from './action-dialog';
import { PlaceFields, useSectorsOf } from './place-fields';
import { simpleWords } from './simple-words';
import { useActed } from './use-acted';
import { showAtFields, useFormDraft } from './use-form-draft';

const reasons = ['missing-info', 'wrong-sector', 'l1-capable', 'duplicate', 'other'] as const;
interface Form {
  reasonCode: (typeof reasons)[number] | '';
  note: string;
  tier: number | null;
  sector: string | null;
  betterSector: string | null;
}
const pointers = {
  '/reasonCode': 'reasonCode',
  '/note': 'note',
  '/to': 'tier',
  '/to/tier': 'tier',
  '/to/sector': 'sector',
  '/betterSector': 'betterSector',
};

/** Back down, with the reason. */
export function ReturnDialog() {
  const say = useWords(simpleWords);
  const reason = useWords(returnReasonWords);
  const { ticket } = useDesk();
  const { number, handedOverFrom } = ticket;
  const below = (ticket.tier ?? 1) - 1;
  const [isElsewhere, setElsewhere] = useState(handedOverFrom === null);
  const { form, forget, focusFirst } = useFormDraft<Form>(
    `${ticket.id}:return`,
    { reasonCode: '', note: '', tier: null, sector: null, betterSector: null },
    {
      reasonCode: (value) => (value ? null : say('needed')),
      note: (value) => (value.trim() ? null : say('needed')),
    },
  );
  const act = $api.useMutation('post', '/api/v1/tickets/{id}/return', {
    onSuccess: useActed(say('returnDone', { number }), forget),
    onError: (error: unknown) => showAtFields(form, error, pointers),
  });
  const isMisplaced = form.values.reasonCode === 'wrong-sector';
  const better = useSectorsOf(ticket.tier).filter(({ value }) => value !== ticket.sector);
  const tier = form.values.tier ?? handedOverFrom ?? below;
  return (
    <ActionDialog
      title={say('returnTitle', { number })}
      submit={say('returnSend')}
      act={act}
      shown={Object.keys(pointers)}
      onSubmit={form.onSubmit(({ reasonCode, note, sector, betterSector }) => {
        if (!reasonCode) return;
        const to = isElsewhere ? { to: { tier, ...(sector ? { sector } : {}) } } : {};
        const belongs = reasonCode === 'wrong-sector' && betterSector ? { betterSector } : {};
        act.mutate({ params: { path: { id: ticket.id } }, body: { reasonCode, note, ...to, ...belongs } });
      }, focusFirst)}
    >
      {handedOverFrom !== null && (
        <Text size="sm" c="dimmed">
          {say('returnTo', { place: `L${handedOverFrom}` })}
        </Text>
      )}
      <Radio.Group label={say('reason')} withAsterisk {...form.getInputProps('reasonCode')}>
        <Stack gap={6} mt={4}>
          {reasons.map((value, index) => (
            <Radio
              key={value}
              value={value}
              label={reason(value)}
              data-autofocus={index === 0 || undefined}
              error={Boolean(form.errors['reasonCode'])}
            />
          ))}
        </Stack>
      </Radio.Group>
      {isMisplaced && (
        <Select
          label={say('betterSector')}
          description={say('betterSectorHelp')}
          clearable
          data={better}
          {...form.getInputProps('betterSector')}
        />
      )}
      <Textarea
        label={say('note')}
        placeholder={say('returnNote')}
        withAsterisk
        autosize
        minRows={3}
        maxRows={10}
        {...form.getInputProps('note')}
      />
      {handedOverFrom !== null && (
        <Checkbox
          label={say('elsewhere')}
          checked={isElsewhere}
          onChange={(event) => setElsewhere(event.currentTarget.checked)}
        />
      )}
      {isElsewhere && (
        <PlaceFields
          isPossible={(each) => each <= below}
          tier={tier}
          onTier={(value) => form.setFieldValue('tier', value)}
          tierError={form.errors['tier'] as string | undefined}
          sector={form.values.sector}
          onSector={(value) => form.setFieldValue('sector', value)}
          sectorError={form.errors['sector'] as string | undefined}
        />
      )}
    </ActionDialog>
  );
}
