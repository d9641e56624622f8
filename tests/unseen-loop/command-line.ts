import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const CLEARWAY = fileURLToPath(new URL('../../bin/clearway.mjs', import.meta.url));

export type Said = { readonly exitCode: number; readonly stdout: string; readonly stderr: string };

/** `clearway …` as a person types it, in a process of its own. */
export const runClearway = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Said> =>
  new Promise((done) => {
    const { PATH = '' } = process.env;
    execFile(process.execPath, [CLEARWAY, ...args], { env: { PATH, ...env } }, (error, stdout, stderr) => {
      const code = error?.code;
      done({ exitCode: error === null ? 0 : typeof code === 'number' ? code : -1, stdout, stderr });
    });
  });
