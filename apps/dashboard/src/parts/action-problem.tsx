import { Alert, List, Text } from '@mantine/core';
import { IconAlertTriangle, IconPlugConnectedX } from '@tabler/icons-react';
import { Problem } from '../api/problem';
import { defineWords, useWords } from '../words/words';

const words = defineWords({
  en: {
    unreachable: 'The server cannot be reached. Nothing you typed is lost: try again in a moment.',
    failed: 'This did not work. Try again; if it goes on, tell an admin.',
    busy: 'Too much at once. Wait a moment and try again.',
    signedOut: 'You are signed out. Sign in again, then send it once more: what you typed is still there.',
  },
  ru: {
    unreachable: 'Сервер недоступен. Ничего из введённого не потеряно: попробуйте ещё раз через минуту.',
    failed: 'Не получилось. Попробуйте ещё раз; если повторится, сообщите администратору.',
    busy: 'Слишком много запросов. Подождите немного и попробуйте ещё раз.',
    signedOut: 'Сеанс закончился. Войдите снова и отправьте ещё раз: введённое сохранилось.',
  },
  ko: {
    unreachable: '서버에 연결할 수 없습니다. 입력한 내용은 그대로 있으니 잠시 후 다시 시도하세요.',
    failed: '처리하지 못했습니다. 다시 시도하고, 계속되면 관리자에게 알려 주세요.',
    busy: '요청이 너무 많습니다. 잠시 후 다시 시도하세요.',
    signedOut: '로그아웃되었습니다. 다시 로그인한 뒤 한 번 더 보내세요. 입력한 내용은 그대로 있습니다.',
  },
});

/** What is said in our words, whatever the server says; null: its own sentence is the better one. */
function knownWords(problem: Problem | null): 'unreachable' | 'failed' | 'busy' | 'signedOut' | null {
  if (problem?.status === 0) return 'unreachable';
  if (problem === null || problem.status >= 500) return 'failed';
  if (problem.status === 401) return 'signedOut';
  return problem.status === 429 ? 'busy' : null;
}

interface ActionProblemProps {
  readonly error: unknown;
  /** Pointers whose sentences stand at their fields already. */
  readonly shown?: readonly string[];
}

/** Why an action did not go through and what to do now; nothing when it did. */
export function ActionProblem({ error, shown = [] }: ActionProblemProps) {
  const say = useWords(words);
  if (error === null || error === undefined) return null;
  const problem = error instanceof Problem ? error : null;
  const isAway = problem?.status === 0;
  const known = knownWords(problem);
  const sentence = known === null ? (problem?.message ?? '') : say(known);
  const left = problem?.errors.filter(({ pointer, detail }) => !shown.includes(pointer) && detail !== sentence) ?? [];
  return (
    <Alert
      role="alert"
      color={isAway ? 'gray' : 'red'}
      py="xs"
      icon={isAway ? <IconPlugConnectedX size={18} /> : <IconAlertTriangle size={18} />}
    >
      <Text size="sm">{sentence}</Text>
      {left.length > 0 && (
        <List size="sm" mt={4}>
          {left.map(({ pointer, detail }) => (
            <List.Item key={pointer + detail}>{detail}</List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
