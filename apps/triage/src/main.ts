import { runService } from '#service';
import { triage } from './service.js';

await runService(triage);
