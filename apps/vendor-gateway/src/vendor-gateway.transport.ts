import { transport } from '#messaging';

export const { OnMessage, id: VENDOR_GATEWAY } = transport('vendor-gateway');
