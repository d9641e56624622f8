import { defineConfig } from 'vitest/config';

// `pure` needs nothing but Node; `real` needs PostgreSQL (and some a browser), which global-setup starts once.
export default defineConfig({
  test: {
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
