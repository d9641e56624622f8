/** Which rows of a list are ticked. */
export type Selection = {
  readonly ids: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  readonly all: (on: boolean) => void;
};
