import { Command, CommanderError } from 'commander';
import { tellPeople, toldOf } from './failure.ts';
import { describeOperation, wordsOf } from './operation-command.ts';
import { render } from './render.ts';
import { addSessionCommands } from './session-commands.ts';
import type { CliOptions, LocalCommand } from './types.ts';

const LOCAL = '本机命令 Local (no server needed):';
const REMOTE = '业务命令 Operations (call a running server):';
const ACCOUNT = '登录 Session:';

const EPILOGUE = `
例 Examples:
  clearway start                                     启动网站 · start the site
  clearway plan parse plan.docx --json               拆解一份计划 · parse a plan
  clearway calendar add 2026-09-30 5                 五个工作日之后 · 5 working days later
  clearway login office && clearway matters list --lamp overdue
  clearway matters list --json | jq '.items[].number'

环境 Environment:
  CLEARWAY_SERVER  服务地址，默认 http://127.0.0.1:8080
  CLEARWAY_TOKEN   令牌，代替 clearway login

退出码 Exit codes: 0 成功 ok · 1 被拒绝 refused · 2 用法不对 usage
`;

/** Runs one command line and says the exit code: 0 done, 1 refused, 2 wrong usage. Never exits by itself. */
export async function runCli(cli: CliOptions): Promise<number> {
  let exitCode = 0;
  const program = programOf(cli, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...cli.argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const told = toldOf(error);
    if (!told) throw error;
    if (cli.argv.includes('--json')) cli.stdout(`${JSON.stringify(told, null, 2)}\n`);
    cli.stderr(tellPeople(told));
    return 1;
  }
}

function programOf(cli: CliOptions, exit: (code: number) => void): Command {
  const program = new Command('clearway')
    .description('畅营 Clearway：城市营商环境工作平台\nOne open platform for a city’s business-environment work.')
    .version(cli.version, '-V, --version', '版本 · version')
    .helpOption('-h, --help', '帮助 · help')
    .helpCommand('help [command]', '某个命令的帮助 · help for a command')
    .exitOverride()
    .configureOutput({ writeOut: cli.stdout, writeErr: cli.stderr })
    .configureHelp({ showGlobalOptions: false })
    .showHelpAfterError('（加 --help 看用法 · add --help for usage）')
    .addHelpText('after', EPILOGUE);
  for (const each of cli.commands)
    addLocal(branch(program, each.name.split(' '), each.group ?? LOCAL, cli), each, cli, exit);
  program.commandsGroup(ACCOUNT);
  addSessionCommands(program, cli);
  for (const each of cli.operations) {
    const taken = cli.commands.some(({ name }) => name === wordsOf(each).join(' '));
    if (!taken) describeOperation(branch(program, wordsOf(each), REMOTE, cli), each, cli);
  }
  nameGroups(program);
  return program;
}

/** The command at the end of the words, with the ones before it made when missing. */
function branch(program: Command, words: readonly string[], group: string, cli: CliOptions): Command {
  program.commandsGroup(group);
  let at = program;
  for (const word of words) {
    const parent = at;
    at = parent.commands.find((each) => each.name() === word) ?? parent.command(word);
    if (parent === program) at.summary(cli.areas?.[word] ?? '');
  }
  return at;
}

/** A group without words of its own is told by its commands. */
function nameGroups(program: Command): void {
  for (const each of program.commands) {
    if (!each.summary()) each.summary(each.commands.map((child) => child.name()).join(', '));
  }
}

function addLocal(command: Command, local: LocalCommand, cli: CliOptions, exit: (code: number) => void): void {
  command.summary(local.summary).description(local.summary);
  for (const { name, summary, optional = false, many = false } of local.args ?? []) {
    const word = many ? `${name}...` : name;
    command.argument(optional ? `[${word}]` : `<${word}>`, summary);
  }
  for (const each of local.options ?? []) command.option(each.flags, each.summary, each.default);
  command.option('--json', '以 JSON 输出 · print JSON');
  if (local.dashes) command.allowUnknownOption();
  if (local.examples)
    command.addHelpText('after', `\n例 Examples:\n${local.examples.map((each) => `  ${each}\n`).join('')}`);
  command.action(async () => {
    const options: Record<string, string | boolean | undefined> = command.opts();
    const json = options.json === true;
    const print = (text: string): void => cli.stdout(text.endsWith('\n') ? text : `${text}\n`);
    const result = await local.run({ args: command.args, options, json, env: cli.env, print });
    if (json && result && 'json' in result) print(JSON.stringify(result.json, null, 2));
    else if (result?.text !== undefined) print(result.text);
    else if (result && 'json' in result) print(render(result.json));
    exit(result?.exitCode ?? 0);
  });
}
