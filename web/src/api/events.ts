import type { QueryClient } from '@tanstack/react-query';

export type ServerEvent = { readonly topic: string; readonly id?: string; readonly seq?: number };

const pollEvery = 20_000;
/** A busy office makes many events a minute; a list is read again at most this often. */
const listsEvery = 3_000;
/** Whoever has gone this deep into a list is not made to wait for all of it again at every event. */
const mostPages = 4;

/**
 * Keeps what is on the screen fresh: server-sent events where they get through, polling where a webview or a proxy
 * cuts them. Returns how to stop.
 */
export function keepFresh(queries: QueryClient, onLink: (live: boolean) => void): () => void {
  let poll: ReturnType<typeof setInterval> | undefined;
  let source: EventSource | undefined;
  const lists = seldom(listsEvery, () => refreshLists(queries));
  const startPolling = () => {
    onLink(false);
    poll ??= setInterval(() => document.visibilityState === 'visible' && refreshAll(queries), pollEvery);
  };
  const stopPolling = () => {
    // What was said while the line was down was not heard.
    if (poll !== undefined) refreshAll(queries);
    clearInterval(poll);
    poll = undefined;
    onLink(true);
  };
  if (typeof EventSource === 'undefined') startPolling();
  else {
    source = new EventSource('/api/events');
    source.onopen = stopPolling;
    source.onerror = startPolling;
    source.onmessage = (message) => apply(queries, message.data, lists);
  }
  return () => {
    clearInterval(poll);
    lists.cancel();
    source?.close();
  };
}

function apply(queries: QueryClient, data: string, lists: Seldom): void {
  const event = parse(data);
  if (event?.topic === 'matter') {
    void queries.invalidateQueries({ queryKey: ['matter', event.id] });
    lists.run();
  }
  if (event?.topic === 'cockpit') void queries.invalidateQueries({ queryKey: ['cockpit', 'today'] });
  // The server does not know any more what was missed while the line was cut.
  if (event?.topic === 'reset') refreshAll(queries);
  if (event?.topic === 'inbox') void queries.invalidateQueries({ queryKey: ['inbox'] });
}

function refreshLists(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: ['matters'], predicate: (query) => !isDeep(query.state.data) });
  void queries.invalidateQueries({ queryKey: ['board'], refetchType: 'active' });
}

/** Pages of a list that was followed far down. */
export const isDeep = (data: unknown): boolean =>
  typeof data === 'object' &&
  data !== null &&
  'pages' in data &&
  Array.isArray(data.pages) &&
  data.pages.length > mostPages;

export type Seldom = { readonly run: () => void; readonly cancel: () => void };

/** At once, then at most every `ms`; what comes in between is done once, at the end. */
export function seldom(ms: number, work: () => void): Seldom {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again = false;
  const go = (): void => {
    again = false;
    timer = setTimeout(() => {
      timer = undefined;
      if (again) go();
    }, ms);
    work();
  };
  return {
    run: () => {
      if (timer === undefined) go();
      else again = true;
    },
    cancel: () => clearTimeout(timer),
  };
}

function parse(data: string): ServerEvent | undefined {
  try {
    return JSON.parse(data) as ServerEvent;
  } catch {
    return undefined;
  }
}

export function refreshAll(queries: QueryClient): void {
  for (const key of ['matters', 'matter', 'inbox', 'board', 'plans', 'plan', 'cockpit']) {
    void queries.invalidateQueries({ queryKey: [key], refetchType: 'active' });
  }
}
