import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Dialog } from '../../parts/dialog';
import { Loaded } from '../../parts/states';
import { useWords } from '../../words/words';
import { words as common } from '../settings/parts/words';
import { sourceOf, type ReviewedMail } from './review-data';
import { words } from './words';

/** A mail byte for byte, as text. */
export function SourceDialog({ mail, onClose }: { readonly mail: ReviewedMail; readonly onClose: () => void }) {
  const say = useWords(words);
  const close = useWords(common)('close');
  const query = useQuery({ queryKey: ['mail-source', mail.id], queryFn: () => sourceOf(mail.id), retry: false });
  return (
    <Dialog
      onClose={onClose}
      size="xl"
      title={say('sourceOf', { subject: mail.subject ?? say('noSubject') })}
      closeButtonProps={{ 'aria-label': close }}
    >
      <Stack gap="sm">
        <Loaded query={query}>
          {({ text, isCut }) => (
            <>
              {isCut && (
                <Text size="sm" c="dimmed">
                  {say('cut')}
                </Text>
              )}
              <Code
                block
                tabIndex={0}
                aria-label={say('source')}
                style={{ maxHeight: '60dvh', overflow: 'auto', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
              >
                {text}
              </Code>
            </>
          )}
        </Loaded>
        <Group justify="flex-end" gap="xs">
          <Button
            component="a"
            href={`/api/v1/mail/${mail.id}/source`}
            download
            variant="default"
            leftSection={<IconDownload size={16} />}
          >
            {say('download')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {close}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
