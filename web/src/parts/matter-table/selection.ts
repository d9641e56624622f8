/** Which rows of a list are ticked. */
export type Selection = {
  readonly ids: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  /** Several at once on or off, the rest as they are. */
  readonly some: (ids: readonly string[], on: boolean) => void;
  readonly all: (on: boolean) => void;
};
