/** Something to put right in a policy file, where it stands. */
export type PolicyFinding = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly severity: 'error' | 'warning';
};

export type Path = readonly (string | number)[];
export type Say = (path: Path, message: string, severity?: PolicyFinding['severity']) => void;
