import { expect, test } from 'vitest';
import { parseExpression } from './expression.ts';
import { catalogue } from './facts.fixture.ts';

type Case = readonly [text: string, code: string, message: string, place: string, suggestion?: string];

/** What people really type, and the sentence that helps. `place` is the text that the columns mark. */
const CASES: readonly Case[] = [
  // Names
  [
    '研发费用站比 >= 3%',
    'unknown-name',
    '没有名为“研发费用站比”的事实，是不是“研发费用占比”或“研发费用”？',
    '研发费用站比',
    '研发费用占比',
  ],
  ['营收 <= 4亿元', 'unknown-name', '没有名为“营收”的事实，是不是“年营收”？', '营收', '年营收'],
  ['（高企） 且 ＂行业＂ ＝ 天气', 'unknown-name', '没有名为“天气”的事实，请从事实目录中选用', '天气'],
  ['或有负载 > 3万元', 'unknown-name', '没有名为“或有负载”的事实，是不是“或有负债”？', '或有负载', '或有负债'],
  // Units and types
  [
    '营业收入 <= 400000000',
    'unit-mismatch',
    '“营业收入”是金额，“400000000”没有写单位，是不是“400000000元”？',
    '400000000',
    '400000000元',
  ],
  ['营业收入 <= 4亿', 'unit-mismatch', '“营业收入”是金额，“4亿”没有写单位，是不是“4亿元”？', '4亿', '4亿元'],
  ['研发费用占比 >= 3', 'unit-mismatch', '“研发费用占比”是百分比，“3”没有写单位，是不是“3%”？', '3', '3%'],
  ['职工人数 <= 300', 'unit-mismatch', '“职工人数”以“人”计，“300”没有写单位，是不是“300人”？', '300', '300人'],
  [
    '职工人数 <= 4亿元',
    'unit-mismatch',
    '单位不符：“职工人数”是以“人”为单位的数，“4亿元”是金额（元），不能比较',
    '职工人数 <= 4亿元',
  ],
  [
    '营业收入 + 职工人数 > 0元',
    'unit-mismatch',
    '单位不符：“营业收入”是金额（元），“职工人数”是以“人”为单位的数，不能相加',
    '营业收入 + 职工人数',
  ],
  [
    '研发费用占比 > 3万元',
    'unit-mismatch',
    '单位不符：“研发费用占比”是百分比，“3万元”是金额（元），不能比较',
    '研发费用占比 > 3万元',
  ],
  ['营业收入 * 研发费用 > 1元', 'unit-mismatch', '两个金额不能相乘', '营业收入 * 研发费用'],
  ['企业名称 = 3', 'type-mismatch', '类型不符：“企业名称”是文字，“3”是没有单位的数，不能比较', '企业名称 = 3'],
  [
    '营业收入 > “4亿元”',
    'type-mismatch',
    '“营业收入”是金额（元），“4亿元”加了引号就成了文字，请去掉引号',
    '“4亿元”',
    '4亿元',
  ],
  ['高企 = 1', 'type-mismatch', '类型不符：“高企”是是非判断，“1”是没有单位的数，不能比较', '高企 = 1'],
  [
    '行业代码 = 所在地',
    'type-mismatch',
    '类型不符：“行业代码”是代码（GB/T 4754），“所在地”是代码（GB/T 2260），不能比较',
    '行业代码 = 所在地',
  ],
  ['企业名称 > "甲"', 'not-ordered', '“企业名称”是文字，不能比大小，只能用 = 或 !=', '企业名称'],
  ['营业收入 且 高企', 'not-a-condition', '“营业收入”是金额（元），不是条件，请写成比较，如“营业收入 = …”', '营业收入'],
  ['非(3)', 'not-a-condition', '“3”是没有单位的数，不是条件', '3'],
  ['-高企', 'type-mismatch', '“高企”是是非判断，前面不能加负号', '高企'],
  [
    '如果 高企 那么 1元 否则 "无"',
    'type-mismatch',
    '类型不符：“1元”是金额（元），“无”是文字，不能作同一个“如果”的两种结果',
    '1元 否则 "无"',
  ],
  ['[1, "甲"] = [1]', 'type-mismatch', '类型不符：“1”是没有单位的数，“甲”是文字，不能放在一个清单里', '1, "甲"'],
  // Membership
  [
    '企业名称 属于 "国有"',
    'not-a-set',
    '“企业名称”是文字不是代码，“属于”后面请写清单，如 ["国有"]',
    '"国有"',
    '["国有"]',
  ],
  ['职工人数 属于 "C39"', 'not-a-set', '“职工人数”是以“人”为单位的数，不是代码，不能属于 "C39"', '职工人数'],
  ['评分 属于 3', 'not-a-set', '“属于”后面要写清单、区间或上级代码，“3”是没有单位的数', '3'],
  ['营业收入 属于 [1..5]', 'unit-mismatch', '“营业收入”是金额，“1”没有写单位，是不是“1元”？', '1', '1元'],
  [
    '评分 介于 1 和 "甲"',
    'type-mismatch',
    '类型不符：“评分”是没有单位的数，“甲”是文字，不能比较',
    '评分 介于 1 和 "甲"',
  ],
  ['评分 介于 1', 'expected', '表达式到这里就结束了，应当是“和”，如 介于 1 和 5', ''],
  ['评分 属于 1..5', 'range', '区间要放在方括号里，如 [1..5]', '..'],
  ['[1..5]', 'not-an-answer', '区间只能写在“属于”后面', '[1..5]'],
  // Dates
  [
    '成立日期 >= "2020-01-01"',
    'type-mismatch',
    '“成立日期”是日期，“2020-01-01”是文字，请写成 date("2020-01-01")',
    '"2020-01-01"',
    'date("2020-01-01")',
  ],
  ['成立日期 >= 2020-01-01', 'bare-date', '日期请写成“2020年1月1日”，否则会被读成减法', '2020-01-01', '2020年1月1日'],
  ['成立日期 >= 2026年2月29日', 'no-such-date', '没有“2026年2月29日”这一天', '2026年2月29日'],
  ['成立日期 >= date("2026-02-29")', 'no-such-date', '日期要写成“2026-01-01”的样子，而且要有这一天', '"2026-02-29"'],
  ['成立日期 + 3 > 申报日期', 'unit-mismatch', '日期加减要写明单位，是不是“3天”？', '3', '3天'],
  [
    '成立日期 + 15个工作日 > 申报日期',
    'working-days',
    '按工作日推算要用日历和时限，不能在表达式里直接加减',
    '15个工作日',
  ],
  ['成立日期 + 3元 > 申报日期', 'type-mismatch', '日期只能加减 天、周、月、年，“3元”是金额（元）', '成立日期 + 3元'],
  [
    '申报日期 - 成立日期 >= 3年',
    'unit-mismatch',
    '单位不符：“申报日期 - 成立日期”是以“天”为单位的数，“3年”是以“年”为单位的数，不能比较',
    '申报日期 - 成立日期 >= 3年',
  ],
  // Signs and shape
  ['高企 == 是', 'foreign-sign', '这里不写“==”，请写“=”', '==', '='],
  ['高企 && 失信被执行人', 'foreign-sign', '这里不写“&&”，请写“且”', '&&', '且'],
  ['高企 ｜｜ 失信被执行人', 'foreign-sign', '这里不写“||”，请写“或”', '｜｜', '或'],
  ['评分 =＞ 3', 'foreign-sign', '这里不写“=>”，请写“>=”', '=＞', '>='],
  ['！高企', 'foreign-sign', '这里不写“!”，“不”请写成 非(…)', '！'],
  ['营业收入 <= ￥400', 'foreign-sign', '金额的单位写在数字后面，如 400元', '￥'],
  ['高企 AND 失信被执行人', 'capitals', '“AND”要用小写“and”，或写“且”', 'AND', '且'],
  ['NOT(高企)', 'capitals', '“NOT”要用小写“not”，或写“非”', 'NOT', '非'],
  ['高企 = True', 'capitals', '“True”要用小写“true”，或写“是”', 'True', '是'],
  ['MIN(评分, 3) > 1', 'capitals', '“MIN”要用小写“min”，或写“最小值”', 'MIN', '最小值'],
  ['绝对直(评分) > 1', 'unknown-function', '没有名为“绝对直”的函数，是不是“绝对值”？', '绝对直', '绝对值'],
  ['高企 IS NULL', 'capitals', '“NULL”要用小写“null”，或写“未知”', 'NULL', '未知'],
  ['评分 <> 3', 'foreign-sign', '这里不写“<>”，请写“!=”', '<>', '!='],
  ['非 高企', 'expected', '这里是“高企”，应当是左括号：“非”要写成 非(…)', '高企'],
  ['1% <= 研发费用占比 <= 3%', 'chained', '比较不能连写，请用“介于 … 和 …”，或用“且”连接两个比较', '<='],
  ['营业收入 <= 400,000,000元', 'thousands-separator', '数字里不写逗号，请写成“400000000”', '400,000,000', '400000000'],
  ['营业收入 <= 最大值(1,000)', 'leading-zero', '“000”不是一个数：数字不以 0 开头，千位也不写逗号', '000'],
  ['营业收入 4亿元以下', 'bound-in-words', '“以下”请写成比较，如 营业收入 <= 4亿元', '亿元以下'],
  ['营业收入 <= 4亿元以下', 'bound-in-words', '“以下”请写成比较，如 营业收入 <= 4亿元', '亿元以下'],
  ['评分 > 3辆车', 'unknown-unit', '不认识的单位“辆车”', '辆车'],
  ['营业收入 大与 4亿元', 'missing-operator', '“大与”前面缺少运算符，是不是“大于”？', '大与', '大于'],
  ['企业名称 是 "甲"', 'missing-operator', '“是”前面缺少运算符，是不是“=”？', '是', '='],
  ['高企 失信被执行人', 'missing-operator', '“失信被执行人”前面缺少运算符（如 且、或、=、>=）', '失信被执行人'],
  ['行业代码 属于 “C39', 'unclosed-string', '这段文字的引号没有配对', '“C39'],
  ['(高企', 'expected', '表达式到这里就结束了，应当是右括号', ''],
  ['高企）', 'unmatched-bracket', '多了一个“）”', '）'],
  ['', 'empty', '表达式是空的', ''],
  ['　', 'empty', '表达式是空的', ''],
  ['高企 且', 'unfinished', '表达式没有写完，后面还缺一项', ''],
  ['且 高企', 'missing-operand', '“且”前面缺一项（事实、数字或条件）', '且'],
  ['评分 > * 3', 'missing-operand', '“*”前面缺一项（事实、数字或条件）', '*'],
  ['评分 > 3；', 'unknown-sign', '不认识的符号“；”', '；'],
  ['评分 % 3 = 0', 'unknown-sign', '“%”只能紧跟在数字后面，如 3%', '%'],
  ['如果 高企 那么 1', 'expected', '表达式到这里就结束了，应当是“否则”（每个“如果”都要写明否则怎样）', ''],
  ['评分 constructor 3', 'missing-operator', '“constructor”前面缺少运算符（如 且、或、=、>=）', 'constructor'],
  // Unknown
  [
    '营业收入 = null',
    'compare-null',
    '与“未知”比较，结果总是未知；要问知不知道，请写“非(已知(营业收入))”',
    '营业收入 = null',
    '非(已知(营业收入))',
  ],
  [
    '营业收入 ≠ 未知',
    'compare-null',
    '与“未知”比较，结果总是未知；要问知不知道，请写“已知(营业收入)”',
    '营业收入 ≠ 未知',
    '已知(营业收入)',
  ],
  // Functions
  ['绝对值(评分, 2) > 1', 'argument-count', '“绝对值”要 1 个参数，这里有 2 个', '绝对值(评分, 2)'],
  ['四舍五入() > 1', 'argument-count', '“四舍五入”要 1 到 2 个参数，这里有 0 个', '四舍五入()'],
  ['最大值() > 1', 'argument-count', '“最大值”要 至少 1 个参数，这里有 0 个', '最大值()'],
  ['相隔天数(成立日期, 评分) > 3天', 'type-mismatch', '“相隔天数”要日期，“评分”是没有单位的数', '评分'],
  [
    '合计(营业收入, 职工人数) > 0',
    'unit-mismatch',
    '单位不符：“营业收入”是金额（元），“职工人数”是以“人”为单位的数，不能放在一起',
    '营业收入, 职工人数',
  ],
  ['包含(评分, "甲")', 'type-mismatch', '“包含”要文字或清单，“评分”是没有单位的数', '评分'],
];

