/** What kind of "no" it is; only the HTTP entrypoint turns it into a status code. */
export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'too-large'
  | 'too-many'
  | 'unavailable';

export type RefusalParts = {
  /** Stable machine code, `area.reason`, e.g. `matter.already-closed`. */
  readonly code: string;
  readonly kind: RefusalKind;
  /** What happened, in Chinese, for the person who reads it. */
  readonly what: string;
  /** Why, in Chinese. */
  readonly why?: string;
  /** What to do now, in Chinese. */
  readonly todo?: string;
  /** Where: field paths, rows, columns, lines. */
  readonly at?: readonly Readonly<Record<string, unknown>>[];
};

/**
 * An expected "no": it says what happened, why and what to do now. A bug is an Error; this is not one.
 *
 * @example
 * const no = refuse({ code: 'matter.closed', kind: 'conflict', what: '事项已办结', todo: '如需继续办理，请先申请重新办理' });
 * no.message // '事项已办结。如需继续办理，请先申请重新办理'
 */
export class Refusal extends Error {
  readonly parts: RefusalParts;
  constructor(parts: RefusalParts) {
    // Lists ask the engine about every move of every row: an expected "no" is an answer, and needs no stack trace.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super([parts.what, parts.why, parts.todo].filter(Boolean).join('。'));
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'Refusal';
    this.parts = parts;
  }
  get code(): string {
    return this.parts.code;
  }
}

export const refuse = (parts: RefusalParts): Refusal => new Refusal(parts);
export const isRefusal = (value: unknown): value is Refusal => value instanceof Refusal;
