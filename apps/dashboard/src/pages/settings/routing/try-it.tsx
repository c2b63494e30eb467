import { Alert, Button, Group, List, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { $api } from '../../../api/client';
import { ActionProblem } from '../../../parts/action-problem';
import { useReason } from '../../../parts/reasons/use-reason';
import { entitlementWords } from '../../../parts/state-words';
import { useWords } from '../../../words/words';
import { useNeeded } from '../parts/form-dialog';
import { usePlaceName } from '../parts/place-fields';
import { SectionHead } from '../parts/section-head';
import { useSettingsForm } from '../parts/use-settings-form';
import { levels } from './routing-data';
import { routingWords } from './routing-words';

type Level = '' | (typeof levels)[number];
interface Form {
  subject: string;
  description: string;
  product: string;
  impact: Level;
  urgency: Level;
}

/** Where a ticket like this would go, by the code that routes tickets. */
export function TryIt() {
  const say = useWords(routingWords);
  const entitlement = useWords(entitlementWords);
  const needed = useNeeded();
  const placeName = usePlaceName();
  const reason = useReason();
  const { form, showAtFields, shownOf, focusFirst } = useSettingsForm<Form>({
    name: 'try-routing',
    initial: { subject: '', description: '', product: '', impact: '', urgency: '' },
    rules: { subject: needed },
  });
  const ask = $api.useMutation('post', '/api/v1/triage/preview', { onError: showAtFields });
  const level = [{ value: '', label: say('unknown') }, ...levels.map((value) => ({ value, label: say(value) }))];
  const submit = form.onSubmit(({ subject, description, product, impact, urgency }) => {
    ask.mutate({
      body: {
        subject,
        description: description.trim() || subject,
        ...(product.trim() && { product }),
        ...(impact && { impact }),
        ...(urgency && { urgency }),
      },
    });
  }, focusFirst);
  return (
    <section>
      <SectionHead isPart title={say('tryIt')} help={say('tryHelp')} />
      <form noValidate onSubmit={submit}>
        <Stack gap="sm" maw="44rem">
          <TextInput label={say('subject')} withAsterisk maxLength={1_000} {...form.getInputProps('subject')} />
          <Textarea
            label={say('description')}
            autosize
            minRows={2}
            maxRows={8}
            {...form.getInputProps('description')}
          />
          <Group grow align="flex-start" preventGrowOverflow={false} gap="sm">
            <TextInput label={say('product')} miw="10rem" {...form.getInputProps('product')} />
            <NativeSelect label={say('impact')} miw="8rem" data={level} {...form.getInputProps('impact')} />
            <NativeSelect label={say('urgency')} miw="8rem" data={level} {...form.getInputProps('urgency')} />
          </Group>
          <ActionProblem error={ask.error} shown={shownOf(ask.error)} />
          <Button type="submit" variant="light" loading={ask.isPending} style={{ alignSelf: 'flex-start' }}>
            {say('try')}
          </Button>
          {ask.data && !ask.isPending && (
            <Alert role="status" color="blue" icon={<IconRoute />} p="sm">
              <Text size="sm" fw={600}>
                {say('answer', {
                  priority: ask.data.priority,
                  entitlement: entitlement(ask.data.entitlement),
                  place: placeName(ask.data.tier, ask.data.sector),
                })}
              </Text>
              <Text size="sm">{ask.data.rule === null ? say('byNone') : say('byRule', { rule: ask.data.rule })}</Text>
              <List size="xs" mt={4}>
                {ask.data.why.map((sentence) => (
                  <List.Item key={sentence}>{reason(sentence)}</List.Item>
                ))}
              </List>
            </Alert>
          )}
        </Stack>
      </form>
    </section>
  );
}
