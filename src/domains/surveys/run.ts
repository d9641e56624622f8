import { DrawInput, type DrawRecord, runDraw } from '#engines/draws';
import { type Call, isRefusal, refuse, sha256, systemCall } from '#kernel';
import { boxSheets, boxText, dropIn, type Sheet } from './box.ts';
import { type Answers, isDissatisfied, misfits } from './form.ts';
import type { Survey, SurveyPorts } from './ports.ts';

export async function getSurvey(ports: Pick<SurveyPorts, 'store'>, tenant: string, id: string): Promise<Survey> {
  const found = await ports.store.find(tenant, id);
  if (found) return found;
  throw refuse({ code: 'surveys.none', kind: 'not-found', what: '没有这次调查', todo: '请从调查清单里打开' });
}

export const isOver = ({ closesAt, closedAt }: Pick<Survey, 'closesAt' | 'closedAt'>, now: number): boolean =>
  closedAt !== undefined || now > closesAt;

export const drawnOf = (record: DrawRecord): readonly { readonly code: string; readonly stratum: string }[] =>
  record.strata.flatMap(({ stratum, selected }) => selected.map(({ code }) => ({ code, stratum })));

/** Draws with a seed that came after the frame, issues the tokens and invites those who were drawn. */
export async function drawSurvey(
  ports: SurveyPorts,
  call: Call,
  id: string,
  seed: { readonly source: string; readonly value: string },
): Promise<void> {
  const survey = await getSurvey(ports, call.tenant, id);
  if (survey.record)
    throw refuse({ code: 'surveys.drawn', kind: 'conflict', what: '这次调查已经抽样', todo: '请刷新查看' });
  if (isOver(survey, call.now)) throw over();
  const { plan, units, exclusions, announcement } = survey.body;
  const record = runDraw(
    DrawInput.parse({
      ...{ number: survey.number, drawnAt: new Date(call.now).toISOString(), plan, units, exclusions },
      seed: { kind: 'given', by: seed.source, value: sha256(`${seed.source}\n${seed.value}`) },
    }),
  );
  if (record.announcement.hash !== announcement.hash) throw new Error(`survey ${id}: not what was announced`);
  const tokens = drawnOf(record).map(({ code, stratum }) => ({ hash: sha256(ports.tokenOf(id, code)), stratum }));
  if (!(await ports.store.open(call.tenant, id, record, tokens, call.now)))
    throw refuse({ code: 'surveys.drawn', kind: 'conflict', what: '刚刚由别人抽样', todo: '请刷新查看' });
  await invite(ports, call, survey, record);
}

/** The letter says nothing that leads to the answer: the link is worked out when the firm opens its own page. */
async function invite(ports: SurveyPorts, call: Call, { id, body }: Survey, record: DrawRecord): Promise<void> {
  const who = body.population.kind === 'panel' ? 'person' : 'enterprise';
  for (const { code } of drawnOf(record))
    await ports.tell(call.tenant, {
      key: `survey ${id} ${code}`,
      principals: [`${who}:${code}`],
      text: `邀请您填写“${body.form.title}”，匿名，几分钟。请到“问卷调查”里打开`,
      at: call.now,
    });
}

const over = () =>
  refuse({
    code: 'surveys.over',
    kind: 'conflict',
    what: '这次调查已经截止',
    todo: '谢谢您的关注；有问题可以随时提出诉求',
  });
const badToken = () =>
  refuse({
    code: 'surveys.token',
    kind: 'not-found',
    what: '这个链接打不开问卷',
    todo: '请核对链接是否完整，或到企业空间里打开',
  });

/** The survey that a token opens. */
export async function surveyFor(ports: SurveyPorts, { tenant, now }: Call, token: string) {
  const found = await ports.store.token(tenant, sha256(token));
  if (!found) throw badToken();
  const survey = await getSurvey(ports, tenant, found.survey);
  return { survey, spent: found.spent, over: isOver(survey, now) };
}

export type AnswerGiven = {
  readonly token: string;
  readonly answers: Answers;
  readonly callBack?: { readonly words: string; readonly contact: string } | undefined;
};

/** One answer per token. With consent, and only then, somebody dissatisfied is called back: by a matter of his own. */
export async function answerSurvey(
  ports: SurveyPorts,
  call: Call,
  given: AnswerGiven,
): Promise<{ readonly callBack: boolean }> {
  const { survey, spent, over: isClosed } = await surveyFor(ports, call, given.token);
  if (isClosed) throw over();
  if (spent) throw answered();
  const { form } = survey.body;
  const wrong = misfits(form, given.answers);
  if (wrong.length > 0)
    throw refuse({
      code: 'surveys.answers',
      kind: 'invalid',
      what: '有题目没有答好',
      todo: '请看标出的题',
      at: [...wrong],
    });
  const mayCall = given.callBack !== undefined && isDissatisfied(form, given.answers);
  const done = await ports.store.answer(call.tenant, sha256(given.token), (sealed, stratum) => {
    const sheets = sealed ? boxSheets(ports.open(sealed)) : [];
    return ports.seal(boxText(dropIn(sheets, { stratum, answers: given.answers }, ports.random)));
  });
  if (!done) throw answered();
  return { callBack: mayCall && given.callBack !== undefined && (await callBack(ports, call, survey, given)) };
}

const answered = () =>
  refuse({ code: 'surveys.spent', kind: 'conflict', what: '这个链接已经答过', todo: '每户一份；要补充请直接提出诉求' });

/** Whose token it is, is worked out only now, because its owner asked for it; no answer goes with it. */
async function callBack(
  ports: SurveyPorts,
  call: Call,
  survey: Survey,
  { token, callBack: asked }: AnswerGiven,
): Promise<boolean> {
  const code =
    survey.record && drawnOf(survey.record).find((each) => ports.tokenOf(survey.id, each.code) === token)?.code;
  const isFirm = survey.body.population.kind !== 'panel';
  try {
    await ports.openCallBack(systemCall(call.tenant, call.now, ports.ids()), {
      ...(code && isFirm ? { enterprise: code } : {}),
      office: survey.unit,
      title: `回访：${survey.body.form.title}`,
      words: asked?.words ?? '',
      contact: asked?.contact ?? '',
    });
    return true;
  } catch (error) {
    // The answer is in the box; only the call was not arranged.
    if (isRefusal(error)) return false;
    throw error;
  }
}

export async function sheetsOf(ports: SurveyPorts, tenant: string, id: string): Promise<readonly Sheet[]> {
  const sealed = await ports.store.box(tenant, id);
  return sealed ? boxSheets(ports.open(sealed)) : [];
}
