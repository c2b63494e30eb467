import TestSequencer from '@jest/test-sequencer';

/**
 * Files that take from fifteen seconds to three minutes, in the order in which they begin: what starts many processes
 * beside what mostly waits. Jest would begin with the largest files, as long as it has not seen them run; the longest
 * tests are in the smallest ones.
 */
const longest = [
  'test/e2e/desk-pages.e2e-spec.ts',
  'libs/messaging/test/outage.medium-spec.ts',
  'libs/messaging/test/loss.medium-spec.ts',
  'apps/vendor-gateway/src/deliver/killed.medium-spec.ts',
  'test/crash/crash.e2e-spec.ts',
  'test/e2e/bad-input.e2e-spec.ts',
  'test/e2e/replay.e2e-spec.ts',
  'apps/vendor-gateway/src/write-to-vendor/write-to-vendor.medium-spec.ts',
  'test/e2e/standalone.e2e-spec.ts',
  'libs/messaging/test/contract.medium-spec.ts',
  'test/e2e/journey.e2e-spec.ts',
  'test/e2e/start-all.e2e-spec.ts',
  'apps/sla-monitor/src/ring-alarms/ring-alarms.medium-spec.ts',
];
const sizes = ['.e2e-spec.ts', '.medium-spec.ts', '.spec.ts'];

const place = ({ path }) => {
  const slow = longest.findIndex((file) => path.endsWith(file));
  return slow < 0 ? longest.length + sizes.findIndex((size) => path.endsWith(size)) : slow;
};

/** So that the last worker to end is not alone for long; among the others those that took longest come first. */
export default class LongestFirst extends TestSequencer {
  sort(tests) {
    return super.sort(tests).toSorted((one, other) => place(one) - place(other));
  }
}
