import { z } from 'zod';
import { type CertificateKind, certificateState } from '#engines/registry';
import { addDays, type Day, day, dayOf, toInstant } from '#kernel';
import type { EnterprisePorts } from './enterprise-ports.ts';
import { type FactView, SourceView } from './views.ts';

export const CertificateView = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(['valid', 'expiring', 'expired', 'undated']),
  until: z.string().optional(),
  source: SourceView.optional(),
});

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The certificates that facts tell of; the ones that end first stand first. */
export function certificatesOf(
  kinds: readonly CertificateKind[],
  views: ReadonlyMap<string, FactView>,
  today: Day,
): z.infer<typeof CertificateView>[] {
  const found = kinds.flatMap(({ id, title, held, until }) => {
    const has = held === undefined ? undefined : views.get(held);
    const end = until === undefined ? undefined : views.get(until);
    if (held === undefined ? end === undefined : has?.value !== true) return [];
    const last = typeof end?.value === 'string' && DAY.test(end.value) ? day(end.value) : undefined;
    const source = (end ?? has)?.source;
    return [
      { id, title, state: certificateState(last, today), ...(last && { until: last }), ...(source && { source }) },
    ];
  });
  return found.toSorted((a, b) => (a.until ?? '9999').localeCompare(b.until ?? '9999'));
}

/** A site that was down for some days still reminds. */
const SLACK = 6;

export type ReminderPorts = Pick<EnterprisePorts, 'certificates'> & {
  readonly expiring: (
    tenant: string,
    kind: CertificateKind,
    from: Day,
    to: Day,
  ) => Promise<readonly { readonly enterprise: string; readonly until: Day }[]>;
  /** Once for each key. */
  readonly remind: (tenant: string, enterprise: string, key: string, text: string, now: number) => Promise<void>;
};

/** Tells enterprises which certificates are about to expire, once for each distance. @returns how many were due */
export async function remindOfCertificates(ports: ReminderPorts, tenant: string, now: number): Promise<number> {
  const { kinds, remindDays } = ports.certificates();
  const today = dayOf(toInstant(now));
  let told = 0;
  for (const kind of kinds)
    for (const before of kind.until === undefined ? [] : remindDays) {
      const to = addDays(today, before);
      for (const { enterprise, until } of await ports.expiring(tenant, kind, addDays(to, -SLACK), to)) {
        const key = `certificate ${enterprise} ${kind.id} ${until} ${before}`;
        await ports.remind(tenant, enterprise, key, `${kind.title}将于${until}到期，请及时办理延续`, now);
        told += 1;
      }
    }
  return told;
}
