import type { FileChild } from 'docx';
import { buildTemplate } from './build-template.ts';
import {
  addressee,
  attachmentMark,
  blank,
  body,
  closing,
  control,
  first,
  grid,
  imprint,
  letterhead,
  second,
  signature,
  title,
} from './paragraphs.ts';

/** Those that an office issues by hand. */
export const ISSUED_TEMPLATES = ['circular', 'supervision-order', 'assignment-order', 'weekly'] as const;
export type IssuedTemplate = (typeof ISSUED_TEMPLATES)[number];
export const TEMPLATES = [...ISSUED_TEMPLATES, 'brief'] as const;
export type TemplateName = (typeof TEMPLATES)[number];
export const TEMPLATE_TITLES: Readonly<Record<TemplateName, string>> = {
  circular: '通报',
  'supervision-order': '督办单',
  'assignment-order': '交办单',
  weekly: '周报',
  brief: '专报',
};

/** 35 mm from the top of the text area to the issuer's name; orders are internal and need less. */
const FULL_HEAD = 1984;
const SHORT_HEAD = 400;

const sign = (): readonly FileChild[] => signature('{发文机关}', '{成文日期}');
/** 版记 closes the last page, after any attachment. */
const foot = (): readonly FileChild[] => imprint('{抄送}', '{印发机关}', '{成文日期}');
const ending = (): readonly FileChild[] => [...sign(), ...foot()];

const UNIT_TABLE = grid(
  ['单位', '新增', '办结', '在办', '超期', '最长超期'],
  ['{#各单位}{单位}', '{新增}', '{办结}', '{在办}', '{超期}', '{最长超期}{/各单位}'],
  [34, 11, 11, 11, 11, 22],
);

const LATE_TABLE = grid(
  ['单位', '超期', '临期'],
  ['{#超期单位}{单位}', '{超期件数}', '{临期件数}{/超期单位}'],
  [60, 20, 20],
);
const CAUSE_TABLE = grid(['类别', '近30天', '前30天'], ['{#成因}{类别}', '{件数}', '{此前}{/成因}'], [60, 20, 20]);

const circular = (): readonly FileChild[] => [
  ...letterhead('{发文机关}', '{文号}', FULL_HEAD),
  ...title('{标题}'),
  ...addressee('{主送}：'),
  body('现将{期间}营商环境重点任务和企业诉求办理情况通报如下。'),
  first('一、总体情况'),
  body(
    '{期间}新增事项{新增}件，办结{办结}件。截至{截止时刻}，在办{在办}件，其中正常{正常}件、临期{临期}件、暂停计时{暂停}件、超期{超期}件。',
  ),
  first('二、超期事项（截至{截止时刻}）'),
  control('{#期后}'),
  body('{期间}以后到{截止时刻}止的新增、超期情况一并列入，以便及时处理。'),
  control('{/期后}'),
  control('{#超期单位}'),
  second('（{单位序号}）{单位}：超期{件数}件，最长超期{最长超期}'),
  control('{#事项}'),
  body('{序号}．{标题}（{编号}）。{时限名}为{时限}，现由{承办}办理，超期{超期时长}。'),
  control('{/事项}'),
  control('{#另有}'),
  body('另有{另有}件未列出。'),
  control('{/另有}'),
  control('{/超期单位}'),
  control('{^超期单位}'),
  body('本期没有超期事项。'),
  control('{/超期单位}'),
  first('三、工作要求'),
  body('（一）请超期事项的承办单位于收到本通报之日起3个工作日内书面说明原因，明确办结时限和责任人。'),
  body('（二）请各单位对临期事项逐件核对进度，确保按期办结；确需延期的，应在到期前申请，不得事后补办。'),
  body('（三）市营商办将对通报事项跟踪督办，办理情况列入下期通报。'),
  ...blank(1),
  closing('附件：{期间}各单位办理情况表'),
  ...sign(),
  ...attachment(),
  ...foot(),
];

/** 附件 begins on a page of its own; its mark stands at the margin in 黑体. */
const attachment = (): readonly FileChild[] => [
  attachmentMark('附件'),
  ...title('{期间}各单位办理情况表'),
  ...addressee('（新增、办结为{期间}数，在办、超期截至{截止时刻}）'),
  UNIT_TABLE,
  ...blank(1),
];

