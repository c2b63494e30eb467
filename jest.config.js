const transform = {
  '^.+\\.ts$': [
    '@swc/jest',
    {
      jsc: {
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
        target: 'es2022',
        keepClassNames: true,
      },
      module: { type: 'es6' },
    },
  ],
};

const project = (size, testMatch) => ({
  displayName: size,
  ...(size !== 'unit' && {
    globalSetup: '<rootDir>/libs/testing/jest/global-setup.js',
    globalTeardown: '<rootDir>/libs/testing/jest/global-teardown.js',
  }),
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: [testMatch],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform,
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^#(access|contracts|database|domain|files|http|mail|messaging|observability|service|testing|webhooks)$':
      '<rootDir>/libs/$1/src/index.ts',
  },
});

/** Three sizes: unit (pure), medium (a real PostgreSQL), e2e (real processes and queues). See AGENTS.md. */
export default {
  reporters: ['default', '<rootDir>/libs/testing/jest/tally-reporter.js'],
  testSequencer: '<rootDir>/libs/testing/jest/longest-first.js',
  testTimeout: 30_000,
  // Two at once, also on two cores: many tests wait for processes to die and come back.
  maxWorkers: 2,
  projects: [
    project('unit', '**/*.spec.ts'),
    project('medium', '**/*.medium-spec.ts'),
    project('e2e', '**/*.e2e-spec.ts'),
  ],
};
