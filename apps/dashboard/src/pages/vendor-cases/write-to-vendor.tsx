import { Button, Checkbox, Group, Stack, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { $api } from '../../api/client';
import { ProblemNote } from '../../parts/states';
import { useWords } from '../../words/words';
import { words } from './words';

/** Says more on a case; what is typed stays until it was taken. */
export function WriteToVendor({ id }: { readonly id: string }) {
  const say = useWords(words);
  const client = useQueryClient();
  const [body, setBody] = useState('');
  const [wait, setWait] = useState(false);
  const send = $api.useMutation('post', '/api/v1/vendor-cases/{id}/messages', {
    onSuccess: async () => {
      setBody('');
      await client.invalidateQueries({ queryKey: ['get', '/api/v1/vendor-cases/{id}'] });
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (body.trim()) send.mutate({ params: { path: { id } }, body: { body, wait } });
      }}
    >
      <Stack gap="xs">
        <Textarea
          label={say('writeLabel')}
          autosize
          minRows={3}
          maxRows={14}
          value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
        />
        {send.error !== null && <ProblemNote error={send.error} />}
        <Group justify="space-between">
          <Checkbox label={say('wait')} checked={wait} onChange={(event) => setWait(event.currentTarget.checked)} />
          <Button type="submit" disabled={!body.trim()} loading={send.isPending}>
            {say('send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
