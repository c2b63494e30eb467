import { like } from '#http';
import { z } from 'zod';

export const skill = z
  .string()
  .min(1)
  .max(63)
  .check(
    like(
      'skill',
      /^[a-z0-9][a-z0-9:._-]{0,62}$/,
      'Write it in small letters, digits and : . _ - such as "lang:ru" or "fiber".',
    ),
  )
  .meta({ example: 'lang:ru' });
export const level = z.int().min(1).max(5).meta({ description: '1 knows it, 5 is who others ask.' });
