import type { Rule } from '#engines/rules';
import type { ChainData } from './chain-data.ts';

type Link = ChainData['chains'][number]['links'][number];

/** Section and division: C26 of C2614. */
const divisionOf = (code: string): string => code.slice(0, 3);

const belonging = (codes: readonly string[]): string =>
  `行业代码 属于 [${[...new Set(codes)].map((each) => `"${each}"`).join(', ')}]`;
const among = (codes: readonly string[]): string =>
  [...new Set(codes)].map((each) => `行业代码 = "${each}"`).join(' 或 ');

export const linkRuleId = (chain: string, link: string, broad: boolean): string =>
  `${chain} ${link}${broad ? ' broad' : ''}`;

/** Who works in a link, by industry; `broad`: of whom only the division is known, and it is one of the link's. */
export const linkRule = (chain: string, { link, industries }: Link, broad: boolean): Rule => ({
  id: linkRuleId(chain, link, broad),
  name: link,
  since: '0001-01-01',
  condition: broad ? among(industries.map(divisionOf)) : belonging(industries),
});

/** The chain that an industry belongs to; of several the first that the city names. */
export const chainOf = ({ chains }: Pick<ChainData, 'chains'>, industry: string): string | undefined =>
  chains.find(({ links }) => links.some(({ industries }) => industries.some((code) => industry.startsWith(code))))
    ?.chain;
