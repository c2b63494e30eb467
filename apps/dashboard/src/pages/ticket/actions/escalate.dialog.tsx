import { ActionIcon, Alert, Button, Checkbox, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { $api } from '../../../api/client';
import { useMe } from '../../../shell/session';
import { useWords } from '../../../words/words';
import { useTiers } from '../ticket-data';
import { useDesk } from '../ticket-desk';
import { ActionDialog } from './action-dialog';
import { escalateWords } from './escalate-words';
import { FeasibilityNote } from './feasibility-note';
import { PlaceFields } from './place-fields';
import { RunbooksFirst } from './runbooks-first';
import { useActed } from './use-acted';
import { showAtFields, useFormDraft } from './use-form-draft';

interface Form {
  situation: string;
  tried: { action: string; result: string }[];
  hypothesis: string;
  customerContext: string;
  checkFirst: string;
  tier: number | null;
  sector: string | null;
  reason: string;
  override: boolean;
  overrideReason: string;
}
const texts = ['situation', 'hypothesis', 'customerContext', 'checkFirst'] as const;
const isTried = ({ action, result }: Form['tried'][number]): boolean => Boolean(action.trim() && result.trim());

const pointers = {
  '/workOrder/situation': 'situation',
  '/workOrder/tried': 'tried',
  '/workOrder/hypothesis': 'hypothesis',
  '/workOrder/customerContext': 'customerContext',
  '/workOrder/checkFirst': 'checkFirst',
  '/to': 'tier',
  '/to/tier': 'tier',
  '/to/sector': 'sector',
  '/reason': 'reason',
  '/override': 'overrideReason',
  '/override/reason': 'overrideReason',
} as const;

type Draft = NonNullable<ReturnType<typeof useDraftOrder>['data']>;

const DRAFT = '/api/v1/tickets/{id}/work-order-draft';
const useDraftOrder = (id: string) =>
  $api.useQuery('get', DRAFT, { params: { path: { id } } }, { gcTime: 0, retry: 1 });

/** The runbooks that come first where it is to go; as the next tier says until another place has answered. */
function useRunbooksFirst(
  draft: Draft | undefined,
  to: { readonly tier: number | null; readonly sector: string | null },
) {
  const { ticket } = useDesk();
  const { data } = $api.useQuery(
    'get',
    DRAFT,
    { params: { path: { id: ticket.id }, query: { ...(to.tier && { to: `L${to.tier}` }), sector: to.sector ?? '' } } },
    { gcTime: 0, retry: false, enabled: to.sector !== null },
  );
  return (to.sector === null ? draft : (data ?? draft))?.runbooks ?? [];
}

/** The hand-over to an upper tier, with the work order that it reads first: filled in from what was done already. */
export function EscalateDialog() {
  const { ticket } = useDesk();
  const draft = useDraftOrder(ticket.id);
  if (draft.isPending) return null;
  return <EscalateForm draft={draft.data} />;
}

function EscalateForm({ draft }: { readonly draft: Draft | undefined }) {
  const say = useWords(escalateWords);
  const me = useMe();
  const { ticket } = useDesk();
  const now = ticket.tier ?? 0;
  const tiers = useTiers().data?.items ?? [];
  const above = tiers.map(({ number }) => number).filter((number) => number > now);
  const next = above.length > 0 ? Math.min(...above) : null;
  const needed = (value: string, { override }: Form) => (value.trim() || override ? null : say('missing'));
  const { form, forget, focusFirst } = useFormDraft<Form>(
    `${ticket.id}:escalate`,
    {
      situation: draft?.workOrder.situation ?? '',
      tried: draft?.workOrder.tried?.length ? [...draft.workOrder.tried] : [{ action: '', result: '' }],
      hypothesis: draft?.workOrder.hypothesis ?? '',
      customerContext: draft?.workOrder.customerContext ?? '',
      checkFirst: draft?.workOrder.checkFirst ?? '',
      tier: null,
      sector: null,
      reason: '',
      override: false,
      overrideReason: '',
    },
    {
      situation: needed,
      hypothesis: needed,
      customerContext: needed,
      checkFirst: needed,
      tried: (value, { override }) => (override || value.some(isTried) ? null : say('missingTried')),
      reason: (value, all) => (!value.trim() && all.tier !== null && all.tier !== next ? say('missingReason') : null),
      overrideReason: (value, { override }) => (override && !value.trim() ? say('missingOverride') : null),
    },
  );
  const { values } = form;
  const tier = values.tier ?? next;
  const runbooks = useRunbooksFirst(draft, { tier, sector: values.sector });
  const acted = useActed(say('done', { number: ticket.number, tier: `L${tier}` }), forget);
  const act = $api.useMutation('post', '/api/v1/tickets/{id}/escalate', {
    onSuccess: acted,
    onError: (error: unknown) => showAtFields(form, error, pointers),
  });
  const missing = [
    ...texts.filter((field) => !values[field].trim()).map((field) => say(field)),
    ...(values.tried.some(isTried) ? [] : [say('tried')]),
  ];
  const submit = form.onSubmit(
    ({ situation, hypothesis, customerContext, checkFirst, tried, sector, reason, override, overrideReason }) =>
      act.mutate({
        params: { path: { id: ticket.id } },
        body: {
          workOrder: filled({ situation, hypothesis, customerContext, checkFirst, tried: tried.filter(isTried) }),
          ...(tier !== null && (tier !== next || sector) ? { to: { tier, ...(sector ? { sector } : {}) } } : {}),
          ...(reason.trim() ? { reason } : {}),
          ...(override ? { override: { reason: overrideReason } } : {}),
        },
      }),
    focusFirst,
  );
  return (
    <ActionDialog
      title={say('title', { number: ticket.number })}
      submit={say('send', { tier: `L${tier ?? ''}` })}
      size="xl"
      onSubmit={submit}
      act={act}
      shown={Object.keys(pointers)}
      aside={
        missing.length > 0 && !values.override ? (
          <Text size="xs" c="dimmed" role="status" lineClamp={2}>
            {say('stillMissing', { what: missing.join(', ') })}
          </Text>
        ) : null
      }
    >
      <PlaceFields
        isPossible={(each) => each > now}
        tier={tier}
        onTier={(value) => form.setFieldValue('tier', value)}
        tierError={form.errors['tier'] as string | undefined}
        sector={values.sector}
        onSector={(value) => form.setFieldValue('sector', value)}
        sectorError={form.errors['sector'] as string | undefined}
      />
      {!values.override && <RunbooksFirst runbooks={runbooks} />}
      {tier !== null && <FeasibilityNote ticketId={ticket.id} tier={tier} />}
      {tier !== next && tier !== null && <TextInput label={say('reason')} required {...form.getInputProps('reason')} />}
      {draft && Object.keys(draft.workOrder).length > 0 && (
        <Text size="xs" c="dimmed">
          {say('fromRecord')}
        </Text>
      )}
      <Area form={form} field="situation" rows={2} autoFocus />
      <Tried form={form} />
      {draft && <OnRecord draft={draft} onTake={(action) => form.insertListItem('tried', { action, result: '' })} />}
      <Area form={form} field="hypothesis" rows={2} />
      <Area form={form} field="customerContext" rows={2} />
      <Area form={form} field="checkFirst" rows={2} />
      {me.isLead && (
        <Alert color="gray" py="xs">
          <Checkbox
            label={say('override')}
            description={say('overrideHelp')}
            {...form.getInputProps('override', { type: 'checkbox' })}
          />
          {values.override && (
            <TextInput mt="xs" label={say('overrideReason')} required {...form.getInputProps('overrideReason')} />
          )}
        </Alert>
      )}
    </ActionDialog>
  );
}

type FormApi = ReturnType<typeof useFormDraft<Form>>['form'];

interface AreaProps {
  readonly form: FormApi;
  readonly field: (typeof texts)[number];
  readonly rows: number;
  readonly autoFocus?: boolean;
}

function Area({ form, field, rows, autoFocus = false }: AreaProps) {
  const say = useWords(escalateWords);
  return (
    <Textarea
      label={say(field)}
      placeholder={say(`${field}Help`)}
      withAsterisk={!form.values.override}
      autosize
      minRows={rows}
      maxRows={8}
      data-autofocus={autoFocus || undefined}
      {...form.getInputProps(field)}
    />
  );
}

function Tried({ form }: { readonly form: FormApi }) {
  const say = useWords(escalateWords);
  const { tried } = form.values;
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
      <Text component="legend" size="sm" fw={500} p={0} mb={4}>
        {say('tried')}
        {!form.values.override && (
          <Text span c="red" aria-hidden>
            {' *'}
          </Text>
        )}
      </Text>
      <Stack gap={6}>
        {tried.map((_, row) => (
          <Group key={row} gap={6} wrap="nowrap" align="flex-start">
            <TextInput
              flex={1}
              aria-label={say('action')}
              placeholder={say('action')}
              error={row === 0 && Boolean(form.errors['tried'])}
              {...form.getInputProps(`tried.${row}.action`)}
            />
            <TextInput
              flex={1}
              aria-label={say('result')}
              placeholder={say('result')}
              error={row === 0 && Boolean(form.errors['tried'])}
              {...form.getInputProps(`tried.${row}.result`)}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={say('remove')}
              disabled={tried.length === 1}
              onClick={() => form.removeListItem('tried', row)}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        {form.errors['tried'] && (
          <Text size="xs" c="red" role="alert">
            {form.errors['tried']}
          </Text>
        )}
        <div>
          <Button
            variant="subtle"
            size="compact-xs"
            ml={-6}
            leftSection={<IconPlus size={14} />}
            onClick={() => form.insertListItem('tried', { action: '', result: '' })}
          >
            {say('add')}
          </Button>
        </div>
      </Stack>
    </fieldset>
  );
}

/** What else is written down: runbook steps go along by themselves, notes can become something that was tried. */
function OnRecord({ draft, onTake }: { readonly draft: Draft; readonly onTake: (action: string) => void }) {
  const say = useWords(escalateWords);
  const { unfinished, runbookSteps } = draft;
  return (
    <>
      {runbookSteps.length > 0 && (
        <Text size="xs" c="dimmed">
          {say('steps', { count: runbookSteps.length })}
        </Text>
      )}
      {unfinished.length > 0 && (
        <Stack gap={2}>
          <Text size="xs" c="dimmed">
            {say('unfinished')}
          </Text>
          {unfinished.slice(0, 4).map(({ at, text, agent }) => (
            <Group key={at + text} gap={6} wrap="nowrap" align="flex-start">
              <Button
                variant="light"
                size="compact-xs"
                flex="none"
                onClick={() => onTake(text.slice(0, 500))}
                aria-label={say('takeOf', { text: text.slice(0, 60) })}
              >
                {say('take')}
              </Button>
              <Text size="xs" lineClamp={2}>
                {agent && <b>{agent}: </b>}
                {text}
              </Text>
            </Group>
          ))}
        </Stack>
      )}
    </>
  );
}

/** Without what is blank: what is missing is judged by the server, an empty text is not a value. */
function filled(order: {
  readonly situation: string;
  readonly hypothesis: string;
  readonly customerContext: string;
  readonly checkFirst: string;
  readonly tried: { action: string; result: string }[];
}) {
  const { situation, hypothesis, customerContext, checkFirst, tried } = order;
  return {
    ...(situation.trim() ? { situation } : {}),
    ...(hypothesis.trim() ? { hypothesis } : {}),
    ...(customerContext.trim() ? { customerContext } : {}),
    ...(checkFirst.trim() ? { checkFirst } : {}),
    ...(tried.length > 0 ? { tried } : {}),
  };
}
