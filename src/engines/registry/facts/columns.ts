import type { FactDefinition } from './definition.ts';

/** The column of table `enterprise_facts` that holds a fact: annualRevenue → annual_revenue. */
export const factColumn = (key: string): string => key.replaceAll(/[A-Z]/g, (sign) => `_${sign.toLowerCase()}`);

/** Money is 分 in a bigint, shares and decimals are exact, unknown is null. */
export const factColumnType = ({ type, decimals }: Pick<FactDefinition, 'type' | 'decimals'>): string => {
  switch (type) {
    case 'boolean':
      return 'boolean';
    case 'money':
      return 'bigint';
    case 'percent':
      return 'numeric';
    case 'number':
      return decimals ? 'numeric' : 'bigint';
    case 'date':
      return 'date';
    case 'code':
    case 'string':
      return 'text';
  }
};
