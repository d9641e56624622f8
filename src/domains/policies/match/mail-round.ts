import type { PolicyPorts } from '../ports.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** After the first, second, … attempt that failed; then the letter is given up: it stands in the inbox anyway. */
const WAITS = [MINUTE, 10 * MINUTE, 60 * MINUTE, 6 * 60 * MINUTE, DAY];
const AT_ONCE = 20;
const KEPT = 180 * DAY;

/** Sends the letters that are due; without a mail server they wait. Returns how many the server took. */
export async function mailRound(
  ports: Pick<PolicyPorts, 'mails' | 'mail'>,
  tenant: string,
  now: number,
): Promise<number> {
  const { mails, mail } = ports;
  await mails.forgetBefore(tenant, now - KEPT);
  if (!mail) return 0;
  let taken = 0;
  for (const { attempts, ...letter } of await mails.take(tenant, now, now + 5 * MINUTE, AT_ONCE)) {
    try {
      const { answer } = await mail.send(letter);
      await mails.sent(tenant, letter.key, answer.slice(0, 500), now);
      taken += 1;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const wait = WAITS[attempts - 1];
      await mails.failed(tenant, letter.key, why.slice(0, 500), wait === undefined ? undefined : now + wait);
    }
  }
  return taken;
}
