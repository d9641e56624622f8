/** What a line of work does by itself, again and again; says how much it did. */
export type DomainJob = {
  readonly name: string;
  readonly everyMs: number;
  readonly run: (tenant: string, now: number) => Promise<number>;
};
