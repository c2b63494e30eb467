import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { Problem } from '../../../api/problem';
import { ActionProblem } from '../../../parts/action-problem';
import { defineWords, useWords } from '../../../words/words';

const words = defineWords({
  en: { marked: 'Not saved yet: correct what is marked.' },
  ru: { marked: 'Пока не сохранено: исправьте отмеченное.' },
  ko: { marked: '아직 저장되지 않았습니다. 표시된 항목을 고쳐 주세요.' },
});

interface SavingProblemProps {
  readonly error: unknown;
  /** Pointers whose sentences stand at their fields. */
  readonly shown: readonly string[];
}

/** Why a form could not be saved. When all of it stands at fields already, the first of these is gone to. */
export function SavingProblem({ error, shown }: SavingProblemProps) {
  const say = useWords(words);
  const note = useRef<HTMLDivElement>(null);
  const isMarked =
    error instanceof Problem && error.errors.length > 0 && error.errors.every(({ pointer }) => shown.includes(pointer));
  useEffect(() => {
    if (!isMarked) return;
    const form = note.current?.closest('form');
    const [input] = form?.querySelectorAll<HTMLElement>('[aria-invalid="true"]') ?? [];
    const said = form?.querySelector('.mantine-InputWrapper-error, .mantine-Input-error');
    if (input) input.focus();
    (input ?? said)?.scrollIntoView({ block: 'center' });
  }, [isMarked, error]);
  if (!isMarked) return <ActionProblem error={error} shown={shown} />;
  return (
    <Alert ref={note} role="alert" color="red" py="xs" icon={<IconAlertTriangle size={18} />}>
      {say('marked')}
    </Alert>
  );
}
