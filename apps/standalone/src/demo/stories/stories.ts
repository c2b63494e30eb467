import type { Story } from '../story.js';
import { english } from './english.js';
import { korean } from './korean.js';
import { russian } from './russian.js';

/** All of them, the languages mixed as they would come in over a day. */
export const stories: readonly Story[] = Array.from({ length: Math.max(english.length, korean.length, russian.length) })
  .flatMap((_, index) => [english[index], russian[index], korean[index]])
  .filter((story) => story !== undefined);
