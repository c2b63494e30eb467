/* `node --import <this file>`: see typescript-hooks.js. */
import { register } from 'node:module';

register('./typescript-hooks.js', import.meta.url);
