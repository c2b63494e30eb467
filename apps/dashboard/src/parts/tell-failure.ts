import { notifications } from '@mantine/notifications';
import { Problem } from '../api/problem';
import { defineWords, sayIn } from '../words/words';

const words = defineWords({
  en: {
    unreachable: 'The server cannot be reached. Try again in a moment.',
    signedOut: 'You are signed out. Sign in again and repeat it.',
  },
  ru: {
    unreachable: 'Сервер недоступен. Попробуйте ещё раз через минуту.',
    signedOut: 'Сеанс закончился. Войдите снова и повторите.',
  },
  ko: {
    unreachable: '서버에 연결할 수 없습니다. 잠시 후 다시 시도하세요.',
    signedOut: '로그아웃되었습니다. 다시 로그인하고 한 번 더 시도하세요.',
  },
});

/** For what was done without a form: says that it was not, and why, in the server's words. */
export const tellFailure =
  (title: string) =>
  (error: unknown): void => {
    const status = error instanceof Problem ? error.status : null;
    const known = status === 0 ? 'unreachable' : status === 401 ? 'signedOut' : null;
    const message = known ? sayIn(words)(known) : error instanceof Error ? error.message : String(error);
    notifications.show({ color: 'red', title, message, role: 'alert', autoClose: 8_000 });
  };
