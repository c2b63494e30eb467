import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { $api } from '../api/client';
import { Problem } from '../api/problem';
import { useWords } from '../words/words';
import { words } from './words';

interface SignInFormProps {
  /** Who it is, when that is known already. */
  readonly email?: string;
  readonly onDone: () => unknown;
}

/** Address and password. */
export function SignInForm({ email = '', onDone }: SignInFormProps) {
  const say = useWords(words);
  const form = useForm({ initialValues: { email, password: '' } });
  const login = $api.useMutation('post', '/api/v1/auth/login', { onSuccess: onDone });
  const { error } = login as { readonly error: unknown };
  return (
    <form onSubmit={form.onSubmit((body) => login.mutate({ body }))}>
      <Stack>
        <TextInput
          label={say('email')}
          type="email"
          autoComplete="username"
          required
          readOnly={email !== ''}
          data-autofocus={email === '' || undefined}
          autoFocus={email === ''}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={say('password')}
          autoComplete="current-password"
          required
          data-autofocus={email !== '' || undefined}
          {...form.getInputProps('password')}
        />
        {error instanceof Problem && (
          <Alert color="red" role="alert">
            {error.code === 'login.failed' ? say('failed') : error.status === 0 ? say('unreachable') : error.message}
          </Alert>
        )}
        <Button type="submit" loading={login.isPending || login.isSuccess}>
          {say('submit')}
        </Button>
      </Stack>
    </form>
  );
}
