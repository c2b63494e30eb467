import { DomainError, type FieldProblem } from '#domain';
import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { fieldProblems } from './field-problems.js';

const places: Readonly<Record<string, string>> = { body: 'body', query: 'query', param: 'path' };

/**
 * Parses what a handler's parameter declares a schema for (`@Body({ schema })`), once, or refuses it with one entry per
 * field. A request without a body has an empty one, so that it is told which fields it lacks.
 */
export class SchemaPipe implements PipeTransform {
  transform(value: unknown, { schema, type }: ArgumentMetadata): unknown {
    if (!schema || type === 'custom') return value;
    const given = value === undefined && type === 'body' ? {} : value;
    const result = schema['~standard'].validate(given);
    if (result instanceof Promise) return result.then((late) => this.outcome(late, type));
    return this.outcome(result, type);
  }

  private outcome(result: Outcome, type: string): unknown {
    if (!result.issues) return result.value;
    const place = places[type] ?? type;
    const errors: FieldProblem[] = fieldProblems(result.issues);
    throw new DomainError('invalid', 'request.invalid', `The ${place} is not as it should be: see errors.`, {
      errors: place === 'body' ? errors : errors.map((error) => ({ ...error, in: place })),
    });
  }
}

type Schema = NonNullable<ArgumentMetadata['schema']>;
type Outcome = Awaited<ReturnType<Schema['~standard']['validate']>>;
