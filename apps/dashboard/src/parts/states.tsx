import { Alert, Button, Center, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Problem } from '../api/problem';
import { defineWords, useWords } from '../words/words';

const words = defineWords({
  en: {
    unreachable: 'The server cannot be reached',
    signedOut: 'You are signed out',
    signedOutHelp: 'Sign in again, and it is loaded.',
    forbidden: 'This is not open to you',
    broken: 'Something went wrong on our side. Try again; if it goes on, tell an admin.',
    unreachableHelp: 'Your work is not lost. It is tried again by itself as soon as there is a connection.',
    failed: 'This could not be loaded',
    notFound: 'There is nothing here for you',
    again: 'Try again',
    loading: 'Loading',
  },
  ru: {
    unreachable: 'Сервер недоступен',
    signedOut: 'Сеанс закончился',
    signedOutHelp: 'Войдите снова, и всё загрузится.',
    forbidden: 'У вас нет доступа',
    broken: 'Ошибка на нашей стороне. Попробуйте ещё раз; если повторится, сообщите администратору.',
    unreachableHelp: 'Ваша работа не потеряна. Попытка повторится сама, как только появится связь.',
    failed: 'Не удалось загрузить',
    notFound: 'Здесь для вас ничего нет',
    again: 'Повторить',
    loading: 'Загрузка',
  },
  ko: {
    unreachable: '서버에 연결할 수 없습니다',
    signedOut: '로그아웃되었습니다',
    signedOutHelp: '다시 로그인하면 불러옵니다.',
    forbidden: '열람 권한이 없습니다',
    broken: '서버에서 문제가 생겼습니다. 다시 시도하고, 계속되면 관리자에게 알려 주세요.',
    unreachableHelp: '작업은 사라지지 않았습니다. 연결되면 자동으로 다시 시도합니다.',
    failed: '불러오지 못했습니다',
    notFound: '볼 수 있는 내용이 없습니다',
    again: '다시 시도',
    loading: '불러오는 중',
  },
});

const titles: { readonly [Status in number]?: 'unreachable' | 'signedOut' | 'forbidden' | 'notFound' } = {
  0: 'unreachable',
  401: 'signedOut',
  403: 'forbidden',
  404: 'notFound',
};

/** What to do about it; the server's own sentence where it knows best. */
function useHelp(problem: Problem | null): string {
  const say = useWords(words);
  if (problem === null || problem.status >= 500) return say('broken');
  if (problem.status === 0) return say('unreachableHelp');
  return problem.status === 401 ? say('signedOutHelp') : problem.message;
}

/** What could not be done, and what to do about it. */
export function ProblemNote({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const say = useWords(words);
  const problem = error instanceof Problem ? error : null;
  const isAway = problem?.status === 0;
  const help = useHelp(problem);
  const title = say((problem && titles[problem.status]) ?? 'failed');
  return (
    <Alert
      role="alert"
      color={isAway ? 'gray' : 'red'}
      icon={isAway ? <IconPlugConnectedX /> : <IconAlertTriangle />}
      title={title}
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{help}</Text>
        {problem?.errors.map(({ pointer, detail }) => (
          <Text size="sm" key={pointer}>
            {detail}
          </Text>
        ))}
        {onRetry && (
          <Button size="xs" variant="light" color="gray" onClick={onRetry}>
            {say('again')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

/** Nothing there yet: what it means and what to do next. */
export function Empty({
  icon,
  title,
  children,
}: {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
}) {
  return (
    <Center py="xl">
      <Stack align="center" gap="xs" maw={420}>
        {icon}
        <Text fw={600} ta="center">
          {title}
        </Text>
        {children && (
          <Text component="div" size="sm" c="dimmed" ta="center">
            {children}
          </Text>
        )}
      </Stack>
    </Center>
  );
}

/** Lines where a list will be. */
export function LoadingRows({ rows = 6, height = 44 }: { readonly rows?: number; readonly height?: number }) {
  const say = useWords(words);
  return (
    <Stack gap={6} role="status" aria-label={say('loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={height} radius="sm" />
      ))}
    </Stack>
  );
}

interface Loadable<Data> {
  readonly data: Data | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  refetch(): unknown;
}

/** Loading, failed or there: every list and page goes through the same three. What was there stays while it is read again. */
export function Loaded<Data>({
  query,
  loading = <LoadingRows />,
  children,
}: {
  readonly query: Loadable<Data>;
  readonly loading?: ReactNode;
  readonly children: (data: NonNullable<Data>) => ReactNode;
}) {
  if (query.data !== undefined && query.data !== null) return <>{children(query.data)}</>;
  if (query.isPending) return <>{loading}</>;
  return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
}

/** A page's heading with what can be done on it. */
export function PageHead({ title, children }: { readonly title: ReactNode; readonly children?: ReactNode }) {
  return (
    <Group justify="space-between" mb="md" gap="sm">
      <Text component="h1" fz="xl" fw={650} lh={1.25}>
        {title}
      </Text>
      {children && <Group gap="xs">{children}</Group>}
    </Group>
  );
}
