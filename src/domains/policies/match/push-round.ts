import { hashOf } from '#kernel';
import type { Library } from '../library.ts';
import type { PolicyPorts, Untold } from '../ports.ts';

type PushPorts = Pick<PolicyPorts, 'library' | 'matches' | 'tell' | 'mails' | 'announce'>;

const SHOWN = 3;
const AT_ONCE = 500;

/**
 * Tells enterprises what is certain, once each and as often as they wish: in the inbox, by letter where they left an
 * address, and to the systems that subscribed. What is open is offered, never pushed.
 */
export async function pushRound(ports: PushPorts, tenant: string, now: number): Promise<number> {
  const library = await ports.library(tenant);
  const untold = await ports.matches.untold(tenant, now, AT_ONCE);
  for (const { enterprise, clauses, email } of untold) {
    const key = `policy ${enterprise} ${hashOf(clauses).slice(0, 16)}`;
    const text = wordsOf(library, clauses);
    await ports.tell(tenant, key, [
      { principal: `enterprise:${enterprise}`, kind: 'policy', text, matter: null, at: now },
    ]);
    if (email !== null) await ports.mails.queue(tenant, letterTo(enterprise, email, key, text), now);
    await ports.announce(tenant, { key, enterprise, clauses, at: now });
    await ports.matches.markTold(tenant, { enterprise, clauses, key }, now);
  }
  return untold.length;
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
