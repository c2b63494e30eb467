import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Where `npm run build` puts the web pages: beside `libs` in `dist`. */
const folder = fileURLToPath(new URL('../../../dashboard', import.meta.url));

/** The folder of the built web pages; undefined when they were not built (tests, a service developed by itself). */
export const builtPages = (): Promise<string | undefined> =>
  access(`${folder}/index.html`).then(
    () => folder,
    () => undefined,
  );
