import { type Call, dayOf, toInstant } from '#kernel';
import type { Survey, SurveyPorts, SurveyTexts } from './ports.ts';
import { drawnOf } from './run.ts';

/** A gateway takes so many a minute without complaint. */
const AT_ONCE = 100;
const MOBILE = /^1\d{10}$/;

type Asked = Pick<Call, 'tenant' | 'now'>;

/** Texts whoever was drawn and has not been texted; once each, whatever became of it. Returns how many were tried. */
export async function textInvitations(ports: SurveyPorts, call: Asked): Promise<number> {
  const { texts } = ports;
  if (!texts) return 0;
  let left = AT_ONCE;
  for (const survey of await ports.store.running(call.tenant, call.now)) {
    if (left > 0 && survey.body.population.kind !== 'panel') left -= await textOne(ports, texts, call, survey, left);
  }
  return AT_ONCE - left;
}

async function textOne(
  ports: SurveyPorts,
  texts: SurveyTexts,
  { tenant, now }: Asked,
  { id, body, closesAt, record }: Survey,
  most: number,
): Promise<number> {
  if (!record) return 0;
  const drawn = drawnOf(record).map((each) => each.code);
  // Claimed before it is sent: a process that dies in between leaves one uninvited by text, and nobody texted twice.
  const claimed = await ports.store.claimTexts(tenant, id, drawn, { now, limit: most });
  const phones = await texts.phones(tenant, claimed);
  for (const member of claimed) {
    const phone = phones.get(member);
    if (phone === undefined || !MOBILE.test(phone)) {
      await ports.store.markText(tenant, id, member, 'no-number');
      continue;
    }
    const params = {
      title: body.form.title,
      link: ports.link(ports.tokenOf(id, member)),
      until: dayOf(toInstant(closesAt)),
    };
    await texts.send({ phone, params }).catch(() => ports.store.markText(tenant, id, member, 'failed'));
  }
  return claimed.length;
}
