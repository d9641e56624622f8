import { createHmac, randomBytes } from 'node:crypto';
import { type Questionnaire, readQuestionnaires, type SurveyPorts, type SurveyTexts } from '#domains/surveys';
import { addDays, day, startOfDay } from '#kernel';
import { writeTable } from '#platform/documents';
import { runOpen } from '#platform/matters';
import { httpTextSender, recordingTextSender } from '#platform/notices';
import type { Settings } from '#platform/settings';
import { createMemberReader, createSurveyStore, type Databases } from '#storage';
import type { Base } from '../base.ts';
import type { City } from '../city.ts';
import type { Core } from '../core.ts';
import { oncePer } from '../once-per.ts';
import { regionsBelow } from './region-tree.ts';

const formsOf = oncePer(
  (city: City) => city,
  (city): readonly Questionnaire[] => readQuestionnaires(city.pack.other).forms,
);

/** Gives surveys their ports. */
export function surveyPorts({ city, databases, contentKey, settings }: Base, core: Core): SurveyPorts {
  const { matters, inboxStore } = core;
  const people = createMemberReader(databases);
  const key = createHmac('sha256', contentKey).update('survey tokens').digest();
  return {
    store: createSurveyStore(databases),
    packForms: () => formsOf(city),
    restDays: () => city.settings.surveys.restDays,
    members: ({ tenant }, population) => {
      if (population.kind === 'panel') return people.ofPanels(tenant, population.kinds);
      if (population.kind === 'matters')
        return people.ofMatters(
          tenant,
          population.loop,
          startOfDay(day(population.from)),
          startOfDay(addDays(day(population.to), 1)),
        );
      return people.enterprises(
        tenant,
        population.region === undefined ? undefined : regionsBelow(city, population.region),
      );
    },
    regionTitle: (code) => city.lists.get('region')?.get(code) ?? code,
    scaleTitle: (code) => city.lists.get('scale')?.get(code) ?? code,
    countyOf: (region) => countyOf(city, region),
    tokenOf: (survey, member) =>
      createHmac('sha256', key).update(`${survey}\n${member}`).digest().subarray(0, 16).toString('base64url'),
    random: (size) => randomBytes(size),
    seal: (text) => matters.vault.sealBytes(Buffer.from(text, 'utf8')),
    open: (sealed) => Buffer.from(matters.vault.openBytes(sealed)).toString('utf8'),
    ids: matters.ids,
    unitNames: async ({ tenant, now }) => {
      const directory = await matters.directory(tenant, now);
      return (id) => directory.unit(id)?.name ?? '营商环境主管部门';
    },
    enterpriseNames: matters.enterpriseNames,
    hasLoop: (tenant, loop) => matters.book.loops(tenant).some((each) => each.definition.loop === loop),
    openCallBack: async (call, { enterprise, office, title, words, contact }) => {
      await runOpen(matters, call, {
        loop: 'survey-callback',
        channel: 'system',
        fields: { title, words, contact },
        ...(enterprise ? { enterprise } : {}),
        ...(office ? { office } : {}),
      });
    },
    tell: (tenant, { key: name, principals, text, at }) =>
      inboxStore.write(
        tenant,
        name,
        principals.map((principal) => ({ principal, kind: 'notify', text, matter: null, at })),
      ),
    // After the sign #: what stands there is never sent to a server and stands in no log.
    link: (token) => `${settings.baseUrl ?? ''}/s#${token}`,
    texts: textsOf(settings, databases, people.phones),
    table: (file) => writeTable({ ...file, kind: 'xlsx', mark: '' }),
  };
}

/** What a site without a gateway would have texted. */
export const recordedTexts = oncePer(
  (databases: Databases) => databases,
  () => recordingTextSender(),
);

function textsOf(
  { sms, baseUrl }: Settings,
  databases: Databases,
  phones: SurveyTexts['phones'],
): SurveyTexts | undefined {
  // A link without the site's address leads nowhere from a telephone.
  if (sms && !baseUrl) return undefined;
  const send = sms ? httpTextSender(sms) : recordedTexts(databases);
  return {
    isLive: sms !== undefined,
    phones,
    send: ({ phone, params }) => send({ phone, template: 'survey-invitation', params }),
  };
}

/** The county on the map in which a region lies. */
function countyOf(city: City, region: string): string {
  const tiles = new Set(city.evaluation.tiles.map((each) => each.region));
  const parents = new Map(city.pack.regions.map((each) => [each.code, each.parent]));
  let at: string | null | undefined = region;
  while (at && !tiles.has(at)) at = parents.get(at);
  return at ?? region;
}
