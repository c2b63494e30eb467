import { Button, Group, SegmentedControl, Text, Textarea } from '@mantine/core';
import { IconLock, IconSend } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { ActionProblem } from '../../../parts/action-problem';
import { stateWords } from '../../../parts/state-words';
import { useWords } from '../../../words/words';
import { useDesk } from '../ticket-desk';
import { composerWords } from './composer-words';
import type { PostView } from '../ticket-data';
import { draftFor } from './drafts';
import { MentionMenu, useMentions } from './mentions';
import { MentionSuggestions } from './mention-suggestions';
import { MovedNote } from './moved-note';
import { Macros } from './macros';
import { addToDraft, useDraft } from './use-draft';
import { useMentionSuggestions } from './use-mention-suggestions';
import { kinds, useSend, type PostKind } from './use-send';
import { useSeen } from './use-seen';
import { AttachButton } from './files/attach-button';
import { FileList } from './files/file-list';
import { fileWords } from './files/file-words';
import { refuseFiles, useDropAndPaste, useFiles } from './files/use-files';
import { Hint } from './hint';
import classes from './composer.module.css';
import fileClasses from './files/files.module.css';

const placeholders = { reply: 'toReply', 'ask-customer': 'toAsk', note: 'toNote' } as const;
const sends = { reply: 'sendReply', 'ask-customer': 'sendAsk', note: 'sendNote' } as const;

/** Where an agent writes: to the customer, or a note among us. The two are never mixed up: each keeps its own text. */
export function Composer({ onSent }: { readonly onSent?: () => void }) {
  const say = useWords(composerWords);
  const sayOfFiles = useWords(fileWords);
  const state = useWords(stateWords);
  const { ticket, may, kind: wanted, setKind, claim, focusOn, typed, rested } = useDesk();
  const possible = kinds.filter((each) => may.has(each));
  const kind: PostKind = possible.includes(wanted) ? wanted : 'note';
  const draft = draftFor(ticket.id, kind);
  const [text, write] = useDraft(draft);
  const files = useFiles(ticket.id, draft);
  const { isOver: isHeldOver, handlers } = useDropAndPaste(files.add);
  const { mentioned, colleagues } = useMentions();
  const { lastSeenPostId, missed, read } = useSeen(ticket.id, text !== '');
  const [held, setHeld] = useState<readonly PostView[]>([]);
  const { send, isPending, error, wasMoved } = useSend(ticket.id, kind, {
    lastSeenPostId,
    mentions: kind === 'note' ? mentioned(text) : [],
    attachmentIds: files.ids,
    filesRefused: (ids, problem) => refuseFiles(files.store, ids, problem),
    sent: (ids) => {
      write('');
      files.store.sent(ids);
      setHeld([]);
      rested();
      onSent?.();
    },
    moved: (newPosts, lastPostId) => {
      setHeld(newPosts);
      read(lastPostId);
    },
  });
  const field = useRef<HTMLTextAreaElement>(null);
  const suggestions = useMentionSuggestions({ isOn: kind === 'note', text, write, colleagues, field });
  const list = useId();
  useEffect(() => {
    if (focusOn > 0) field.current?.focus();
  }, [focusOn]);

  /** A macro's text goes where it belongs: behind what is written there already. */
  const insert = (added: string, does: PostKind | null): void => {
    const target = does !== null && may.has(does) ? does : kind;
    const isOther = (target === 'note') !== (kind === 'note');
    if (isOther) addToDraft(draftFor(ticket.id, target), added);
    else write(text.trim() ? `${text.trimEnd()}\n\n${added}` : added);
    setKind(target);
    field.current?.focus();
  };
  const mayBeSent = text.trim() !== '' && !files.isUploading && !files.hasFailed;
  const submit = (): void => {
    if (mayBeSent && !isPending) send(text);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (suggestions.onKey(event)) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      submit();
    }
    if (event.key === 'Escape') field.current?.blur();
  };
  const name = ticket.requester.name ?? ticket.requester.email;
  const isOver = ['closed', 'merged', 'rejected'].includes(ticket.state);

  return (
    <form
      className={classes.composer}
      data-kind={kind}
      {...handlers}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {isHeldOver && (
        <Text fw={600} className={fileClasses.over ?? ''}>
          {sayOfFiles('drop')}
        </Text>
      )}
      <MovedNote
        posts={missed.length > 0 ? missed : held}
        wasRefused={wasMoved && held.length > 0}
        onRead={() => {
          read();
          setHeld([]);
        }}
      />
      <Group gap="xs" justify="space-between" mb={6}>
        {possible.length > 1 ? (
          <SegmentedControl
            size="xs"
            aria-label={say('kind')}
            classNames={{ label: classes.kind }}
            value={kind}
            onChange={(value) => setKind(value as PostKind)}
            data={possible.map((value) => ({ value, label: say(value) }))}
          />
        ) : (
          <Text size="xs" c="dimmed">
            <IconLock size={13} aria-hidden style={{ verticalAlign: '-2px', marginRight: 4 }} />
            {isOver ? say('over', { state: state(ticket.state).toLowerCase() }) : say('notYours')}
          </Text>
        )}
        {possible.length === 1 && may.has('claim') && (
          <Button size="compact-xs" variant="light" onClick={claim}>
            {say('claimFirst')}
          </Button>
        )}
      </Group>
      <div className={classes.field}>
        <MentionSuggestions
          id={list}
          label={say('suggestions')}
          people={suggestions.people}
          active={suggestions.active}
          onPick={suggestions.pick}
        />
        <Textarea
          ref={field}
          aria-label={say(placeholders[kind], { name })}
          placeholder={say(placeholders[kind], { name })}
          autosize
          minRows={3}
          maxRows={14}
          value={text}
          onChange={(event) => {
            write(event.currentTarget.value);
            suggestions.moved();
            typed();
          }}
          onSelect={suggestions.moved}
          onKeyDown={onKeyDown}
          {...(suggestions.people.length > 0 && {
            'aria-controls': list,
            'aria-activedescendant': `${list}-${suggestions.active}`,
          })}
          data-autofocus
          readOnly={isPending}
          classNames={{ input: classes.input }}
        />
      </div>
      <FileList files={files} isMailed={kind !== 'note'} onRemoved={() => field.current?.focus()} />
      <ActionProblem error={error} />
      <Group gap="xs" mt={6} className={classes.foot}>
        <Macros onText={insert} />
        {kind === 'note' && (
          <MentionMenu
            colleagues={colleagues}
            onPick={(name) => {
              write(`${text}${text && !/\s$/.test(text) ? ' ' : ''}@${name} `);
              field.current?.focus();
            }}
          />
        )}
        <AttachButton onFiles={files.add} />
        <Hint files={files} isEmpty={text.trim() === ''} />
        <Button
          type="submit"
          size="xs"
          ml="auto"
          loading={isPending}
          disabled={!mayBeSent}
          leftSection={<IconSend size={15} aria-hidden />}
        >
          {say(sends[kind])}
        </Button>
      </Group>
    </form>
  );
}
