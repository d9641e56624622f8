// Writes packs/base/calendar/cn-holidays.yaml from the public data of the package chinese-days, once per announced
// year: `npm update chinese-days`, add the year's notice below, `node scripts/generate-calendar.mjs`, read the diff.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Document, isMap, isPair, visit } from 'yaml';

const { holidays, workdays } = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json');

// Titles follow the notices' fixed form. Numbers without `assumed` were seen in a copy of the notice itself.
const NOTICES = {
  2020: {
    document: '国办发明电〔2019〕16号',
    date: '2019-11-21',
    url: 'http://www.gov.cn/zhengce/content/2019-11/21/content_5454164.htm',
    assumed: true,
  },
  2021: {
    document: '国办发明电〔2020〕27号',
    date: '2020-11-25',
    url: 'http://www.gov.cn/zhengce/content/2020-11/25/content_5564127.htm',
    assumed: true,
  },
  2022: {
    document: '国办发明电〔2021〕11号',
    date: '2021-10-25',
    url: 'http://www.gov.cn/zhengce/content/2021-10/25/content_5644835.htm',
    assumed: true,
  },
  2023: {
    document: '国办发明电〔2022〕16号',
    date: '2022-12-08',
    url: 'http://www.gov.cn/zhengce/content/2022-12/08/content_5730844.htm',
    assumed: true,
  },
  2024: {
    document: '国办发明电〔2023〕7号',
    date: '2023-10-25',
    url: 'https://www.gov.cn/zhengce/content/202310/content_6911527.htm',
    assumed: true,
  },
  2025: {
    document: '国办发明电〔2024〕12号',
    date: '2024-11-12',
    url: 'https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm',
  },
  2026: {
    document: '国办发明电〔2025〕7号',
    date: '2025-11-04',
    url: 'https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm',
  },
};
const NAMES = { 清明: '清明节', 端午: '端午节', 中秋: '中秋节' };
const HEADER = ` 法定节假日与调休补班，每年一份通知，未列出的日子按星期计。由 scripts/generate-calendar.mjs 生成，新年份也可手工追加。
 日期取自软件包 chinese-days，2026 年已与通知逐日核对；assumed: true 表示文号未经核实。
 2020 年含春节假期延长至 2 月 2 日的安排。`;

// 元旦 may begin in the December before; those days belong to the notice of the year they celebrate.
const noticeYear = (date) => Number(date.slice(0, 4)) + (date.slice(5) > '12-24' ? 1 : 0);
const nameOf = (value) => NAMES[value.split(',')[1]] ?? value.split(',')[1];
const pick = (days, year) =>
  Object.entries(days)
    .filter(([date]) => noticeYear(date) === year)
    .sort();

function holidaysOf(year) {
  const found = new Map();
  for (const [kind, days] of [
    ['rest', holidays],
    ['work', workdays],
  ])
    for (const [date, value] of pick(days, year)) {
      const entry = found.get(nameOf(value)) ?? { name: nameOf(value), rest: [], work: [] };
      entry[kind].push(date);
      found.set(entry.name, entry);
    }
  return [...found.values()].map(({ work, ...rest }) => (work.length ? { ...rest, work } : rest));
}

const years = Object.entries(NOTICES).map(([year, notice]) => ({
  year: Number(year),
  source: { title: `国务院办公厅关于${year}年部分节假日安排的通知`, ...notice },
  holidays: holidaysOf(Number(year)),
}));
const document = new Document({
  businessHours: [
    { from: '09:00', to: '12:00' },
    { from: '13:30', to: '17:30' },
  ],
  endOfDay: '17:30',
  endOfDayBasis: '《中华人民共和国民法典》第二百零三条：有业务时间的，停止业务活动的时间为截止时间',
  years,
});
document.commentBefore = HEADER;
visit(document, {
  Seq: (_key, node, path) => {
    const owner = path.at(-1);
    if (isPair(owner) && ['rest', 'work'].includes(String(owner.key))) node.flow = true;
  },
  Map: (_key, node) => {
    if (isMap(node) && node.has('from')) node.flow = true;
  },
});
const target = fileURLToPath(new URL('../packs/base/calendar/cn-holidays.yaml', import.meta.url));
writeFileSync(target, document.toString({ lineWidth: 160, flowCollectionPadding: false }));
