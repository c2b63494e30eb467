import { Modal, type ModalProps } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useState } from 'react';

/** So broad that a narrow screen is wholly its own. */
const BROAD: readonly unknown[] = ['lg', 'xl'];

/**
 * A dialog that is there only while it is open. Mantine gives the focus back when it sees `opened` change, which it never does here: so when
 * this goes, the focus goes to what had it before, or to the page when that is gone too.
 */
export function Dialog(props: Omit<ModalProps, 'opened'>) {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      setTimeout(() => {
        // Unless somebody has put it elsewhere meanwhile, such as a second dialog.
        if (document.activeElement !== document.body) return;
        const isThere = before instanceof HTMLElement && before.isConnected && before !== document.body;
        (isThere ? before : document.getElementById('content'))?.focus({ preventScroll: true });
      });
    },
    [before],
  );
  const isNarrow = useMediaQuery('(max-width: 36em)', undefined, { getInitialValueInEffect: false });
  return <Modal opened fullScreen={isNarrow && BROAD.includes(props.size)} {...props} />;
}
