import { appAt } from '#http';
import { ready, type Service } from '#service';
import { describe, expect, it } from '@jest/globals';
import type { DynamicModule, Type } from '@nestjs/common';
import { MODULE_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';

const list = <T>(key: string, of: object): T[] => (Reflect.getMetadata(key, of) as T[] | undefined) ?? [];

/** All controllers of modules, those of the modules they import included. */
import { services } from './services.js';
function controllersOf(modules: readonly (Type | DynamicModule)[]): Type[] {
  return modules.flatMap((given) => {
    const { module, imports = [], controllers = [] } = 'module' in given ? given : { module: given };
    const imported = [...list<Type>(MODULE_METADATA.IMPORTS, module), ...(imports as Type[])];
    return [...list<Type>(MODULE_METADATA.CONTROLLERS, module), ...controllers, ...controllersOf(imported)];
  });
}

/** `/api/v1/...` of every endpoint a controller has, with a value in place of each parameter. */
function pathsOf(controller: Type): string[] {
  const prototype = controller.prototype as Record<string, unknown>;
  const base = String(Reflect.getMetadata(PATH_METADATA, controller));
  return Object.getOwnPropertyNames(prototype)
    .filter((name) => name !== 'constructor')
    .map((name) => prototype[name])
    .filter(
      (method): method is () => unknown => typeof method === 'function' && Reflect.hasMetadata(PATH_METADATA, method),
    )
    .map((method) => ['api/v1', base, String(Reflect.getMetadata(PATH_METADATA, method))].join('/'))
    .map((path) => `/${path.split('/').filter(Boolean).map(filledIn).join('/')}`);
}

const filledIn = (segment: string): string => (segment.startsWith(':') ? 'T-1042' : segment);

describe('the edge', () => {
  it.each(services.map((app) => [app.name, app] as const))('sends every path of %s there', (name, app) => {
    const paths = controllersOf(ready(app as Service).modules).flatMap(pathsOf);
    expect(paths.length).toBeGreaterThan(1);
    expect(paths.filter((path) => appAt(path) !== name)).toEqual([]);
  });
});
