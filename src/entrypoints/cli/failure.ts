import { isRefusal, type Refusal, refuse } from '#kernel';

/** A problem+json as a server sent it, or a Refusal of this process. */
export type Told = {
  readonly code?: string;
  readonly title: string;
  readonly why?: string;
  readonly todo?: string;
  readonly at?: readonly object[];
};

/** The server said no; carries its answer word for word, for `--json`. */
export class ServerRefusal extends Error {
  readonly problem: Told;
  constructor(problem: Told) {
    super(problem.title);
    this.problem = problem;
  }
}

export const unreachable = (server: string): Refusal =>
  refuse({
    code: 'cli.unreachable',
    kind: 'unavailable',
    what: `连接不上 ${server} (cannot reach the server)`,
    todo: '请先 npm start，或以 --server / CLEARWAY_SERVER 指定地址',
  });

/** What happened, why and what to do, on stderr; as JSON on stdout when asked. Undefined: not an expected "no". */
export function toldOf(error: unknown): Told | undefined {
  if (error instanceof ServerRefusal) return withTodo(error.problem);
  if (!isRefusal(error)) return undefined;
  const { what, kind: _, ...rest } = error.parts;
  return { title: what, ...rest };
}

/** The server cannot know that its caller is this program. */
const withTodo = (told: Told): Told =>
  told.code === 'access.sign-in-needed' && told.todo === undefined
    ? { ...told, todo: '请先 clearway login (sign in first)' }
    : told;

export function tellPeople({ title, why, todo, at = [] }: Told): string {
  const where = at.slice(0, 20).map(
    (each) =>
      `  - ${Object.entries(each)
        .map(([key, value]) => (key === 'message' || key === 'path' ? value : `${key} ${value}`))
        .join('：')}`,
  );
  const lines = [`✗ ${title}`, ...(why ? [`  原因：${why}`] : []), ...where, ...(todo ? [`  办法：${todo}`] : [])];
  return `${lines.join('\n')}\n`;
}
