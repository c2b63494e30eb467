import { ActionIcon, Anchor, Badge, Group, Stack, Text, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconFileOff, IconPaperclip, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Instant } from '../../../parts/instant';
import { useMe } from '../../../shell/session';
import { defineWords, useLanguage, useWords } from '../../../words/words';
import { bytes } from '../bytes';
import type { AttachmentView } from '../ticket-data';
import { RemoveFileDialog } from './remove-file.dialog';

const words = defineWords({
  en: {
    executable: 'program',
    script: 'script',
    macros: 'macros',
    'encrypted-archive': 'encrypted',
    'archive-bomb': 'archive bomb',
    'type-mismatch': 'not what its name says',
    'disguised-name': 'disguised name',
    careful: 'Be careful with this file: {what}',
    pending: 'being scanned',
    infected: 'infected: cannot be downloaded',
    failed: 'could not be scanned: cannot be downloaded',
    unscanned: 'not scanned for viruses',
    files: 'Files',
    removed: 'removed by {name}',
    remove: 'Remove {name} from the post',
  },
  ru: {
    executable: 'программа',
    script: 'скрипт',
    macros: 'макросы',
    'encrypted-archive': 'зашифрован',
    'archive-bomb': 'архивная бомба',
    'type-mismatch': 'не то, чем назван',
    'disguised-name': 'имя скрывает тип',
    careful: 'Осторожно с этим файлом: {what}',
    pending: 'проверяется',
    infected: 'заражён: скачать нельзя',
    failed: 'проверить не удалось: скачать нельзя',
    unscanned: 'не проверен на вирусы',
    files: 'Файлы',
    removed: 'файл удалён: {name}',
    remove: 'Удалить {name} из сообщения',
  },
  ko: {
    executable: '실행 파일',
    script: '스크립트',
    macros: '매크로',
    'encrypted-archive': '암호화됨',
    'archive-bomb': '압축 폭탄',
    'type-mismatch': '이름과 내용이 다름',
    'disguised-name': '위장된 이름',
    careful: '주의가 필요한 파일: {what}',
    pending: '검사 중',
    infected: '감염됨: 내려받을 수 없음',
    failed: '검사 실패: 내려받을 수 없음',
    unscanned: '바이러스 검사 안 됨',
    files: '파일',
    removed: '{name} 님이 삭제함',
    remove: '글에서 {name} 삭제',
  },
});

const FLAGS = [
  'executable',
  'script',
  'macros',
  'encrypted-archive',
  'archive-bomb',
  'type-mismatch',
  'disguised-name',
] as const;

/** The files of a post, with what makes them worth a warning. */
export function Attachments({ items }: { readonly items: readonly AttachmentView[] }) {
  const say = useWords(words);
  if (items.length === 0) return null;
  return (
    <Stack component="ul" gap={4} mt="xs" p={0} m={0} aria-label={say('files')} style={{ listStyle: 'none' }}>
      {items.map((item) => (
        <Group key={item.id} component="li" gap={6} wrap="wrap">
          {item.removed ? <RemovedFile item={item} removed={item.removed} /> : <File item={item} />}
        </Group>
      ))}
    </Stack>
  );
}

interface RemovedFileProps {
  readonly item: AttachmentView;
  readonly removed: NonNullable<AttachmentView['removed']>;
}

/** What is left of one: that it was there, and who took it away. */
function RemovedFile({ item, removed: { at, by } }: RemovedFileProps) {
  const say = useWords(words);
  return (
    <>
      <IconFileOff size={15} aria-hidden style={{ flex: 'none' }} />
      <Text size="sm" c="dimmed" td="line-through" style={besideIcon}>
        {item.name}
      </Text>
      <Text size="xs" c="dimmed">
        {say('removed', { name: by.name ?? '' })} · <Instant at={at} />
      </Text>
    </>
  );
}

function File({ item: { id, name, size, flags, scan } }: { readonly item: AttachmentView }) {
  const say = useWords(words);
  const me = useMe();
  const [isRemoving, setRemoving] = useState(false);
  const language = useLanguage();
  const isShut = scan === 'pending' || scan === 'infected' || scan === 'failed';
  const warnings = FLAGS.filter((flag) => flags.includes(flag)).map((flag) => say(flag));
  return (
    <>
      <IconPaperclip size={15} aria-hidden style={{ flex: 'none' }} />
      {isShut ? (
        <Text size="sm" style={besideIcon}>
          {name}
        </Text>
      ) : (
        <Anchor size="sm" style={besideIcon} href={`/api/v1/attachments/${id}`} download>
          {name}
        </Anchor>
      )}
      <Text size="xs" c="dimmed" className="figures">
        {bytes(size, language)}
      </Text>
      {warnings.length > 0 && (
        <Tooltip label={say('careful', { what: warnings.join(', ') })}>
          <Badge
            size="sm"
            color="orange"
            variant="light"
            styles={{ label: { color: 'var(--mantine-color-text)' } }}
            leftSection={<IconAlertTriangle size={12} aria-hidden />}
            tt="none"
          >
            {warnings.join(', ')}
          </Badge>
        </Tooltip>
      )}
      <Group component="span" gap={6} wrap="nowrap">
        {scan !== 'clean' && (
          <Text
            component="span"
            size="xs"
            c={scan === 'infected' ? 'red' : 'dimmed'}
            fw={scan === 'infected' ? 600 : undefined}
          >
            {say(scan)}
          </Text>
        )}
        {me.isLead && (
          <Tooltip label={say('remove', { name })}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={22}
              aria-label={say('remove', { name })}
              onClick={() => setRemoving(true)}
            >
              <IconTrash size={14} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
      {isRemoving && <RemoveFileDialog id={id} name={name} onClose={() => setRemoving(false)} />}
    </>
  );
}

/** A long name is broken, and stays where its sign is. */
const besideIcon = { maxWidth: 'calc(100% - 1.5rem)', overflowWrap: 'anywhere' } as const;
