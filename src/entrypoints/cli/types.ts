import type { AnyOperation } from '#kernel';

/** A command that runs in this process, without a server. */
export type LocalCommand = {
  /** Words as typed: `plan parse`. */
  readonly name: string;
  /** One line, Chinese first, then English: `拆解计划 · parse a plan`. */
  readonly summary: string;
  readonly group?: string;
  readonly args?: readonly {
    readonly name: string;
    readonly summary: string;
    readonly optional?: boolean;
    readonly many?: boolean;
  }[];
  /** The argument may begin with a dash: `-x < 3` is an expression, no option. */
  readonly dashes?: boolean;
  /** `flags` as commander writes them: `--at <instant>`. `--json` is always there. */
  readonly options?: readonly { readonly flags: string; readonly summary: string; readonly default?: string }[];
  readonly examples?: readonly string[];
  readonly run: (call: LocalCall) => Promise<LocalResult | undefined> | LocalResult | undefined;
};

export type LocalCall = {
  /** The arguments as typed, in order; those of a `many` argument follow one another. */
  readonly args: readonly string[];
  /** `--dry-run` is `options.dryRun`. */
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly json: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** For long-running commands that speak before they end. */
  readonly print: (text: string) => void;
};

export type LocalResult = {
  /** Printed with `--json`, and rendered for people when there is no `text`. */
  readonly json?: unknown;
  readonly text?: string;
  /** 0 unless said. */
  readonly exitCode?: number;
};

export type CliOptions = {
  readonly operations: readonly AnyOperation[];
  readonly commands: readonly LocalCommand[];
  /** Without `node` and the script: `process.argv.slice(2)`. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  /** What each area of operations is about: `{ matters: '事项 · matters' }`. */
  readonly areas?: Readonly<Record<string, string>>;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Asks for one line; `secret` does not echo. */
  readonly ask?: (question: string, secret: boolean) => Promise<string>;
  readonly readStdin?: () => Promise<string>;
  readonly fetch?: typeof fetch;
};
