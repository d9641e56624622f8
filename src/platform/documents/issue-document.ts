import { addWorkingDays, type Call, dayOf, hashOf, isRefusal, refuse, toInstant } from '#kernel';
import { MatterListInput, type MatterRow, readDetail, readList } from '#platform/matters';
import { everybodyAround } from './addressees.ts';
import { circularContents, type Facts, type OrderItem, orderContents } from './contents.ts';
import { documentNumber, issueNumber } from './document-number.ts';
import { type IssuedTemplate, TEMPLATE_TITLES } from './official/default-templates.ts';
import { monthPeriod, type Period, spanOfPeriod, weekPeriod } from './period.ts';
import type { DocumentPorts, DocumentRecord } from './ports.ts';
import { type Draft, type Numbering, writeDocument } from './write-document.ts';

export type DocumentRequest = {
  readonly template: IssuedTemplate;
  readonly matters?: readonly string[] | undefined;
  readonly unit?: string | undefined;
  readonly month?: string | undefined;
  readonly title?: string | undefined;
  /** 办理要求. */
  readonly ask?: string | undefined;
  readonly replyBy?: string | undefined;
};

export type Issued = {
  readonly record: DocumentRecord;
  /** Moves that should have gone with it and were refused: told, since the paper exists. */
  readonly notes: readonly string[];
};

/** Makes a document: number, Word file and record together; a retry with the same key gets the first one. */
export async function issueDocument(ports: DocumentPorts, call: Call, request: DocumentRequest): Promise<Issued> {
  const { actor, now } = call;
  if (!actor.unit)
    throw refuse({
      code: 'document.no-unit',
      kind: 'invalid',
      what: '您没有以哪个单位的身份登录',
      todo: '请先选择任职',
    });
  const unit = actor.unit;
  const facts = await factsFor(ports, call, unit);
  const isOrder = request.template === 'supervision-order' || request.template === 'assignment-order';
  const draft = isOrder ? await order(ports, call, request, facts) : await circular(ports, call, request, facts);
  const year = Number(dayOf(toInstant(now)).slice(0, 4));
  const record = await writeDocument(ports, call, {
    id: call.idempotencyKey ? `d${hashOf([actor.id, call.idempotencyKey]).slice(0, 25)}` : ports.ids(),
    unit,
    template: request.template,
    draft,
    numbering: numberingOf(request.template, facts.letterhead.word, year),
  });
  const notes =
    record.at === now && request.template === 'supervision-order' ? await supervise(ports, call, record, request) : [];
  return { record, notes };
}

const WORDS: Readonly<Record<IssuedTemplate, string>> = {
  circular: '',
  'supervision-order': '督',
  'assignment-order': '交',
  weekly: '',
};

function numberingOf(template: IssuedTemplate, word: string, year: number): Numbering {
  if (template === 'weekly')
    return { sequence: `weekly:${year}`, say: (running: number) => issueNumber(year, running) };
  const own = `${word}${WORDS[template]}`;
  return { sequence: `${own}:${year}`, say: (running: number) => documentNumber(own, year, running) };
}

async function factsFor(ports: DocumentPorts, { tenant, now }: Call, unit: string): Promise<Facts> {
  const [letterhead, directory] = await Promise.all([
    ports.letterhead(tenant, unit),
    ports.matters.directory(tenant, now),
  ]);
  const calendar = ports.matters.calendar(tenant);
  return { calendar, now, letterhead, unitName: (id) => directory.unit(id)?.name ?? '反映人' };
}

async function circular(ports: DocumentPorts, call: Call, request: DocumentRequest, facts: Facts): Promise<Draft> {
  const { tenant, now } = call;
  const period = request.template === 'weekly' ? weekPeriod(now) : monthPeriod(request.month, now);
  const reading = { tenant, principals: ports.matters.principalsOf(call.actor) };
  const span = { ...spanOfPeriod(period), now };
  const [figures, overdue] = await Promise.all([
    ports.store.figures(reading, span, request.unit),
    overdueRows(ports, call, request.unit),
  ]);
  const title = request.title ?? titleOf(request.template, period);
  return {
    title,
    contents: circularContents(title, period, figures, overdue, facts),
    addressees: [everybodyAround(call.actor.unit ?? '', await ports.matters.directory(tenant, now))],
    matters: [],
    period: period.key,
  };
}

const titleOf = (template: IssuedTemplate, { label }: Period): string =>
  template === 'weekly' ? `营商环境工作周报（${label}）` : `关于${label}营商环境重点任务和企业诉求办理情况的通报`;

