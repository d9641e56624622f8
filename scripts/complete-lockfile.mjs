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

let added = 0;
for (const [key, pack] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(pack.optionalDependencies ?? {})) {
    const nested = `${key}/node_modules/${name}`;
    const hoisted = `node_modules/${name}`;
    const version = range.replace(/^[\^~]/, '');
    if (lock.packages[nested] || lock.packages[hoisted]?.version === version) continue;
    const place = lock.packages[hoisted] ? nested : hoisted;
    lock.packages[place] = { version, optional: true, ...platformOf(name) };
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${added} entries added`);
