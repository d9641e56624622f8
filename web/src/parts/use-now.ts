import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { siteQuery } from '../api/session.ts';

/** The site's now (a demo tenant's clock runs elsewhere), refreshed every half minute. */
export function useNow(): number {
  const site = useQuery(siteQuery);
  const offset = site.data ? site.data.now - site.dataUpdatedAt : 0;
  const [tick, setTick] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setTick(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(tick, site.dataUpdatedAt) + offset;
}

/** Working minutes in a working day, as this site counts. */
export const useWorkday = (): number => useQuery(siteQuery).data?.workdayMinutes ?? 480;
