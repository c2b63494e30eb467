import { transport } from '#messaging';

export const { OnMessage, id: TRIAGE } = transport('triage');
