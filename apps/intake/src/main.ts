import { runService } from '#service';
import { intake } from './service.js';

await runService(intake);
