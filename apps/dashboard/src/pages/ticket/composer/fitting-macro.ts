import type { operations } from '../../../api/schema';
import type { TicketView } from '../ticket-data';

/** One that can be used on a ticket. */
export type Macro = operations['ApplyMacro.fitting']['responses'][200]['content']['application/json']['items'][number];

/** It would send the ticket where nobody finds it: only its text is of use. */
export const isUnserved = ({ toSector, toSectorServed }: Macro, { sector }: Pick<TicketView, 'sector'>): boolean =>
  !toSectorServed && toSector !== sector;
