import { Kbd } from '@mantine/core';

/** A key as it stands on the keyboard. */
export const Keys = ({ keys }: { readonly keys: string }) => <Kbd size="xs">{shown(keys)}</Kbd>;

const shown = (keys: string): string =>
  keys.replace('shift+?', '?').replace('mod+', 'Ctrl ').replace('shift+', 'Shift ');
