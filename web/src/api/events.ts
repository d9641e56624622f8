import type { QueryClient } from '@tanstack/react-query';

export type ServerEvent = { readonly topic: string; readonly id?: string; readonly seq?: number };

const pollEvery = 20_000;

/**
 * Keeps what is on the screen fresh: server-sent events where they get through, polling where a webview or a proxy
 * cuts them. Returns how to stop.
 */
export function keepFresh(queries: QueryClient, onLink: (live: boolean) => void): () => void {
  let poll: ReturnType<typeof setInterval> | undefined;
  let source: EventSource | undefined;
  const startPolling = () => {
    onLink(false);
    poll ??= setInterval(() => document.visibilityState === 'visible' && refreshAll(queries), pollEvery);
  };
  const stopPolling = () => {
    clearInterval(poll);
    poll = undefined;
    onLink(true);
  };
  if (typeof EventSource === 'undefined') startPolling();
  else {
    source = new EventSource('/api/events');
    source.onopen = stopPolling;
    source.onerror = startPolling;
    source.onmessage = (message) => apply(queries, message.data);
  }
  return () => {
    clearInterval(poll);
    source?.close();
  };
}

function apply(queries: QueryClient, data: string): void {
  const event = parse(data);
  if (event?.topic === 'matter') {
    void queries.invalidateQueries({ queryKey: ['matter', event.id] });
    void queries.invalidateQueries({ queryKey: ['matters'], refetchType: 'active' });
    void queries.invalidateQueries({ queryKey: ['board'], refetchType: 'active' });
  }
  if (event?.topic === 'inbox') void queries.invalidateQueries({ queryKey: ['inbox'] });
}

function parse(data: string): ServerEvent | undefined {
  try {
    return JSON.parse(data) as ServerEvent;
  } catch {
    return undefined;
  }
}

export function refreshAll(queries: QueryClient): void {
  for (const key of ['matters', 'matter', 'inbox', 'board', 'plans', 'plan']) {
    void queries.invalidateQueries({ queryKey: [key], refetchType: 'active' });
  }
}
