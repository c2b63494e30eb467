import { writeSync } from 'node:fs';

/** The plain last line: `N passed, N failed[, N skipped]`. A file that does not run is a failure; a todo is skipped. */
export default class TallyReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const line = `${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`;
    // At exit, so that nothing is written after it.
    process.once('exit', () => writeSync(1, line));
  }
}
