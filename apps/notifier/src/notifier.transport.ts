import { transport } from '#messaging';

export const { OnMessage, id: NOTIFIER } = transport('notifier');
