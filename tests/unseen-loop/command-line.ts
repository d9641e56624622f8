import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { runCli } from '#entrypoints/cli';
import { commandLine } from '../../src/main/command-line.ts';

const CLEARWAY = fileURLToPath(new URL('../../bin/clearway.mjs', import.meta.url));

export type Said = { readonly exitCode: number; readonly stdout: string; readonly stderr: string };
type Env = Readonly<Record<string, string>>;

/** `clearway …` as a person types it, in a process of its own. */
export const runClearway = (args: readonly string[], env: Env = {}): Promise<Said> =>
  new Promise((done) => {
    const { PATH = '' } = process.env;
    execFile(process.execPath, [CLEARWAY, ...args], { env: { PATH, ...env } }, (error, stdout, stderr) => {
      const code = error?.code;
      done({ exitCode: error === null ? 0 : typeof code === 'number' ? code : -1, stdout, stderr });
    });
  });

/** The same without the seconds that a process of its own takes to start. */
export async function runHere(args: readonly string[], env: Env = {}): Promise<Said> {
  const said = { stdout: '', stderr: '' };
  const exitCode = await runCli({
    ...(await commandLine()),
    argv: args,
    env,
    version: 'test',
    stdout: (text) => {
      said.stdout += text;
    },
    stderr: (text) => {
      said.stderr += text;
    },
  });
  return { exitCode, ...said };
}
