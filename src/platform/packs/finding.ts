/** Something to put right in a pack, where it stands. */
export type Finding = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Chinese: what is wrong and, where it can be told, what was probably meant. */
  readonly message: string;
  /** A warning does not keep the site from starting. */
  readonly severity: 'error' | 'warning';
};

/** `quzhou/organisation.yaml:12:5 上级单位“qzz”不存在，是不是想写 qz？` */
export const formatFinding = ({ file, line, column, message, severity }: Finding): string =>
  `${file}:${line}:${column} ${severity === 'warning' ? '提醒：' : ''}${message}`;
