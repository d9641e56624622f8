import type { Command } from 'commander';
import { type AnyOperation, refuse } from '#kernel';
import { callServer } from './call-server.ts';
import { savedToken, saveToken } from './credentials.ts';
import { addConnectionOptions } from './operation-command.ts';
import type { CliOptions } from './types.ts';

const byRoute = (cli: CliOptions, method: string, path: string): AnyOperation => {
  const found = cli.operations.find((each) => each.method === method && each.path === path);
  if (found) return found;
  throw refuse({ code: 'cli.no-sessions', kind: 'unavailable', what: `没有 ${method} ${path}` });
};

/** `login` keeps the token for later commands; the password comes from a prompt or a pipe, never from the command line. */
export function addSessionCommands(program: Command, cli: CliOptions): void {
  const login = program
    .command('login')
    .summary('登录并记住令牌 · sign in and keep the token')
    .argument('[login]', '账号');
  addConnectionOptions(login).action(
    async (given: string | undefined, { server, json }: { server: string; json?: true }) => {
      const ask = cli.ask ?? (async () => '');
      const name = given ?? cli.env.CLEARWAY_LOGIN ?? (await ask('账号 login: ', false));
      const password = cli.env.CLEARWAY_PASSWORD ?? (await ask('密码 password: ', true));
      const to = { server, token: undefined, fetch: cli.fetch ?? fetch };
      const answer = await callServer(byRoute(cli, 'POST', '/api/sessions'), { login: name.trim(), password }, to);
      const value = (answer.kind === 'json' ? answer.value : {}) as { token?: string; account?: { name?: string } };
      await saveToken(cli.env, server, value.token);
      cli.stdout(json ? `${JSON.stringify(value, null, 2)}\n` : `已登录 ${server}：${value.account?.name ?? name}\n`);
    },
  );
  const logout = program.command('logout').summary('退出登录 · sign out');
  addConnectionOptions(logout).action(async ({ server, token }: { server: string; token?: string }) => {
    const held = token ?? (await savedToken(cli.env, server));
    await saveToken(cli.env, server, undefined);
    if (held)
      await callServer(
        byRoute(cli, 'DELETE', '/api/sessions/current'),
        {},
        { server, token: held, fetch: cli.fetch ?? fetch },
      );
    cli.stdout('已退出登录\n');
  });
}
