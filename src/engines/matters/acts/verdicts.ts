import { type ActContext, type ActRule, conflict, invalid, text } from './act.ts';

/** 不予受理: a listed ground, with the remedy that the law leaves open. */
export const refuseMatter: ActRule = ({ definition, input }) => {
  const ground = text(input, 'ground');
  const listed = definition.refusals.find((each) => each.ground === ground);
  if (!listed) {
    const known = definition.refusals.map((each) => each.title).join('、');
    throw invalid('ground', '不予受理须有列明的理由', `可选：${known}`);
  }
  return { input: { ...input, remedy: listed.remedy } };
};

/** 评价: five grades of GB/T 39734, 5 very satisfied … 1 very dissatisfied. */
export const rate: ActRule = ({ input }) => {
  const grade = Number(input.grade);
  if (!Number.isInteger(grade) || grade < 1 || grade > 5) throw invalid('grade', '请选择一个满意程度');
  return { input: { ...input, grade } };
};

/** 重办: bounded, and held by the office again. */
export const reopen: ActRule = ({ state }) => ({ custody: { hop: null, unit: state.office } });

/** 销号: somebody else than the unit that did the work says whether it is done. */
export const verify: ActRule = ({ state, actor, input }) => {
  const worked = new Set(state.hops.map((each) => each.unit));
  if (actor.unit && worked.has(actor.unit) && actor.unit !== state.office)
    throw conflict('own-work', '办理单位不能核验自己的办理结果', '请由营商办或另一单位核验');
  if (!text(input, 'outcome')) throw invalid('outcome', '请给出核验结论');
  return {};
};

export const setGrade: ActRule = ({ definition, input }) => {
  const grade = text(input, 'grade');
  if (!definition.grading.some((each) => each.grade === grade)) throw invalid('grade', '没有这个定级');
  return {};
};

export const merge: ActRule = ({ state, input }) => {
  const into = text(input, 'into');
  if (!into) throw invalid('into', '没有选择合并到哪一件');
  if (into === state.id) throw invalid('into', '不能与自己合并');
  return {};
};

export const link: ActRule = ({ state, input }) => {
  const matter = text(input, 'matter');
  if (!matter || matter === state.id) throw invalid('matter', '请选择另一件事项');
  return {};
};

/** 补充 and 企业答复: the enterprise has spoken; the matter goes back to whom it was with. */
export const handBack: ActRule = (context) => ({ ...(lastOfficial(context) ?? {}) });

function lastOfficial({ state }: ActContext) {
  const before = [...state.custody].reverse().find((each) => !each.unit.startsWith('subject:'));
  if (!before) return undefined;
  const { hop, unit, section, person } = before;
  return { custody: { hop, unit, ...(section ? { section } : {}), ...(person ? { person } : {}) } };
}

/** 代办存疑: the enterprise says it did not ask for this. */
export const repudiate: ActRule = ({ state }) => {
  if (!state.agent) throw conflict('no-agent', '这件事项不是代办的');
  return {};
};

export const amend: ActRule = ({ input, definition }) => {
  const fields = input.fields;
  if (typeof fields !== 'object' || fields === null) throw invalid('fields', '没有要修改的内容');
  const known = new Set([...definition.fields.map((each) => each.name), 'region', 'enterprise', 'tags', 'category']);
  const strange = Object.keys(fields).filter((each) => !known.has(each));
  if (strange.length > 0) throw invalid('fields', `没有这些字段：${strange.join('、')}`);
  return {};
};
