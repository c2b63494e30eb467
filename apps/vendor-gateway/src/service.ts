import { service } from '#service';
import { VendorGatewayModule } from './vendor-gateway.module.js';
import { vendorGatewayConfig } from './vendor-gateway.config.js';
import { VENDOR_GATEWAY } from './vendor-gateway.transport.js';

/** This app, as composition roots see it. */
export const vendorGateway = service({
  name: 'vendor-gateway',
  port: 3005,
  env: vendorGatewayConfig,
  modules: (env) => [VendorGatewayModule.forRoot(env)],
  consumes: () => ({ transportId: VENDOR_GATEWAY, queues: ['vendor'] }),
});