const supervisionOrder = (): readonly FileChild[] => [
  ...letterhead('营商环境督办单', '{文号}', SHORT_HEAD),
  ...title('{标题}'),
  ...addressee('{主送}：'),
  body('你单位承办的下列事项{督办缘由}，现予督办。'),
  control('{#事项}'),
  second('（{单位序号}）{标题}'),
  body('编号：{编号}；当前环节：{环节}；{时限名}：{时限}；{时限状态}。{责任说明}'),
  control('{/事项}'),
  first('办理要求'),
  body('{要求}'),
  closing('请于{反馈期限}前将办理情况、超期原因和责任人书面反馈我办。'),
  ...ending(),
];

const assignmentOrder = (): readonly FileChild[] => [
  ...letterhead('营商环境交办单', '{文号}', SHORT_HEAD),
  ...title('{标题}'),
  ...addressee('{主送}：'),
  body('现将下列事项交你单位办理，请按期办结并反馈。'),
  control('{#事项}'),
  second('（{单位序号}）{标题}'),
  body('编号：{编号}；办理时限：{办结时限}。'),
  control('{#配合}'),
  body('责任（配合）单位：{配合}。'),
  control('{/配合}'),
  control('{#原文}'),
  body('内容：{原文}'),
  control('{/原文}'),
  control('{/事项}'),
  first('办理要求'),
  closing('{要求}'),
  ...ending(),
];

const weekly = (): readonly FileChild[] => [
  ...letterhead('营商环境工作周报', '{期号}', SHORT_HEAD),
  ...title('{标题}'),
  ...blank(1),
  first('一、本周概况'),
  body('{期间}，新增事项{新增}件，办结{办结}件。截至{截止时刻}，在办{在办}件，其中临期{临期}件、超期{超期}件。'),
  first('二、需要关注的事项'),
  control('{#超期单位}'),
  second('（{单位序号}）{单位}：超期{件数}件，最长超期{最长超期}'),
  control('{#事项}'),
  body('{序号}．{标题}（{编号}），{时限名}为{时限}，超期{超期时长}。'),
  control('{/事项}'),
  control('{/超期单位}'),
  control('{^超期单位}'),
  body('本周没有超期事项。'),
  control('{/超期单位}'),
  first('三、各单位情况'),
  UNIT_TABLE,
  ...ending(),
];

const brief = (): readonly FileChild[] => [
  ...letterhead('营商环境专报', '{期号}', SHORT_HEAD),
  ...title('{标题}'),
  ...blank(1),
  body('{概述}'),
  first('一、本周动了什么'),
  control('{#本周}'),
  body('（{序号}）{情况}。'),
  control('{/本周}'),
  first('二、近30天哪些变了，为什么'),
  control('{#变动}'),
  body('（{序号}）{情况}。{原因}。'),
  control('{/变动}'),
  control('{^变动}'),
  body('各项指标的变动都在误差以内，没有需要单独说明的。'),
  control('{/变动}'),
  control('{#平稳}'),
  body('变动在误差以内的：{平稳}。'),
  control('{/平稳}'),
  first('三、最费分的三个差距'),
  control('{#差距}'),
  second('（{序号}）{地方}：{指标}，离满分差{分}分'),
  body('{地方}总分{得分}分。没有达到的主要在：{在手}。{措施}。'),
  control('{/差距}'),
  control('{^差距}'),
  body('数据不足，暂不列差距。'),
  control('{/差距}'),
  first('四、时限'),
  body('在办{在办}件，超期{超期}件，临期{临期}件。{#最久}最久的已超期{最久}个工作日。{/最久}'),
  LATE_TABLE,
  first('五、企业反映集中的问题'),
  CAUSE_TABLE,
  control('{#资金}'),
  first('六、涉企资金'),
  body('{资金}'),
  control('{/资金}'),
  control('{#计划}'),
  body('计划“{名称}”：完成{完成}项，推进中{推进}项，其中超期{逾期}项、临期{将到期}项。'),
  control('{/计划}'),
  ...ending(),
];

const CONTENTS: Readonly<Record<TemplateName, () => readonly FileChild[]>> = {
  circular,
  'supervision-order': supervisionOrder,
  'assignment-order': assignmentOrder,
  weekly,
  brief,
};

/** The template as it ships, before an office has edited it in Word. */
export const defaultTemplate = (name: TemplateName): Promise<Uint8Array> =>
  buildTemplate(TEMPLATE_TITLES[name], CONTENTS[name]());
