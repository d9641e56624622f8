import type { CliOptions, LocalCommand } from '#entrypoints/cli';
import { askTerminal, readStdin } from '#entrypoints/cli';
import { firstAccount } from './commands/first-account.ts';
import { growCommand } from './commands/grow-command.ts';
import { listsCommands } from './commands/lists-commands.ts';
import { offlineCommands } from './commands/offline-commands.ts';
import { rulesCommands } from './commands/rules-commands.ts';
import { siteCommands } from './commands/site-commands.ts';
import { operationList } from './operation-list.ts';
import { startSite } from './start.ts';

/** `start` runs until it is told to stop. */
const start: LocalCommand = {
  name: 'start',
  summary: '启动网站 · start the site',
  examples: ['clearway start', 'PORT=9000 DEMO=0 clearway start'],
  run: async ({ env, print }) => {
    let end: (code: number) => void = () => {
      // Filling a demo takes a minute: whoever stops it then leaves no database running. The next start goes on.
      print('还没有启动完，已停止；下次启动会接着做\n');
      process.exit(1);
    };
    // Ctrl-C reaches us twice, from the terminal and from the script that started us: a second signal must not end us
    // before the database is stopped. Whoever insists is obeyed.
    let asked = 0;
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => {
        asked += 1;
        if (asked > 4) process.exit(1);
        end(0);
      });
    process.once('disconnect', () => end(0));
    process.channel?.unref();
    const site = await startSite({
      env,
      print: (line) => print(`${line}\n`),
      onDown: (reason) => {
        print(`数据库停了：${reason}\n`);
        end(1);
      },
    });
    const ended = new Promise<number>((done) => {
      end = done;
    });
    const exitCode = await ended;
    await site.stop();
    return { exitCode };
  },
};

export const commandLine = async (): Promise<
  Pick<CliOptions, 'operations' | 'commands' | 'areas' | 'ask' | 'readStdin'>
> => ({
  operations: operationList(),
  commands: [start, firstAccount, growCommand, ...offlineCommands, ...listsCommands, ...rulesCommands, ...siteCommands],
  areas: {
    site: '站点 · site',
    sessions: '登录 · sessions',
    matters: '事项 · matters',
    loops: '事项类型 · loops',
    inbox: '消息 · inbox',
    files: '附件 · files',
    demo: '演示 · demo',
  },
  ask: askTerminal,
  readStdin,
});
