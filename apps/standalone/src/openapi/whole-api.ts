import { describeServices } from '#service';
import { join } from 'node:path';
import { services } from '../services.js';
import { docstringsBelow } from './docstrings.js';

/** The OpenAPI document of all apps together, in the words of their endpoints' docstrings. `clone` holds the sources. */
export const wholeApi = async (clone: string): Promise<object> =>
  describeServices(services, await docstringsBelow(join(clone, 'apps')));
