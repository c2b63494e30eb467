import type { ReactNode } from 'react';
import { useDesk, type DialogName } from '../ticket-desk';
import { AskVendorDialog } from './ask-vendor.dialog';
import { DescribeDialog } from './describe.dialog';
import { EscalateDialog } from './escalate.dialog';
import { LogWorkDialog } from './log-work.dialog';
import { ResolveDialog } from './resolve.dialog';
import { ReturnDialog } from './return.dialog';
import { AssignDialog, CloseDialog, MergeDialog, RejectDialog, ReleaseDialog, ReopenDialog } from './small.dialogs';
import { ConsultDialog, LinkDialog, RaiseDialog, SplitDialog } from './together.dialogs';
import { TransferDialog } from './transfer.dialog';
import { WaitDialog } from './wait.dialog';

const dialogs: Readonly<Record<DialogName, () => ReactNode>> = {
  escalate: EscalateDialog,
  return: ReturnDialog,
  resolve: ResolveDialog,
  wait: WaitDialog,
  'ask-vendor': AskVendorDialog,
  transfer: TransferDialog,
  release: ReleaseDialog,
  assign: AssignDialog,
  reopen: ReopenDialog,
  close: CloseDialog,
  merge: MergeDialog,
  reject: RejectDialog,
  'log-work': LogWorkDialog,
  describe: DescribeDialog,
  consult: ConsultDialog,
  raise: RaiseDialog,
  link: LinkDialog,
  split: SplitDialog,
};

/** The dialog that is open, if any. */
export function Dialogs() {
  const { dialog } = useDesk();
  if (dialog === null) return null;
  const Dialog = dialogs[dialog];
  return <Dialog />;
}
