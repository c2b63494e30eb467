import { Alert, Button, Center, Paper, PasswordInput, SegmentedControl, Stack, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { $api } from '../api/client';
import { Problem } from '../api/problem';
import { queryClient } from '../api/query-client';
import { chooseLanguage, languageNames, languages, type Language } from '../words/language';
import { defineWords, useLanguage, useWords } from '../words/words';

const words = defineWords({
  en: {
    title: 'Sign in to the desk',
    email: 'E-mail',
    password: 'Password',
    submit: 'Sign in',
    failed: 'E-mail or password is not right.',
    language: 'Language',
  },
  ru: {
    title: 'Вход в рабочее место',
    email: 'Эл. почта',
    password: 'Пароль',
    submit: 'Войти',
    failed: 'Неверная почта или пароль.',
    language: 'Язык',
  },
  ko: {
    title: '데스크에 로그인',
    email: '이메일',
    password: '비밀번호',
    submit: '로그인',
    failed: '이메일 또는 비밀번호가 올바르지 않습니다.',
    language: '언어',
  },
});

/** Only a path of our own: a link that came from elsewhere must not send anybody away after signing in. */
const ownPath = (next: string | undefined): string => (next && /^\/(?![/\\])/.test(next) ? next : '/');

export function SignInPage() {
  const say = useWords(words);
  const language = useLanguage();
  const navigate = useNavigate();
  const { next } = useSearch({ from: '/sign-in' });
  const form = useForm({ initialValues: { email: '', password: '' } });
  const login = $api.useMutation('post', '/api/v1/auth/login', {
    onSuccess: async () => {
      queryClient.clear();
      const path = ownPath(next);
      // The one page behind this door that is not ours.
      if (path.startsWith('/bull-board')) globalThis.location.assign(path);
      else await navigate({ href: path });
    },
  });
  const { error } = login as { readonly error: unknown };
  return (
    <Center component="main" mih="100vh" p="md">
      <Paper withBorder p="xl" w="100%" maw={400}>
        <form onSubmit={form.onSubmit((body) => login.mutate({ body }))}>
          <Stack>
            <Title order={1} size="h3">
              {say('title')}
            </Title>
            <TextInput
              label={say('email')}
              type="email"
              autoComplete="username"
              required
              autoFocus
              {...form.getInputProps('email')}
            />
            <PasswordInput
              label={say('password')}
              autoComplete="current-password"
              required
              {...form.getInputProps('password')}
            />
            {error instanceof Problem && (
              <Alert color="red" role="alert">
                {error.code === 'login.failed' ? say('failed') : error.message}
              </Alert>
            )}
            <Button type="submit" loading={login.isPending}>
              {say('submit')}
            </Button>
            <SegmentedControl
              size="xs"
              aria-label={say('language')}
              value={language}
              onChange={(value) => chooseLanguage(value as Language)}
              data={languages.map((value) => ({ value, label: languageNames[value] }))}
            />
          </Stack>
        </form>
      </Paper>
    </Center>
  );
}
