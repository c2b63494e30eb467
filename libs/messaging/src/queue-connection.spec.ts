import { expect, test } from '@jest/globals';
import { queueConnection } from './queue-connection.js';

test('the queues look into their own schema', () => {
  expect(queueConnection('postgres://u:p@h:1/d')).toEqual({
    connectionString: 'postgres://u:p@h:1/d',
    options: '-c search_path=bullmq',
  });
});

test('options in the URL are kept, and do not replace the schema', () => {
  expect(queueConnection('postgres://u:p@h:1/d?sslmode=require&options=-c%20jit%3Doff')).toEqual({
    connectionString: 'postgres://u:p@h:1/d?sslmode=require',
    options: '-c jit=off -c search_path=bullmq',
  });
});