/** Earliest limit first, so that the longest overdue stand at the top of each unit. */
async function overdueRows(ports: DocumentPorts, call: Call, unit: string | undefined): Promise<readonly MatterRow[]> {
  const rows: MatterRow[] = [];
  let after: string | undefined;
  do {
    const query = { lamp: 'overdue', closed: false, sort: 'due', limit: 200, ...(unit ? { holder: unit } : {}) };
    const page = await readList(ports.matters, call, MatterListInput.parse({ ...query, ...(after ? { after } : {}) }));
    rows.push(...page.items);
    after = page.next;
  } while (after && rows.length < 1000);
  return rows;
}

async function order(ports: DocumentPorts, call: Call, request: DocumentRequest, facts: Facts): Promise<Draft> {
  const items = await itemsOf(ports, call, request);
  const holders = new Map(
    items.flatMap(({ row }) => (row.holder ? [[row.holder.unit.id, row.holder.unit.name] as const] : [])),
  );
  const [holder, ...others] = [...holders];
  if (!holder || others.length > 0)
    throw refuse({
      code: 'document.several-units',
      kind: 'invalid',
      what: holder ? `所选事项由${[...holders.values()].join('、')}分别承办` : '所选事项现在没有承办单位',
      todo: '一份文书主送一个单位，请分别生成',
    });
  if (holder[0] === call.actor.unit)
    throw refuse({
      code: 'document.to-oneself',
      kind: 'invalid',
      what: `所选事项由本单位（${holder[1]}）承办，不能发文给自己`,
      todo: '请直接办理；需要督办的，由上级单位发文',
    });
  const kind = TEMPLATE_TITLES[request.template];
  const first = items[0]?.row.title ?? '';
  const title =
    request.title ?? (items.length === 1 ? `关于“${first}”的${kind}` : `关于${items.length}件事项的${kind}`);
  const overdue = items.some(({ row }) => row.lamp === 'overdue');
  const asked = {
    text: request.ask ?? '请明确责任人和完成时限，倒排工期，抓紧办理，按期办结。',
    reason: overdue ? '已经超期' : '需要加快办理',
    replyBy: replyBy(call, request, facts),
  };
  const addressee = ports.matters
    .directory(call.tenant, call.now)
    .then((each) => each.unit(holder[0])?.name ?? holder[1]);
  return {
    title,
    contents: orderContents(title, items, asked, await addressee, facts),
    addressees: [holder[0]],
    matters: items.map(({ row }) => row.id),
    period: null,
  };
}

const replyBy = (call: Call, { replyBy: wanted }: DocumentRequest, { calendar }: Facts): string =>
  wanted ?? dayOf(addWorkingDays(calendar, toInstant(call.now), 5).instant);

const MOST_MATTERS = 50;

async function itemsOf(
  ports: DocumentPorts,
  call: Call,
  { matters, unit }: DocumentRequest,
): Promise<readonly OrderItem[]> {
  const ids = matters ?? (unit ? (await overdueRows(ports, call, unit)).map((each) => each.id) : []);
  if (ids.length === 0)
    throw refuse({
      code: 'document.no-matters',
      kind: 'invalid',
      what: unit ? '这个单位没有超期事项' : '没有选择事项',
      todo: '请选择要写入文书的事项',
    });
  if (ids.length > MOST_MATTERS)
    throw refuse({
      code: 'document.too-many-matters',
      kind: 'invalid',
      what: `这个单位有 ${ids.length} 件超期事项，一份文书最多写 ${MOST_MATTERS} 件`,
      todo: '请勾选事项，分几份生成',
    });
  const items: OrderItem[] = [];
  for (const id of ids) {
    const detail = await readDetail(ports.matters, call, id);
    const { clocks } = ports.matters.book.active(call.tenant, detail.loop).definition;
    items.push({
      row: detail,
      text: detail.fields.find((each) => each.type === 'longtext')?.display,
      others: detail.fields.find((each) => each.type === 'units')?.display,
      finalDue: detail.clocks.find((each) => clocks[each.name]?.governs)?.fireAt ?? undefined,
    });
  }
  return items;
}

/** The order makes the matter a supervised one, with its number in the history. */
async function supervise(
  ports: DocumentPorts,
  call: Call,
  { matters, number }: DocumentRecord,
  { ask }: DocumentRequest,
): Promise<readonly string[]> {
  const { idempotencyKey: _, ...own } = call;
  const notes: string[] = [];
  for (const id of matters) {
    try {
      await ports.move(own, {
        id,
        move: 'supervise',
        input: { note: `督办单${number}。${ask ?? '请抓紧办理并反馈。'}` },
      });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      notes.push(error.message);
    }
  }
  return [...new Set(notes)];
}
