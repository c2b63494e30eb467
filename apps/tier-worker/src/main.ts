import { runService } from '#service';
import { tierWorker } from './service.js';

await runService(tierWorker);
