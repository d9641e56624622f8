import { z } from 'zod';
import type { Call } from '#kernel';
import { EVERY, Question, Questionnaire } from './form.ts';
import type { Survey, SurveyHead, SurveyPorts, Turnout } from './ports.ts';
import { resultsOf } from './results.ts';
import { isOver, sheetsOf } from './run.ts';

const Named = z.object({ id: z.string(), name: z.string() });
const STATUS = z.enum(['announced', 'running', 'closed']).describe('已公告待抽样、进行中、已截止');

export const FormView = z.object({ form: Questionnaire, version: z.number(), everyTitle: z.string().optional() });

export const HeadView = z.object({
  id: z.string(),
  number: z.number(),
  title: z.string(),
  form: z.string(),
  period: z.string(),
  unit: Named,
  status: STATUS,
  announcedAt: z.number(),
  closesAt: z.number(),
  asked: z.number(),
  answered: z.number(),
});

const Estimate = z.object({ share: z.number(), margin: z.number(), answered: z.number(), covered: z.number() });

export const SurveyView = HeadView.extend({
  intro: z.string(),
  target: z.object({ share: z.number(), source: z.string() }).optional(),
  least: z.number(),
  frame: z.object({ count: z.number(), excluded: z.number(), root: z.string(), hash: z.string() }),
  seed: z.object({ by: z.string(), value: z.string() }).optional(),
  strata: z.array(
    z.object({
      stratum: z.string(),
      population: z.number(),
      asked: z.number(),
      answered: z.number(),
      probability: z.number(),
    }),
  ),
  texts: z
    .object({ isLive: z.boolean(), sent: z.number(), noNumber: z.number(), failed: z.number() })
    .optional()
    .describe('短信邀请；没有接通的只记录、不外发'),
  results: z
    .array(
      z.object({
        id: z.string(),
        title: z.string(),
        kind: Question.shape.kind,
        answered: z.number(),
        choices: z.array(z.object({ code: z.string(), title: z.string(), count: z.number() })),
        satisfied: Estimate.optional(),
        parts: z.array(
          z.object({ stratum: z.string(), answered: z.number().nullable(), share: z.number().nullable() }),
        ),
        words: z.array(z.string()),
      }),
    )
    .nullable()
    .describe('截止后才有；答卷太少时为空'),
});

export const everyTitle = (form: Questionnaire): { readonly everyTitle?: string } =>
  form.every ? { everyTitle: EVERY[form.every] } : {};

export const statusOf = (survey: Pick<Survey, 'openedAt' | 'closesAt' | 'closedAt'>, now: number) =>
  isOver(survey, now)
    ? ('closed' as const)
    : survey.openedAt === undefined
      ? ('announced' as const)
      : ('running' as const);

export const headView = (
  head: SurveyHead,
  unitName: (id: string) => string,
  now: number,
): z.infer<typeof HeadView> => ({
  ...{ id: head.id, number: head.number, title: head.title, form: head.form, period: head.period },
  unit: { id: head.unit, name: unitName(head.unit) },
  status: statusOf(head, now),
  ...{ announcedAt: head.announcedAt, closesAt: head.closesAt, asked: head.asked, answered: head.answered },
});

/** Everything that may be said of a survey now; of its answers, only after it is over. */
export async function surveyView(ports: SurveyPorts, call: Call, survey: Survey): Promise<z.infer<typeof SurveyView>> {
  const [turnout, unitName, texts] = await Promise.all([
    ports.store.turnout(call.tenant, survey.id),
    ports.unitNames(call),
    textsOf(ports, call, survey),
  ]);
  const sum = (key: 'asked' | 'answered'): number => turnout.reduce((total, each) => total + each[key], 0);
  const head = { ...survey, title: survey.body.form.title, asked: sum('asked'), answered: sum('answered') };
  const { form, announcement, least } = survey.body;
  const status = statusOf(survey, call.now);
  const results = status === 'closed' ? resultsOf(survey, await sheetsOf(ports, call.tenant, survey.id)) : null;
  const seed = survey.record?.seed;
  return {
    ...headView(head, unitName, call.now),
    intro: form.intro,
    ...(form.target ? { target: form.target } : {}),
    least,
    frame: {
      count: announcement.frameCount,
      excluded: announcement.excludedCount,
      root: announcement.frameRoot,
      hash: announcement.hash,
    },
    ...(seed?.kind === 'given' ? { seed: { by: seed.by, value: seed.value } } : {}),
    strata: strataOf(survey, turnout),
    ...texts,
    results:
      results?.map(({ satisfied, ...each }) => ({
        ...each,
        choices: [...each.choices],
        parts: [...each.parts],
        words: [...each.words],
        ...(satisfied ? { satisfied } : {}),
      })) ?? null,
  };
}

async function textsOf({ store, texts }: SurveyPorts, { tenant }: Call, { id, openedAt, body }: Survey) {
  if (!texts || openedAt === undefined || body.population.kind === 'panel') return {};
  const { sent, failed, 'no-number': noNumber } = await store.texts(tenant, id);
  return { texts: { isLive: texts.isLive, sent, noNumber, failed } };
}

const strataOf = ({ record, body }: Survey, turnout: readonly Turnout[]) => {
  const at = new Map(turnout.map((each) => [each.stratum, each]));
  if (record)
    return record.strata.map(({ stratum, size, drawn, probability }) => ({
      ...{ stratum, population: size, asked: drawn, probability },
      answered: at.get(stratum)?.answered ?? 0,
    }));
  return [...Map.groupBy(body.units, (each) => each.stratum)].map(([stratum, units]) => ({
    ...{ stratum, population: units.length, asked: 0, answered: 0, probability: 0 },
  }));
};
