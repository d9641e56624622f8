// `npm run check`: everything that can be known without running the product. Prints the output of failing steps only.
// `npm run check -- types walls` runs the steps whose names contain one of the words.
import { spawn } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { node24, root } from './node24.mjs';

const bin = (path, ...args) => [join(root, 'node_modules', path), ...args];
const has = (pattern) => globSync(pattern, { cwd: root }).length > 0;
const depcruise = 'dependency-cruiser/bin/dependency-cruiser.mjs';
const cruised = ['src', 'web/src', 'tests'].filter((each) => existsSync(join(root, each)));

// `skip` says why there is nothing to check yet. The slow ones come first, so that two lanes end together.
const STEPS = [
  { name: 'types', run: bin('typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json') },
  {
    name: 'types of the web',
    run: bin('typescript/bin/tsc', '--noEmit', '-p', 'web/tsconfig.json'),
    skip: has('web/src/**/*.{ts,tsx}') ? '' : 'web/src is empty',
  },
  { name: 'dead code (knip)', run: bin('knip/bin/knip.js', '--no-progress') },
  { name: 'promises (oxlint with types)', run: bin('oxlint/bin/oxlint', '--type-aware', '--quiet') },
  {
    name: 'walls (dependency-cruiser)',
    run: bin(depcruise, '--config', '.dependency-cruiser.mjs', '--output-type', 'err-long', ...cruised),
  },
  { name: 'format and lint (biome)', run: bin('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.') },
  { name: 'lockfile is complete', run: ['scripts/complete-lockfile.mjs', '--check'] },
  {
    name: 'packs (clearway check)',
    run: ['bin/clearway.mjs', 'check', 'packs/'],
    skip: existsSync(join(root, 'src/main.ts')) ? '' : 'no src/main.ts yet',
  },
  {
    name: 'generated documents are current',
    run: ['src/main/generate-docs.ts', '--check'],
    skip: existsSync(join(root, 'src/main/generate-docs.ts')) ? '' : 'no generator yet',
  },
];

const LANES = 2;
const node = node24();
// oxlint finds its type-aware half on the path.
const env = { ...process.env, PATH: [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter) };

function runStep({ run }) {
  return new Promise((resolve) => {
    const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...run], { cwd: root, env });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
      });
    }
    child.on('error', (error) => resolve({ ok: false, output: String(error) }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}

const words = process.argv.slice(2);
const wanted = STEPS.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
const queue = [...wanted];
const failed = [];

async function lane() {
  for (let step = queue.shift(); step; step = queue.shift()) {
    if (step.skip) {
      console.log(`–  ${step.name}: skipped, ${step.skip}`);
      continue;
    }
    const started = performance.now();
    const { ok, output } = await runStep(step);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${ok ? '✓' : '✗'}  ${step.name}  ${seconds} s`);
    if (ok) continue;
    failed.push(step.name);
    console.log(output.trimEnd().replaceAll(/^/gm, '   '));
  }
}

await Promise.all(Array.from({ length: LANES }, lane));
console.log(failed.length === 0 ? 'all checks passed' : `failed: ${failed.join(', ')}`);
process.exit(failed.length === 0 && wanted.length > 0 ? 0 : 1);
