import { AccessModule } from '#access';
import { AddressGuard } from '#webhooks';
import { Module, type DynamicModule } from '@nestjs/common';
import { DeliverHandler } from './deliver/deliver.handler.js';
import { DeliveryLoop } from './deliver/delivery.loop.js';
import { DeliveryStore } from './deliver/delivery.store.js';
import { Outgoing } from './deliver/outgoing.js';
import { ManageVendorsController } from './manage-vendors/manage-vendors.controller.js';
import { ManageVendorsHandler } from './manage-vendors/manage-vendors.handler.js';
import { VendorStore } from './manage-vendors/vendor.store.js';
import { OpenCaseConsumer } from './open-case/open-case.consumer.js';
import { OpenCaseHandler } from './open-case/open-case.handler.js';
import { CaseReader } from './read-cases/case.reader.js';
import { ReadCasesController } from './read-cases/read-cases.controller.js';
import { ReceiveCallbackController } from './receive-callback/receive-callback.controller.js';
import { ReceiveCallbackHandler } from './receive-callback/receive-callback.handler.js';
import { SignedByVendorGuard } from './receive-callback/signed-by-vendor.guard.js';
import type { VendorGatewayConfig } from './vendor-gateway.config.js';
import { WatchSilenceHandler } from './watch-silence/watch-silence.handler.js';
import { WatchSilenceLoop } from './watch-silence/watch-silence.loop.js';
import { WriteToVendorController } from './write-to-vendor/write-to-vendor.controller.js';
import { WriteToVendorHandler } from './write-to-vendor/write-to-vendor.handler.js';
import { VendorSettings } from './vendor-settings.js';

/** Vendor cases out, signed callbacks in. Owns vendor, vendor_case, vendor_delivery and vendor_callback. */
@Module({
  imports: [AccessModule],
  controllers: [
    OpenCaseConsumer,
    ReceiveCallbackController,
    ManageVendorsController,
    ReadCasesController,
    WriteToVendorController,
  ],
  providers: [
    OpenCaseHandler,
    DeliveryLoop,
    DeliveryStore,
    DeliverHandler,
    Outgoing,
    WatchSilenceHandler,
    WatchSilenceLoop,
    WriteToVendorHandler,
    ReceiveCallbackHandler,
    SignedByVendorGuard,
    ManageVendorsHandler,
    VendorStore,
    CaseReader,
  ],
})
export class VendorGatewayModule {
  static forRoot(config: VendorGatewayConfig): DynamicModule {
    const settings: VendorSettings = {
      addresses: { allowPrivate: config.VENDOR_ALLOW_PRIVATE, allowedNetworks: config.VENDOR_ALLOWED_NETWORKS },
      timeoutMs: config.VENDOR_TIMEOUT_MS,
      publicUrl: config.PUBLIC_URL ?? null,
    };
    return {
      module: VendorGatewayModule,
      providers: [
        { provide: VendorSettings, useValue: settings },
        { provide: AddressGuard, useFactory: () => new AddressGuard(settings.addresses) },
      ],
    };
  }
}
