import { execFileSync } from 'node:child_process';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { extract } from 'tar';

export type Chromium = { readonly executablePath: string; readonly env: Readonly<Record<string, string>> };

const INSTALLED: readonly string[] = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** What the machine has: `CHROME_PATH`, or a browser in a usual place. */
export function installedChromium(): Chromium | undefined {
  const path = process.env.CHROME_PATH ?? INSTALLED.find((each) => existsSync(each));
  return path === undefined ? undefined : { executablePath: path, env: {} };
}

async function unbrotli(from: string, to: NodeJS.WritableStream): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), to);
}

/** The packaged one names folders of a cloud function. Only used where the machine has no fonts of its own. */
const fontsConf = (folder: string): string =>
  `<?xml version="1.0"?><fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/cache</cachedir></fontconfig>`;

async function unpackInto(folder: string, bin: string): Promise<void> {
  await unbrotli(join(bin, 'chromium.br'), createWriteStream(join(folder, 'chromium'), { mode: 0o755 }));
  for (const name of ['al2023', 'fonts', 'swiftshader']) {
    const target = join(folder, name);
    mkdirSync(target);
    await unbrotli(join(bin, `${name}.tar.br`), extract({ cwd: target }));
  }
}

/** Several workers may come at once: each unpacks for itself, the first to finish gives the folder its name. */
async function unpacked(): Promise<string> {
  const root = dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const folder = join(tmpdir(), `clearway-chromium-${version}-${process.getuid?.() ?? 0}`);
  if (existsSync(folder)) return folder;
  const partial = mkdtempSync(`${folder}.`);
  try {
    await unpackInto(partial, join(root, 'bin'));
    writeFileSync(join(partial, 'fonts', 'fonts.conf'), fontsConf(join(folder, 'fonts')));
    renameSync(partial, folder);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

function lacksLibraries(executable: string): boolean {
  try {
    return execFileSync('ldd', [executable], { encoding: 'utf8' }).includes('not found');
  } catch {
    return true;
  }
}

/** The Chromium inside the npm package, for a machine that has none (x64 Linux), with the libraries it may lack. */
export async function packagedChromium(): Promise<Chromium> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chromium found: install one, or name it in CHROME_PATH. The packaged one is for x64 Linux.');
  }
  const folder = await unpacked();
  const executablePath = join(folder, 'chromium');
  const env: Record<string, string> = {};
  if (lacksLibraries(executablePath)) env.LD_LIBRARY_PATH = join(folder, 'al2023', 'lib');
  if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_PATH = join(folder, 'fonts');
  return { executablePath, env };
}
