import { z } from 'zod';
import { verificationPage } from '#engines/draws';
import { type AnyOperation, Day, type FileValue, operation, refuse } from '#kernel';
import { announceSurvey, formsOf } from './announce.ts';
import { answerOperations } from './answer-operations.ts';
import { Questionnaire } from './form.ts';
import type { SurveyPorts } from './ports.ts';
import { drawnOf, drawSurvey, getSurvey } from './run.ts';
import { everyTitle, FormView, HeadView, headView, SurveyView, surveyView } from './views.ts';

const Id = z.string().min(1).max(64);
const DayText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const Population = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('registry'), region: z.string().max(12).optional() }),
  z.strictObject({ kind: z.literal('matters'), loop: z.string().max(60), from: DayText, to: DayText }),
  z.strictObject({ kind: z.literal('panel'), kinds: z.array(z.string().max(40)).max(10) }),
]);

/** 问卷调查: drawn fairly, answered unseen, shown only where nobody can be made out. */
export function surveyOperations(ports: SurveyPorts) {
  return [
    ...formOperations(ports),
    operation({
      id: 'surveys.list',
      method: 'GET',
      path: '/api/surveys',
      title: '问卷调查清单',
      permission: 'surveys.read',
      input: z.object({
        before: z.coerce.number().int().min(0).max(2_000_000_000).optional().describe('上一页最后一个编号'),
        limit: z.coerce.number().int().min(1).max(100).default(30),
      }),
      output: z.object({ items: z.array(HeadView), next: z.number().optional() }),
      handle: async (call, { before, limit }) => {
        const rows = await ports.store.list(call.tenant, { before, limit: limit + 1 });
        const unitName = await ports.unitNames(call);
        const items = rows.slice(0, limit).map((each) => headView(each, unitName, call.now));
        const last = items.at(-1);
        return { items, ...(rows.length > limit && last ? { next: last.number } : {}) };
      },
    }),
    operation({
      id: 'surveys.get',
      method: 'GET',
      path: '/api/surveys/{id}',
      title: '一次调查：名册、抽样、回收，截止后看结果',
      permission: 'surveys.read',
      input: z.object({ id: Id }),
      output: SurveyView,
      handle: async (call, { id }) => surveyView(ports, call, await getSurvey(ports, call.tenant, id)),
    }),
    ...runOperations(ports),
    ...fileOperations(ports),
    ...answerOperations(ports),
  ] satisfies readonly AnyOperation[];
}

const formOperations = (ports: SurveyPorts) =>
  [
    operation({
      id: 'surveys.forms',
      method: 'GET',
      path: '/api/survey-forms',
      title: '问卷目录',
      permission: 'surveys.read',
      input: z.object({}),
      output: z.object({ items: z.array(FormView) }),
      handle: async (call) => ({
        items: (await formsOf(ports, call.tenant)).map((each) => ({ ...each, ...everyTitle(each.form) })),
      }),
    }),
    operation({
      id: 'surveys.save-form',
      method: 'PUT',
      path: '/api/survey-forms/{id}',
      title: '改问卷：新的一版，已经公告的调查不变',
      permission: 'surveys.manage',
      input: z.strictObject({
        id: Id,
        version: z.int().min(0).max(1_000_000).describe('看到的版本'),
        form: Questionnaire,
      }),
      output: z.object({ id: z.string(), version: z.number() }),
      handle: async (call, { id, version, form }) => {
        const next = version + 1;
        if (form.id !== id)
          throw refuse({ code: 'surveys.form-id', kind: 'invalid', what: '问卷标识不一致', todo: '标识不能改' });
        if (await ports.store.addForm(call.tenant, form, next, call.actor.id, call.now)) return { id, version: next };
        throw refuse({
          code: 'surveys.form-changed',
          kind: 'conflict',
          what: '别人刚刚改过这份问卷',
          todo: '请刷新后再改',
        });
      },
    }),
  ] as const;

