import { z } from 'zod';
import { operation } from '#kernel';
import { AnswersGiven, Questionnaire } from './form.ts';
import type { SurveyPorts } from './ports.ts';
import { answerSurvey, drawnOf, surveyFor } from './run.ts';

const Token = z.string().min(16).max(64);

/** For those who are asked: without signing in, by the token alone. The token travels in the body, which no log keeps. */
export const answerOperations = (ports: SurveyPorts) =>
  [
    operation({
      id: 'surveys.look',
      method: 'POST',
      path: '/api/survey-answers/look',
      title: '打开问卷：凭链接，不用登录',
      permission: 'public',
      input: z.strictObject({ token: Token }),
      output: z.object({
        form: Questionnaire,
        closesAt: z.number(),
        unit: z.string(),
        spent: z.boolean(),
        over: z.boolean(),
      }),
      handle: async (call, { token }) => {
        const { survey, spent, over } = await surveyFor(ports, call, token);
        const unitName = await ports.unitNames(call);
        return { form: survey.body.form, closesAt: survey.closesAt, unit: unitName(survey.unit), spent, over };
      },
    }),
    operation({
      id: 'surveys.answer',
      method: 'POST',
      path: '/api/survey-answers',
      title: '交卷：一个链接一份，答卷与答卷人分开存放',
      permission: 'public',
      input: z.strictObject({
        token: Token,
        answers: AnswersGiven,
        callBack: z
          .strictObject({ words: z.string().trim().max(1000), contact: z.string().trim().min(2).max(100) })
          .optional()
          .describe('不满意且愿意让我们回访的才填；只有这一段会和您的单位一起交给经办人'),
      }),
      output: z.object({ callBack: z.boolean().describe('已登记回访') }),
      handle: (call, given) => answerSurvey(ports, call, given),
    }),
    operation({
      id: 'surveys.mine',
      method: 'GET',
      path: '/api/surveys-for-me',
      title: '请我填写的问卷',
      permission: 'signed-in',
      input: z.object({}),
      output: z.object({
        items: z.array(z.object({ title: z.string(), intro: z.string(), closesAt: z.number(), token: z.string() })),
      }),
      handle: async ({ tenant, actor, now }) => {
        const me = actor.enterprise ?? actor.id;
        const mine = (await ports.store.running(tenant, now)).filter(
          ({ record }) => record && drawnOf(record).some((each) => each.code === me),
        );
        return {
          items: mine.map(({ id, closesAt, body }) => ({
            ...{ title: body.form.title, intro: body.form.intro, closesAt },
            token: ports.tokenOf(id, me),
          })),
        };
      },
    }),
  ] as const;
