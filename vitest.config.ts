import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// `pure` needs nothing but Node; `real` needs PostgreSQL (and some a browser), which global-setup starts once.
export default defineConfig({
  test: {
    // On two cores the default is one worker; most tests wait for a database or a browser.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 180_000,
    hookTimeout: 300_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['src/{kernel,language,engines,domains,bridges}/**/*.test.ts', 'web/src/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'real',
          include: ['src/{storage,platform,entrypoints}/**/*.test.ts', 'tests/**/*.test.ts'],
          globalSetup: ['tests/support/global-setup.ts'],
        },
      },
    ],
  },
});
