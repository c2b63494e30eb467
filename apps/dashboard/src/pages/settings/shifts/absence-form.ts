import type { paths } from '../../../api/schema';
import { instantAt, localAt } from '../calendars/zone-time';
import type { Absence } from './shift-data';
import { dayAfter } from './week';

export type AbsenceBody = paths['/api/v1/desk/me/absences']['post']['requestBody']['content']['application/json'];

export interface AbsenceForm {
  agentId: string | null;
  wholeDays: boolean;
  /** `2026-11-23`; the last one of whole days is one of them. */
  fromDay: string;
  toDay: string;
  /** `09:00`; only where these are no whole days. */
  fromTime: string;
  toTime: string;
  reason: string;
}

/** By the clocks of the agent's zone. */
export function toForm(absence: Absence | null, agentId: string | null, zone: string, now: Date): AbsenceForm {
  if (!absence) {
    const today = localAt(now, zone).slice(0, 10);
    return { agentId, wholeDays: true, fromDay: today, toDay: today, fromTime: '09:00', toTime: '17:00', reason: '' };
  }
  const [fromDay = '', fromTime = ''] = localAt(new Date(absence.from), zone).split('T');
  const [toDay = '', toTime = ''] = localAt(new Date(absence.to), zone).split('T');
  const wholeDays = fromTime === '00:00' && toTime === '00:00';
  return {
    agentId: absence.agentId,
    wholeDays,
    fromDay,
    toDay: wholeDays ? dayAfter(toDay, -1) : toDay,
    fromTime: wholeDays ? '09:00' : fromTime,
    toTime: wholeDays ? '17:00' : toTime,
    reason: absence.reason ?? '',
  };
}

/** From and to as instants; null for what is no day or time. */
export function spanOf({ wholeDays, fromDay, toDay, fromTime, toTime }: AbsenceForm, zone: string) {
  if (fromDay === '' || toDay === '') return { from: null, to: null };
  return {
    from: instantAt(`${fromDay}T${wholeDays ? '00:00' : fromTime}`, zone),
    to: wholeDays ? instantAt(`${dayAfter(toDay)}T00:00`, zone) : instantAt(`${toDay}T${toTime}`, zone),
  };
}

export function toBody(form: AbsenceForm, zone: string): AbsenceBody {
  const { from, to } = spanOf(form, zone);
  return { from: from ?? '', to: to ?? '', ...(form.reason.trim() && { reason: form.reason.trim() }) };
}

export const pathOf = (pointer: string): string | undefined =>
  pointer === '/from' ? 'fromDay' : pointer === '/to' ? 'toDay' : undefined;
