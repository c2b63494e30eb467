import { runService } from '#service';
import { notifier } from './service.js';

await runService(notifier);
