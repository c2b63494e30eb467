import { ActionIcon, Progress, Text, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconFile, IconReload, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { $api } from '../../../../api/client';
import { Problem } from '../../../../api/problem';
import { useLanguage, useWords } from '../../../../words/words';
import { bytes } from '../../bytes';
import { fileWords } from './file-words';
import classes from './files.module.css';
import type { Files } from './use-files';
import type { WaitingFile } from './waiting-file';
import type { WaitingFiles } from './waiting-files';

interface FileListProps {
  readonly files: Files;
  /** Whether they go to the customer by mail. */
  readonly isMailed: boolean;
  /** One was taken away by key, and the focus with it. */
  readonly onRemoved: () => void;
}

/** The files that go with what is being written: how far each is, and what to do when one is not taken. */
export function FileList({ files: { items, store }, isMailed, onRemoved }: FileListProps) {
  const say = useWords(fileWords);
  const kept = items.filter(({ state }) => state === 'kept');
  const total = kept.reduce((sum, { size }) => sum + size, 0);
  return (
    <>
      <VisuallyHidden role="status">
        {kept.length > 0 && say('kept', { name: kept.map(({ name }) => name).join(', ') })}
      </VisuallyHidden>
      {items.length > 0 && (
        <ul className={classes.list} aria-label={say('files')}>
          {items.map((file) => (
            <Line key={file.key} file={file} store={store} onRemoved={onRemoved} />
          ))}
        </ul>
      )}
      {isMailed && total > 0 && <MailNote total={total} />}
    </>
  );
}

/** Says so when the mail to the customer does not take all of them. */
function MailNote({ total }: { readonly total: number }) {
  const say = useWords(fileWords);
  const language = useLanguage();
  const { data } = $api.useQuery('get', '/api/v1/notifications/sending', {}, { staleTime: Infinity });
  const most = data?.filesMaxBytes;
  if (most === undefined || total <= most) return null;
  return (
    <Text size="xs" c="dimmed" mt={4}>
      {most === 0 ? say('none') : say('large', { size: bytes(most, language) })}
    </Text>
  );
}

interface LineProps {
  readonly file: WaitingFile;
  readonly store: WaitingFiles;
  readonly onRemoved: () => void;
}

function Line({ file, store, onRemoved }: LineProps) {
  const say = useWords(fileWords);
  const language = useLanguage();
  const { key, name, size, state, progress, picture, mayRetry } = file;
  /** It only says that it is a picture. */
  const [isBroken, setBroken] = useState(false);
  const percent = Math.round(progress * 100);
  return (
    <li className={classes.file} data-state={state}>
      {picture === undefined || isBroken ? (
        <IconFile size={20} aria-hidden className={classes.icon} />
      ) : (
        <img src={picture} alt="" className={classes.picture} onError={() => setBroken(true)} />
      )}
      <div className={classes.what}>
        <Text size="sm" truncate title={name}>
          {name}
        </Text>
        {state === 'uploading' ? (
          <Progress value={percent} size="sm" aria-label={say('uploading', { percent })} />
        ) : (
          <Text size="xs" c={state === 'failed' ? 'var(--mantine-color-error)' : 'dimmed'} className="figures">
            {state === 'failed' ? <WhyNot file={file} /> : bytes(size, language)}
          </Text>
        )}
      </div>
      {state === 'failed' && mayRetry && (
        <Tooltip label={say('retry')}>
          <ActionIcon variant="default" size={28} aria-label={say('again', { name })} onClick={() => store.retry(key)}>
            <IconReload size={15} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={say(state === 'uploading' ? 'stop' : 'remove', { name })}
        onClick={({ detail }) => {
          store.remove(key);
          if (detail === 0) onRemoved();
        }}
      >
        <IconX size={15} aria-hidden />
      </ActionIcon>
    </li>
  );
}

const KNOWN = ['attachment.unknown', 'attachment.used', 'attachment.infected', 'attachment.not-scannable'] as const;

/** Why a file is not taken, in our words or the server's. */
function WhyNot({ file: { why, said, limits } }: { readonly file: WaitingFile }) {
  const say = useWords(fileWords);
  const language = useLanguage();
  if (why === undefined) return null;
  if (!(why instanceof Problem)) {
    return say(why, limits && { size: bytes(limits.maxBytes, language), count: limits.maxFiles });
  }
  if (why.status === 0 || why.status >= 500) return say('unreachable');
  // The code is that of the first.
  const known = why.errors.length === 1 ? KNOWN.find((code) => code === why.code) : undefined;
  return known === undefined ? (said ?? why.message) : say(known);
}
