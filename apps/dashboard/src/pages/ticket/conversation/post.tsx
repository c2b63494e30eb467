import { Alert, Badge, Button, Text } from '@mantine/core';
import { IconLock, IconMail, IconShieldQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import { Instant } from '../../../parts/instant';
import { Face } from '../../../parts/person';
import { actorWords } from '../../../parts/state-words';
import { defineWords, useWords } from '../../../words/words';
import type { PostView } from '../ticket-data';
import { Attachments } from './attachments';
import { LongText } from './long-text';
import { MailView } from './mail-view';
import classes from './post.module.css';

const words = defineWords({
  en: {
    note: 'internal note',
    you: '{name} (you)',
    by: 'by mail from {address}',
    unverified: 'The sender may not be who the mail says.',
    automatic: 'automatic mail',
    more: 'Show the whole mail',
    less: 'Show only what is new',
    empty: '(no text)',
  },
  ru: {
    note: 'внутренняя заметка',
    you: '{name} (вы)',
    by: 'письмом с {address}',
    unverified: 'Отправитель может быть не тем, кем назвался.',
    automatic: 'автоматическое письмо',
    more: 'Показать письмо целиком',
    less: 'Только новое',
    empty: '(без текста)',
  },
  ko: {
    note: '내부 메모',
    you: '{name} (나)',
    by: '{address}에서 보낸 메일',
    unverified: '메일에 적힌 발신자가 아닐 수 있습니다.',
    automatic: '자동 메일',
    more: '메일 전체 보기',
    less: '새 내용만 보기',
    empty: '(내용 없음)',
  },
});

interface PostProps {
  readonly ticketId: string;
  readonly post: PostView;
  readonly isMine: boolean;
  readonly isNew: boolean;
}

/** One post: the customer's, ours to the customer, or a note among us; which of them is seen at once. */
export function Post({ ticketId, post, isMine, isNew }: PostProps) {
  const say = useWords(words);
  const actor = useWords(actorWords);
  const [whole, setWhole] = useState(false);
  const { author, mail } = post;
  const name = author.name ?? mail?.from.name ?? mail?.from.address ?? actor(author.kind);
  const kind = post.public ? (author.kind === 'customer' ? 'customer' : 'agent') : 'note';
  return (
    <article
      className={classes.post}
      data-kind={kind}
      data-post={post.id}
      data-new={isNew || undefined}
      tabIndex={-1}
      aria-label={name}
    >
      <div className={classes.face}>
        <Face name={name} size={30} />
      </div>
      <div className={classes.bubble}>
        <header className={classes.head}>
          <Text component="span" size="sm" fw={650}>
            {isMine ? say('you', { name }) : name}
          </Text>
          {kind === 'note' ? (
            <Badge
              size="sm"
              variant="transparent"
              color="yellow"
              px={0}
              tt="none"
              styles={{ label: { color: 'var(--mantine-color-text)' } }}
              leftSection={<IconLock size={12} aria-hidden />}
            >
              {say('note')}
            </Badge>
          ) : (
            author.name && (
              <Text component="span" size="xs" c="dimmed">
                {actor(author.kind)}
              </Text>
            )
          )}
          {mail && <MailOrigin mail={mail} />}
          <Text component="span" size="xs" c="dimmed" ml="auto">
            <Instant at={post.createdAt} />
          </Text>
        </header>
        {mail && !mail.verified && (
          <Alert color="orange" variant="light" py={4} px="xs" mb={6} icon={<IconShieldQuestion size={16} />}>
            {say('unverified')}
          </Alert>
        )}
        {whole ? (
          <MailView ticketId={ticketId} postId={post.id} />
        ) : (
          <div className={classes.body}>
            {post.body ? <LongText>{post.body}</LongText> : <Text c="dimmed">{say('empty')}</Text>}
          </div>
        )}
        {mail?.notes.map((note) => (
          <Text key={note} size="xs" c="dimmed" mt={4}>
            {note}
          </Text>
        ))}
        {mail?.hasMore && (
          <Button variant="subtle" size="compact-xs" mt={4} ml={-8} onClick={() => setWhole(!whole)}>
            {say(whole ? 'less' : 'more')}
          </Button>
        )}
        <Attachments items={post.attachments} />
      </div>
    </article>
  );
}

function MailOrigin({ mail }: { readonly mail: NonNullable<PostView['mail']> }) {
  const say = useWords(words);
  return (
    <Text component="span" size="xs" c="dimmed" style={{ display: 'inline-flex', gap: 4, alignItems: 'center' }}>
      <IconMail size={13} aria-hidden />
      {say('by', { address: mail.from.address ?? '?' })}
      {mail.automatic !== null && ` · ${say('automatic')}`}
    </Text>
  );
}
