import { runService } from '#service';
import { vendorGateway } from './service.js';

await runService(vendorGateway);