const runOperations = (ports: SurveyPorts) =>
  [
    operation({
      id: 'surveys.announce',
      method: 'POST',
      path: '/api/surveys',
      title: '公告调查：冻结问卷、名册和抽样规则，之后再定种子',
      permission: 'surveys.manage',
      input: z.strictObject({
        form: Id,
        period: z
          .string()
          .trim()
          .min(1)
          .max(40)
          .regex(/^[^|]+$/)
          .describe('期次，例如 2026年第4季度'),
        population: Population,
        strata: z.enum(['region', 'scale', 'none']).default('region').describe('按县（市、区）、按规模、不分层'),
        total: z.int().min(10).max(5000).describe('抽多少户'),
        least: z.int().min(5).max(50).default(5).describe('少于几份不单独公布'),
        closes: Day,
      }),
      output: SurveyView,
      handle: async (call, given) =>
        surveyView(ports, call, await getSurvey(ports, call.tenant, await announceSurvey(ports, call, given))),
    }),
    operation({
      id: 'surveys.draw',
      method: 'POST',
      path: '/api/surveys/{id}/draw',
      title: '抽样并发出邀请：种子须是公告之后产生的公开数值',
      permission: 'surveys.manage',
      input: z.strictObject({
        id: Id,
        source: z.string().trim().min(2).max(200).describe('数值出处，例如某期福彩开奖号码'),
        value: z.string().trim().min(1).max(200),
      }),
      output: SurveyView,
      handle: async (call, { id, ...seed }) => {
        await drawSurvey(ports, call, id, seed);
        return surveyView(ports, call, await getSurvey(ports, call.tenant, id));
      },
    }),
    operation({
      id: 'surveys.close',
      method: 'POST',
      path: '/api/surveys/{id}/close',
      title: '提前截止：之后不能再答，结果公布',
      permission: 'surveys.manage',
      input: z.strictObject({ id: Id }),
      output: SurveyView,
      handle: async (call, { id }) => {
        const survey = await getSurvey(ports, call.tenant, id);
        if (survey.openedAt === undefined)
          throw refuse({ code: 'surveys.not-open', kind: 'conflict', what: '这次调查还没有开始', todo: '请先抽样' });
        await ports.store.close(call.tenant, id, call.now);
        return surveyView(ports, call, await getSurvey(ports, call.tenant, id));
      },
    }),
  ] as const;

const fileOperations = (ports: SurveyPorts) =>
  [
    operation({
      id: 'surveys.export',
      method: 'GET',
      path: '/api/surveys/{id}/export',
      title: '导出调查结果',
      permission: 'surveys.read',
      produces: 'file',
      input: z.object({ id: Id }),
      output: z.custom<FileValue>(),
      handle: async (call, { id }) => {
        const view = await surveyView(ports, call, await getSurvey(ports, call.tenant, id));
        return ports.table({
          name: `${view.title}（${view.period}）`,
          headings: ['题目', '项目', '份数', '比例（%）', '误差（±百分点）'],
          rows: rowsOf(view),
        });
      },
    }),
    operation({
      id: 'surveys.verification',
      method: 'GET',
      path: '/api/surveys/{id}/verification',
      title: '下载抽样核验页：断网也能核验',
      permission: 'surveys.read',
      produces: 'file',
      input: z.object({ id: Id }),
      output: z.custom<FileValue>(),
      handle: async (call, { id }) => {
        const { record, number } = await getSurvey(ports, call.tenant, id);
        if (!record)
          throw refuse({ code: 'surveys.not-drawn', kind: 'conflict', what: '这次调查还没有抽样', todo: '请先抽样' });
        const bytes = new TextEncoder().encode(verificationPage(record));
        return { name: `调查抽样核验 ${number}.html`, type: 'text/html; charset=utf-8', bytes };
      },
    }),
    operation({
      id: 'surveys.links',
      method: 'GET',
      path: '/api/surveys/{id}/links',
      title: '导出短信名单：交短信平台发送，发完即删',
      permission: 'surveys.manage',
      produces: 'file',
      input: z.object({ id: Id }),
      output: z.custom<FileValue>(),
      handle: async (call, { id }) => {
        const { record, body } = await getSurvey(ports, call.tenant, id);
        const codes = record ? drawnOf(record).map((each) => each.code) : [];
        const names = await ports.enterpriseNames(call.tenant, codes);
        const rows = codes.map((code) => [code, names.get(code) ?? '', ports.link(ports.tokenOf(id, code))]);
        return ports.table({ name: `${body.form.title} 短信名单`, headings: ['代码', '名称', '链接'], rows });
      },
    }),
  ] as const;

function rowsOf({ results, asked, answered }: z.infer<typeof SurveyView>): (string | number)[][] {
  const rate = asked === 0 ? '' : Math.round((1000 * answered) / asked) / 10;
  const rows: (string | number)[][] = [['回收', `发出 ${asked} 份`, answered, rate, '']];
  for (const each of results ?? []) {
    if (each.satisfied) rows.push([each.title, '满意率', each.answered, each.satisfied.share, each.satisfied.margin]);
    for (const choice of each.choices)
      rows.push([each.title, choice.title, choice.count, Math.round((1000 * choice.count) / each.answered) / 10, '']);
    for (const part of each.parts)
      rows.push([each.title, `满意率：${part.stratum}`, part.answered ?? '不公布', part.share ?? '不公布', '']);
    for (const word of each.words) rows.push([each.title, word, '', '', '']);
  }
  return rows;
}
