import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { keepFresh } from '../api/events.ts';

/** Whether news arrives by itself (SSE) or by asking (polling). */
export function useFresh(): boolean {
  const queries = useQueryClient();
  const [live, setLive] = useState(true);
  useEffect(() => keepFresh(queries, setLive), [queries]);
  return live;
}
