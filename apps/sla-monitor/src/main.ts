import { runService } from '#service';
import { slaMonitor } from './service.js';

await runService(slaMonitor);
