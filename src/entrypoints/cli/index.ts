export { runCli } from './run-cli.ts';
export { askTerminal, readStdin } from './terminal.ts';
export type { CliOptions, LocalCall, LocalCommand, LocalResult } from './types.ts';
