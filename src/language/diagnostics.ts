/** What is wrong with an expression, where in the text as it was written, and what to write instead. */
export type Diagnostic = {
  /** Stable code, such as `unknown-name` or `unit-mismatch`. */
  readonly code: string;
  /** One sentence in Chinese for the person who wrote the expression. */
  readonly message: string;
  /** First column of the place meant, from 0, in the original text. */
  readonly start: number;
  /** The column after the last one. */
  readonly end: number;
  readonly severity: 'error' | 'warning' | 'info';
  /** Text that, put in place of `start` to `end`, mends it. */
  readonly suggestion?: string;
};

export type Span = { readonly start: number; readonly end: number };

export const diagnostic = (
  severity: Diagnostic['severity'],
  code: string,
  at: Span,
  message: string,
  suggestion?: string,
): Diagnostic => ({
  code,
  message,
  start: at.start,
  end: at.end,
  severity,
  ...(suggestion === undefined ? {} : { suggestion }),
});

/** Carries the first syntax error out of lexer and parser; it never leaves this folder. */
export class SyntaxProblem extends Error {
  readonly diagnostic: Diagnostic;
  constructor(code: string, at: Span, message: string, suggestion?: string) {
    super(message);
    this.diagnostic = diagnostic('error', code, at, message, suggestion);
  }
}
