import { notifications } from '@mantine/notifications';

/** For what was done without a form: says that it was not, and why, in the server's words. */
export const tellFailure =
  (title: string) =>
  (error: unknown): void => {
    const message = error instanceof Error ? error.message : String(error);
    notifications.show({ color: 'red', title, message, role: 'alert', autoClose: 8_000 });
  };
