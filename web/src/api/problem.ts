/** RFC 9457, with the three sentences of the house: what happened, why, what to do now. */
export type ProblemBody = {
  readonly type?: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly why?: string;
  readonly todo?: string;
  readonly at?: readonly ProblemPlace[];
  readonly requestId?: string;
};

export type ProblemPlace = {
  readonly path?: string;
  readonly row?: number;
  readonly column?: string;
  readonly line?: number;
  readonly message?: string;
};

/** The one error type that pages see. */
export class Problem extends Error {
  readonly body: ProblemBody;
  constructor(body: ProblemBody) {
    super(body.title);
    this.name = 'Problem';
    this.body = body;
  }
}

export const offlineProblem = (): Problem =>
  new Problem({
    title: '没有连上服务器',
    status: 0,
    code: 'network.offline',
    why: '网络断开，或服务器暂时没有应答',
    todo: '填写的内容已留在本机。网络恢复后点“重试”，不会重复提交',
  });

export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new Problem({
    title: '页面出了差错',
    status: 0,
    code: 'web.unexpected',
    why: message,
    todo: '请刷新后再试；如仍出现，请把本页截图交给管理员',
  });
}

export const isProblem = (error: unknown, code?: string): error is Problem =>
  error instanceof Problem && (code === undefined || error.body.code === code);
