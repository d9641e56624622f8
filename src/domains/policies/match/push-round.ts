import { hashOf } from '#kernel';
import type { Library } from '../library.ts';
import type { PolicyPorts, Untold } from '../ports.ts';

type PushPorts = Pick<PolicyPorts, 'library' | 'matches' | 'tell' | 'mails' | 'announce'>;

const SHOWN = 3;
const AT_ONCE = 1000;
/** So many times in one round, so that a city's first day does not hold up everything else. */
const TIMES = 100;

/**
 * Tells enterprises what is certain, once each and as often as they wish: in the inbox, by letter where they left an
 * address, and to the systems that subscribed. What is open is offered, never pushed.
 */
export async function pushRound(ports: PushPorts, tenant: string, now: number): Promise<number> {
  const library = await ports.library(tenant);
  let told = 0;
  let after = '';
  for (let times = 0; times < TIMES; times += 1) {
    const untold = await ports.matches.untold(tenant, now, AT_ONCE, after);
    if (untold.length > 0) await tellAll(ports, tenant, library, untold, now);
    told += untold.length;
    const last = untold.at(-1);
    if (!last || untold.length < AT_ONCE) break;
    after = last.enterprise;
  }
  return told;
}

/** The keys come from what is told: who is told again after a crash in between has heard it once. */
async function tellAll(
  ports: PushPorts,
  tenant: string,
  library: Library,
  untold: readonly Untold[],
  now: number,
): Promise<void> {
  const told = untold.map((each) => {
    const key = `policy ${each.enterprise} ${hashOf(each.clauses).slice(0, 16)}`;
    return { ...each, key, text: wordsOf(library, each.clauses) };
  });
  await ports.tell(
    tenant,
    'policy',
    told.map(({ enterprise, key, text }) => ({
      ...{ key, principal: `enterprise:${enterprise}`, kind: 'policy', text },
      ...{ matter: null, at: now },
    })),
  );
  for (const { enterprise, email, key, text } of told)
    if (email !== null) await ports.mails.queue(tenant, letterTo(enterprise, email, key, text), now);
  const heard = told.map(({ enterprise, clauses, key }) => ({ enterprise, clauses, key }));
  await ports.announce(tenant, heard, now);
  await ports.matches.markTold(tenant, heard, now);
}

function wordsOf({ clause: find }: Library, clauses: Untold['clauses']): string {
  const titles = clauses.flatMap((id) => find(id)?.clause.title ?? []);
  const rest = titles.length > SHOWN ? `等 ${titles.length} 项` : '';
  return `符合条件的政策：${titles.slice(0, SHOWN).join('；')}${rest}。请到“我的政策”查看，每一条都写明依据。`;
}

const letterTo = (enterprise: string, to: string, key: string, text: string) => ({
  key,
  enterprise,
  to,
  subject: '您有符合条件的政策',
  text: `${text}\n\n不想再收到邮件：登录后在“我的政策”最下面清空邮箱，或改为不推送。`,
});
