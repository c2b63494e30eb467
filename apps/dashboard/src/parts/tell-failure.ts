import { notifications } from '@mantine/notifications';
import { Problem } from '../api/problem';
import { defineWords, sayIn } from '../words/words';

const words = defineWords({
  en: { unreachable: 'The server cannot be reached. Try again in a moment.' },
  ru: { unreachable: 'Сервер недоступен. Попробуйте ещё раз через минуту.' },
  ko: { unreachable: '서버에 연결할 수 없습니다. 잠시 후 다시 시도하세요.' },
});

/** For what was done without a form: says that it was not, and why, in the server's words. */
export const tellFailure =
  (title: string) =>
  (error: unknown): void => {
    const isAway = error instanceof Problem && error.status === 0;
    const message = isAway ? sayIn(words)('unreachable') : error instanceof Error ? error.message : String(error);
    notifications.show({ color: 'red', title, message, role: 'alert', autoClose: 8_000 });
  };
