import { useQuery } from '@tanstack/react-query';
import { enterpriseQuery } from '../../api/people.ts';
import { useAccount, useSite } from '../../api/session.ts';
import type { Understanding } from '../../api/types/index.ts';

/** Where the enterprise is registered: said once, so it is not asked again where the words name no place. */
export function useRegisteredRegion(): Understanding['region'] {
  const id = useAccount()?.enterprise?.id;
  const code = useQuery({ ...enterpriseQuery(id ?? ''), enabled: id !== undefined }).data?.region;
  const item = useSite()?.lists.region?.find((one) => one.code === code);
  return item && { code: item.code, title: item.title, why: '您没有写明地点，按企业登记的地区' };
}
