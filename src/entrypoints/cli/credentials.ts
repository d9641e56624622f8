import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

type Env = Readonly<Record<string, string | undefined>>;

const fileIn = (env: Env): string =>
  join(
    env.CLEARWAY_HOME ?? join(env.XDG_CONFIG_HOME ?? join(env.HOME ?? homedir(), '.config'), 'clearway'),
    'tokens.json',
  );

/** `http://host/` and `http://host` are one server. */
const plain = (server: string): string => server.replace(/\/+$/, '');

async function tokens(env: Env): Promise<Record<string, string>> {
  try {
    return JSON.parse(await readFile(fileIn(env), 'utf8')) as Record<string, string>;
  } catch {
    return {};
  }
}

export const savedToken = async (env: Env, server: string): Promise<string | undefined> =>
  (await tokens(env))[plain(server)];

/** Readable by its owner only; `undefined` forgets. */
export async function saveToken(env: Env, server: string, token: string | undefined): Promise<void> {
  const { [plain(server)]: _, ...rest } = await tokens(env);
  const file = fileIn(env);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(
    file,
    `${JSON.stringify(token === undefined ? rest : { ...rest, [plain(server)]: token }, null, 2)}\n`,
    {
      mode: 0o600,
    },
  );
}
