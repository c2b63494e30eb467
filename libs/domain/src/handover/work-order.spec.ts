import { describe, expect, test } from '@jest/globals';
import { missingFrom, type WorkOrder } from './work-order.js';

const complete: WorkOrder = {
  situation: 'Mail does not arrive.',
  tried: [{ action: 'Restarted the connector', result: 'no change' }],
  hypothesis: 'The certificate has expired.',
  customerContext: 'Premium; needs it for payroll tonight.',
  checkFirst: 'The chain of the certificate.',
};

describe('a work order', () => {
  test('that has everything lacks nothing', () => {
    expect(missingFrom(complete)).toEqual([]);
  });

  test.each(Object.keys(complete) as (keyof WorkOrder)[])('without %s names it and says what to write', (field) => {
    expect(missingFrom({ ...complete, [field]: undefined })).toEqual([
      {
        pointer: `/workOrder/${field}`,
        detail: expect.stringMatching(/^(Say|List) .+\.$/),
        code: expect.stringMatching(/^work-order\.no/),
      },
    ]);
  });

  test('that was not handed in lacks every field', () => {
    expect(missingFrom(undefined)).toHaveLength(5);
    expect(missingFrom({})).toEqual(missingFrom(undefined));
  });

  test('blank text and an empty list count as missing', () => {
    const blank = missingFrom({ ...complete, situation: ' \n\t ', tried: [] });
    expect(blank.map(({ pointer }) => pointer)).toEqual(['/workOrder/situation', '/workOrder/tried']);
  });

  test('what was tried counts only with an action and a result', () => {
    const tried = [{ action: ' ', result: '' }];
    expect(missingFrom({ ...complete, tried }).map(({ pointer }) => pointer)).toEqual(['/workOrder/tried']);
  });
});
