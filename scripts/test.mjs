// `npm test`: runs vitest and ends with a line of its own, `N passed, N failed`. Arguments go to vitest:
// `npm test -- src/kernel`, `npm test -- --project pure`.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { node24, root } from './node24.mjs';

const folder = mkdtempSync(join(tmpdir(), 'clearway-test-report-'));
const report = join(folder, 'report.json');
const args = [
  join(root, 'node_modules/vitest/vitest.mjs'),
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
];

const child = spawn(node24(), args, { cwd: root, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));

function count() {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
    // A file that does not even load has no tests to count: it is one failure.
    const broken = testResults.filter(
      (file) => file.status === 'failed' && !file.assertionResults.some((each) => each.status === 'failed'),
    );
    return { passed: numPassedTests, failed: numFailedTests + broken.length };
  } catch {
    return { passed: 0, failed: 0 };
  }
}

child.on('close', (code, signal) => {
  const { passed, failed } = count();
  rmSync(folder, { recursive: true, force: true });
  // Whatever else went wrong (an unhandled error, no tests at all, a kill) must not look like success.
  const wrong = failed > 0 ? failed : code === 0 && !signal && passed > 0 ? 0 : 1;
  console.log(`${passed} passed, ${wrong} failed`);
  process.exit(wrong > 0 ? 1 : 0);
});
