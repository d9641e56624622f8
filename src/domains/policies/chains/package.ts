import type { LibraryClause } from '../clause/index.ts';
import type { ChainData } from './chain-data.ts';

export type Cell = { readonly stage: string; readonly clauses: readonly LibraryClause[] };
export type LinkRow = {
  readonly link: string;
  readonly industries: readonly string[];
  readonly cells: readonly Cell[];
  /** No clause is meant for this link at all. */
  readonly gap: boolean;
};
export type ChainPackage = {
  readonly chain: string;
  readonly links: readonly LinkRow[];
  readonly clauses: readonly LibraryClause[];
};

const speaksOf = (named: readonly string[] | undefined, name: string): boolean =>
  named === undefined || named.length === 0 || named.includes(name);

/**
 * 一链一政策包: the clauses meant for a chain, by link and stage. A clause that names no link is for the whole chain, one
 * that names no stage for every stage; a clause for everybody belongs to no chain and fills no gap.
 */
export const packagesOf = ({ chains, stages }: ChainData, clauses: readonly LibraryClause[]): readonly ChainPackage[] =>
  chains.map(({ chain, links }) => {
    const own = clauses.filter((each) => each.clause.chain.includes(chain));
    const rows = links.map(({ link, industries }) => {
      const here = own.filter((each) => speaksOf(each.clause.links, link));
      const cells = stages.map(({ stage }) => ({
        stage,
        clauses: here.filter((each) => speaksOf(each.clause.stages, stage)),
      }));
      return { link, industries, cells, gap: here.length === 0 };
    });
    return { chain, links: rows, clauses: own };
  });
