import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, post } from './client.ts';

type Titled = { readonly id: string; readonly title: string };
type Issued = { readonly code: string; readonly url: string; readonly expiresAt: number };
export type PrintedCode = Issued & {
  readonly serial: string;
  readonly place: string;
  readonly issuedAt: number;
  readonly revokedAt?: number;
};
export type Credit = {
  readonly id: 'blue' | 'green' | 'yellow' | 'red';
  readonly title: string;
  readonly says: string;
  readonly because: readonly string[];
  readonly assumed?: boolean;
};
export type Scanned = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'live' | 'printed';
  readonly expiresAt: number;
  readonly checkedAt: number;
  readonly as: readonly Titled[];
  readonly credit?: Credit;
  readonly facts: readonly { readonly key: string; readonly name: string; readonly shown: string }[];
  readonly tags?: readonly Titled[];
  readonly openMatters?: number;
  readonly mayOpen: boolean;
};
export type CodeScan = {
  readonly id: string;
  readonly at: number;
  readonly kind: 'live' | 'printed';
  readonly signedIn: boolean;
  readonly unit?: string;
  readonly views: readonly string[];
  readonly place?: string;
};

/** Renewed well before it ends: whoever scans the last one shown still has time to. */
export const liveCodeQuery = queryOptions({
  queryKey: ['one-code', 'live'],
  queryFn: ({ signal }) => get<Issued & { readonly credit?: Credit }>('/one-code/live', undefined, signal),
  staleTime: 0,
  gcTime: 0,
  refetchInterval: 60_000,
  refetchIntervalInBackground: false,
});
export const printedCodesQuery = queryOptions({
  queryKey: ['one-code', 'printed'],
  queryFn: async ({ signal }) =>
    (await get<{ items: readonly PrintedCode[] }>('/one-code/printed', undefined, signal)).items,
});
export const scansQuery = infiniteQueryOptions({
  queryKey: ['one-code', 'scans'],
  queryFn: ({ pageParam, signal }) =>
    get<{ items: readonly CodeScan[]; next?: string }>(
      '/one-code/scans',
      { ...(pageParam && { after: pageParam }) },
      signal,
    ),
  initialPageParam: '',
  getNextPageParam: (page: { readonly next?: string }) => page.next,
});
/** A scan is written down: it is asked once for each code, not again when the window comes back. */
export const scanQuery = (code: string, who: string) =>
  queryOptions({
    queryKey: ['one-code', 'scan', code, who],
    queryFn: () => post<Scanned>('/one-code/scan', { code }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

export const printCode = (body: { readonly place: string }, submit: string) =>
  post<PrintedCode>('/one-code/printed', body, submit);
export const revokeCode = ({ serial }: { readonly serial: string }, submit: string) =>
  post<object>(`/one-code/printed/${encodeURIComponent(serial)}/revoke`, {}, submit);

/** Where a camera goes; a site without an address of its own is where the page came from. */
export const scanAddress = ({ url }: Issued): string => (url.startsWith('/') ? window.location.origin + url : url);

export type CodeOverview = {
  readonly printed: number;
  readonly hanging: number;
  readonly scans: number;
  readonly scanned: number;
  readonly strangers: number;
  readonly units: readonly { readonly unit: { readonly id: string; readonly name: string }; readonly scans: number }[];
  readonly key: { readonly no: number; readonly since: number; readonly until: number };
  readonly liveMinutes: number;
  readonly printedDays: number;
  readonly views: readonly (Titled & { readonly facts: readonly string[]; readonly also: readonly string[] })[];
};
export type UnitScan = {
  readonly id: string;
  readonly at: number;
  readonly enterprise: { readonly id: string; readonly name: string };
  readonly kind: 'live' | 'printed';
  readonly views: readonly string[];
};

export const codeOverviewQuery = queryOptions({
  queryKey: ['one-code', 'overview'],
  queryFn: ({ signal }) => get<CodeOverview>('/one-code/overview', undefined, signal),
});
export const unitScansQuery = infiniteQueryOptions({
  queryKey: ['one-code', 'unit-scans'],
  queryFn: ({ pageParam, signal }) =>
    get<{ items: readonly UnitScan[]; next?: string }>(
      '/one-code/unit-scans',
      { ...(pageParam && { after: pageParam }) },
      signal,
    ),
  initialPageParam: '',
  getNextPageParam: (page: { readonly next?: string }) => page.next,
});

/** A code by itself, or the address that a camera read: 131 signs of base64url. */
export const codeIn = (text: string): string | undefined => /^(?:\S*\/c\/)?([\w-]{131})\/?$/.exec(text.trim())?.[1];
