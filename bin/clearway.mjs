#!/usr/bin/env node
// `npx clearway …`: the command line, run by the Node that the lockfile pins.
process.argv.splice(2, 0, new URL('../src/main.ts', import.meta.url).pathname);
await import('../scripts/run.mjs');
