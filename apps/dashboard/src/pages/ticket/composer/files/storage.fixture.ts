import { afterAll, beforeEach } from '@jest/globals';

/** Puts a `localStorage` in place for the tests of a file, empty before each of them; gives what is in it. */
export function emptyStorage(): Map<string, string> {
  const store = new Map<string, string>();
  const before = Object.getOwnPropertyDescriptor(globalThis, 'localStorage');
  Object.defineProperty(globalThis, 'localStorage', {
    configurable: true,
    value: {
      getItem: (key: string) => store.get(key) ?? null,
      setItem: (key: string, value: string) => void store.set(key, value),
      removeItem: (key: string) => void store.delete(key),
    },
  });
  beforeEach(() => store.clear());
  afterAll(() => {
    if (before) Object.defineProperty(globalThis, 'localStorage', before);
    else Reflect.deleteProperty(globalThis, 'localStorage');
  });
  return store;
}
