// npm leaves the optional binaries of other platforms out of the lockfile when a registry does not
// carry them, and `npm ci` then refuses the lockfile. This writes the missing entries, from the names.
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const OS = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'win32',
  'windows',
  'openharmony',
  'wasi',
  'aix',
  'netbsd',
  'openbsd',
  'sunos',
];
const CPU = {
  x64: 'x64',
  arm64: 'arm64',
  arm: 'arm',
  'arm-eabi': 'arm',
  'arm-gnueabihf': 'arm',
  armv7: 'arm',
  ia32: 'ia32',
  ppc64: 'ppc64',
  s390x: 's390x',
  riscv64: 'riscv64',
  loong64: 'loong64',
  wasm32: 'wasm32',
};

function platformOf(name) {
  const words = name.split('/').pop();
  const os = OS.find((each) => words.includes(each));
  const cpu = Object.keys(CPU)
    .sort((a, b) => b.length - a.length)
    .find((each) => words.includes(each));
  const entry = {};
  if (os && os !== 'wasi') entry.os = [os === 'windows' ? 'win32' : os];
  if (cpu) entry.cpu = [CPU[cpu]];
  if (words.includes('musl')) entry.libc = ['musl'];
  else if (words.endsWith('gnu') && os === 'linux') entry.libc = ['glibc'];
  return entry;
}

/** Enough of semver for what stands in optionalDependencies: exact, ^ and ~; anything else is taken as met. */
function meets(version, range) {
  const numbers = (text) => text.split('-')[0].split('.').map(Number);
  if (/^\d/.test(range)) return version === range;
  if (!/^[\^~]\d/.test(range)) return true;
  const [have, want] = [numbers(version), numbers(range.slice(1))];
  const fixed = range[0] === '~' ? 2 : 1;
  if (have.slice(0, fixed).join() !== want.slice(0, fixed).join()) return false;
  const at = have.findIndex((each, index) => each !== want[index]);
  return at === -1 || have[at] > want[at];
}

/** The entry that `name` resolves to from the package at `key`, the way Node walks up. */
function resolved(key, name) {
  for (let from = key; ; from = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')))) {
    const entry = lock.packages[`${from ? `${from}/` : ''}node_modules/${name}`];
    if (entry || !from) return entry;
  }
}

let added = 0;
for (const [key, pack] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(pack.optionalDependencies ?? {})) {
    const found = resolved(key, name);
    if (found && meets(found.version, range)) continue;
    const place = lock.packages[`node_modules/${name}`] ? `${key}/node_modules/${name}` : `node_modules/${name}`;
    const dev = pack.dev || pack.devOptional ? { dev: true } : {};
    lock.packages[place] = { version: range.replace(/^[\^~]/, ''), ...dev, optional: true, ...platformOf(name) };
    added += 1;
  }
}
// npm's own order, so that its next write makes no noise.
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
const text = `${JSON.stringify(lock, null, 2)}\n`;
if (process.argv.includes('--check')) {
  if (added === 0) process.exit(0);
  console.error(`package-lock.json lacks ${added} entries: run \`node scripts/complete-lockfile.mjs\``);
  process.exit(1);
}
writeFileSync(file, text);
console.log(`package-lock.json: ${added} entries added`);
