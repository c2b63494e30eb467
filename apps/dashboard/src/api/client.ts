import createFetchClient, { type Middleware } from 'openapi-fetch';
import createQueryClient from 'openapi-react-query';
import { currentLanguage } from '../words/language';
import { Problem } from './problem';
import { session } from './session';
import type { paths } from './schema';

const LOGIN = '/api/v1/auth/login';

/** Turns what is not a success into a thrown `Problem`, and asks for sentences in the language of the screen. */
const problems: Middleware = {
  onRequest({ request }) {
    request.headers.set('accept-language', currentLanguage());
    return request;
  },
  async onResponse({ response, schemaPath }) {
    if (response.status === 401 && schemaPath !== LOGIN) session.end('expired');
    if (!response.ok) throw await Problem.from(response, currentLanguage());
    return undefined;
  },
  onError() {
    return Problem.unreachable();
  },
};

/** The public API, typed from its own description; a failed call throws a `Problem`. */
export const api = createFetchClient<paths>({ credentials: 'same-origin' });
api.use(problems);

/**
 * The same for components: `$api.useQuery('get', path, { params })`, `$api.useMutation('post', path)`.
 * A query's key begins with `[method, path, init]`: see `live/what-changed.ts`.
 */
export const $api = createQueryClient(api);
