import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useState } from 'react';
import { $api } from '../../../api/client';
import { Loaded, LoadingRows } from '../../../parts/states';
import { defineWords, useWords } from '../../../words/words';
import { LongText } from './long-text';
import classes from './post.module.css';

const words = defineWords({
  en: {
    as: 'How the mail is shown',
    text: 'Whole text',
    html: 'As sent',
    images: '{count, plural, one {Load # remote image} other {Load # remote images}}',
    imagesWhy: 'The sender may learn that the mail was opened.',
    frame: 'The mail as it was sent',
  },
  ru: {
    as: 'Как показать письмо',
    text: 'Весь текст',
    html: 'Как отправлено',
    images:
      '{count, plural, one {Загрузить # картинку из сети} few {Загрузить # картинки из сети} many {Загрузить # картинок из сети} other {Загрузить # картинки из сети}}',
    imagesWhy: 'Отправитель может узнать, что письмо открыли.',
    frame: 'Письмо в исходном виде',
  },
  ko: {
    as: '메일 표시 방식',
    text: '전체 텍스트',
    html: '원본 모양',
    images: '외부 이미지 {count}개 불러오기',
    imagesWhy: '발신자가 메일을 열었다는 것을 알 수 있습니다.',
    frame: '보낸 그대로의 메일',
  },
});

/** All of the mail a post came by: its text with what was quoted, or its HTML in a frame that can do nothing. */
export function MailView({ ticketId, postId }: { readonly ticketId: string; readonly postId: string }) {
  const say = useWords(words);
  const [shown, setShown] = useState<string | null>(null);
  const [withImages, setWithImages] = useState(false);
  const query = $api.useQuery(
    'get',
    '/api/v1/tickets/{idOrNumber}/posts/{postId}/mail',
    { params: { path: { idOrNumber: ticketId, postId } } },
    { staleTime: Infinity },
  );
  return (
    <Loaded query={query} loading={<LoadingRows rows={2} height={24} />}>
      {({ wholeText, html, blockedImages }) => {
        const as = html === null ? 'text' : (shown ?? 'html');
        return (
          <Stack gap="xs" mt="xs">
            <Group gap="xs">
              {html !== null && (
                <SegmentedControl
                  size="xs"
                  aria-label={say('as')}
                  value={as}
                  onChange={setShown}
                  data={[
                    { value: 'html', label: say('html') },
                    { value: 'text', label: say('text') },
                  ]}
                />
              )}
              {as === 'html' && blockedImages > 0 && !withImages && (
                <>
                  <Button
                    size="compact-xs"
                    variant="default"
                    leftSection={<IconPhoto size={14} />}
                    onClick={() => setWithImages(true)}
                  >
                    {say('images', { count: blockedImages })}
                  </Button>
                  <Text size="xs" c="dimmed">
                    {say('imagesWhy')}
                  </Text>
                </>
              )}
            </Group>
            {as === 'html' && html !== null ? (
              <MailFrame ticketId={ticketId} postId={postId} withImages={withImages} title={say('frame')} />
            ) : (
              <LongText>{wholeText}</LongText>
            )}
          </Stack>
        );
      }}
    </Loaded>
  );
}

interface MailFrameProps {
  readonly ticketId: string;
  readonly postId: string;
  readonly withImages: boolean;
  readonly title: string;
}

/**
 * A document with a policy of its own, which the server sends with it: no scripts, no forms, no origin, links only into new tabs, and
 * pictures of other sites only when they were asked for. Whatever stands in it stays in it.
 */
function MailFrame({ ticketId, postId, withImages, title }: MailFrameProps) {
  const document = `/api/v1/tickets/${ticketId}/posts/${postId}/mail/document`;
  return (
    <iframe
      className={classes.mail}
      title={title}
      src={withImages ? `${document}?images=remote` : document}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      loading="lazy"
      data-mail
    />
  );
}