const named = CASES.map(([text, code, message, place, suggestion]) => ({ text, code, message, place, suggestion }));

test.each(named)('$text is refused with the sentence that helps', ({ text, code, message, place, suggestion }) => {
  const result = parseExpression(text, catalogue);
  const [first] = result.ok ? [] : result.diagnostics;
  expect(first).toMatchObject({ code, severity: 'error' });
  expect(first && text.slice(first.start, first.end)).toBe(place);
  expect(first?.message).toBe(message);
  expect(first?.suggestion).toBe(suggestion);
});

test('every mistake of one expression is reported, in the order of the text', () => {
  const result = parseExpression('营业收人 > 3 且 评分 > 3元 且 职工仁数 > 3人', catalogue);
  expect(result.ok ? [] : result.diagnostics.map((one) => one.code)).toEqual([
    'unknown-name',
    'unit-mismatch',
    'unknown-name',
  ]);
});

test('a place that needs a condition refuses an amount', () => {
  const result = parseExpression('营业收入 * 3%', catalogue, { expects: 'boolean' });
  expect(result.ok ? '' : result.diagnostics[0]?.message).toBe('这里要的是是非判断，这个表达式得到的是金额（元）');
});

test('applying a suggestion mends the expression', () => {
  for (const [text, , , , suggestion] of CASES) {
    if (suggestion === undefined) continue;
    const before = parseExpression(text, catalogue);
    const [first] = before.ok ? [] : before.diagnostics;
    const mended = first ? text.slice(0, first.start) + suggestion + text.slice(first.end) : text;
    const after = parseExpression(mended, catalogue);
    expect(
      after.ok ? [] : after.diagnostics.filter((one) => one.code === first?.code && one.start === first.start),
      mended,
    ).toEqual([]);
  }
});

test.each([
  ['brackets', `${'('.repeat(5000)}高企${')'.repeat(5000)}`],
  ['minus signs', `评分 > ${'-'.repeat(5000)}1`],
  ['sums', `评分 > 1${' + 1'.repeat(4000)}`],
  ['ifs', `${'如果 高企 那么 1 否则 '.repeat(900)}1 > 评分`],
])('text with thousands of %s is refused, not a crash', (_what, text) => {
  const result = parseExpression(text, catalogue);
  expect(result.ok ? '' : result.diagnostics[0]?.code).toBe('too-deep');
});

test('text that is far too long is refused at once', () => {
  const result = parseExpression(`评分 属于 [${'1, '.repeat(10_000)}1]`, catalogue);
  expect(result.ok ? '' : result.diagnostics[0]?.code).toBe('too-long');
});
