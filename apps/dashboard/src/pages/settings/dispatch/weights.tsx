import { Button, Group, NumberInput, SimpleGrid, Text } from '@mantine/core';
import { useState } from 'react';
import { $api, api } from '../../../api/client';
import { Loaded } from '../../../parts/states';
import { useWords } from '../../../words/words';
import { FormDialog, useNeeded } from '../parts/form-dialog';
import { SectionHead } from '../parts/section-head';
import { words } from './words';

const priorities = ['P1', 'P2', 'P3', 'P4', 'P5'] as const;
type Form = Record<(typeof priorities)[number], number | string>;

/** What a ticket of each priority takes of its agent's capacity. */
export function Weights() {
  const say = useWords(words);
  const needed = useNeeded();
  const query = $api.useQuery('get', '/api/v1/desk/weights');
  const [isOpen, open] = useState(false);
  return (
    <section>
      <SectionHead title={say('weights')} help={say('weightsHelp')} isPart>
        {query.data && (
          <Button variant="default" onClick={() => open(true)}>
            {say('changeWeights')}
          </Button>
        )}
      </SectionHead>
      <Loaded query={query}>
        {(weights) => (
          <>
            <Group gap="xl">
              {priorities.map((priority) => (
                <Text key={priority} size="sm" className="figures">
                  {priority}: <b>{weights[priority]}</b>
                </Text>
              ))}
            </Group>
            {isOpen && (
              <FormDialog<Form>
                name="weights"
                title={say('weights')}
                size="md"
                onClose={() => open(false)}
                initial={weights}
                rules={Object.fromEntries(priorities.map((key) => [key, (value: unknown) => needed(String(value))]))}
                onSave={({ P1, P2, P3, P4, P5 }) =>
                  api.PUT('/api/v1/desk/weights', {
                    body: { P1: Number(P1), P2: Number(P2), P3: Number(P3), P4: Number(P4), P5: Number(P5) },
                  })
                }
              >
                {(form) => (
                  <SimpleGrid cols={{ base: 2, sm: 5 }} spacing="sm">
                    {priorities.map((key) => (
                      <NumberInput
                        key={key}
                        label={key}
                        required
                        min={1}
                        max={100}
                        allowDecimal={false}
                        {...form.getInputProps(key)}
                      />
                    ))}
                  </SimpleGrid>
                )}
              </FormDialog>
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}
