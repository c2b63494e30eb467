import { api } from '../../../api/client';
import { defineWords, useWords } from '../../../words/words';
import { ConfirmDialog } from '../../settings/parts/confirm-dialog';

const words = defineWords({
  en: {
    title: 'Remove {name}?',
    means:
      'Nobody gets this file from the ticket any more, and its content is deleted. The post still says that there was one, and that you removed it. Mails that have left with it are not called back. This cannot be undone.',
    remove: 'Remove',
    done: '{name} is removed.',
  },
  ru: {
    title: 'Удалить {name}?',
    means:
      'Этот файл больше никто не сможет получить из заявки, его содержимое будет стёрто. В сообщении останется пометка, что файл был и что удалили его вы. Уже отправленные письма с ним не отозвать. Отменить это нельзя.',
    remove: 'Удалить',
    done: 'Файл {name} удалён.',
  },
  ko: {
    title: '{name} 파일을 삭제할까요?',
    means:
      '이 티켓에서 아무도 이 파일을 받을 수 없게 되고 내용은 삭제됩니다. 파일이 있었다는 것과 누가 삭제했는지는 글에 남습니다. 이미 발송된 메일은 회수되지 않습니다. 되돌릴 수 없습니다.',
    remove: '삭제',
    done: '{name} 파일을 삭제했습니다.',
  },
});

interface RemoveFileDialogProps {
  readonly id: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** Asks whether a file is to go from its post for good. */
export function RemoveFileDialog({ id, name, onClose }: RemoveFileDialogProps) {
  const say = useWords(words);
  return (
    <ConfirmDialog
      title={say('title', { name })}
      action={say('remove')}
      done={say('done', { name })}
      onConfirm={() => api.DELETE('/api/v1/attachments/{id}', { params: { path: { id } } })}
      onClose={onClose}
    >
      {say('means')}
    </ConfirmDialog>
  );
}
