import { type ChildProcess, fork } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ExchangePorts, exchangeOperations, tellPeers } from '#domains/appeals';
import { createHttpApp, createMetrics, type HttpApp } from '#entrypoints/http';
import { idSource } from '#kernel';
import { type AppealsSite, actors, appealsSite, START, TENANT } from '#testing/appeals-site';
import { tellOrders } from '../../src/main/demo/exchange.ts';
import { exchangePorts } from '../../src/main/ports/exchange.ts';

const SECRET = { '12345': 'secret-of-the-hotline', '110': 'secret-of-the-police' } as const;
const MINUTE = 60_000;
const office = { ...actors.longyou, permissions: [...actors.longyou.permissions, 'hotline.exchange'] };
const { power, city } = actors;

let site: AppealsSite;
let ports: ExchangePorts;
let app: HttpApp;
let hotline: ChildProcess;
let hotlineUrl = '';

beforeAll(async () => {
  hotline = fork(fileURLToPath(new URL('./peer-process.ts', import.meta.url)), [SECRET['12345']], { silent: true });
  const [line] = (await once(hotline.stdout ?? hotline, 'data')) as [Buffer];
  hotlineUrl = `http://127.0.0.1:${line.toString().trim()}`;
  site = await appealsSite(({ databases, matters, ports: appeals }) => {
    ports = exchangePorts({
      databases,
      matters,
      appeals,
      wallClock: () => (site === undefined ? START : site.now()),
      peers: [
        { peer: '12345', title: '12345 热线', channel: 'hotline-12345', secret: SECRET['12345'], url: hotlineUrl },
        { peer: '110', title: '110 指挥中心', channel: 'police-110', secret: SECRET['110'] },
      ],
    });
    return exchangeOperations(ports);
  });
  app = createHttpApp({
    operations: site.operations,
    resolveTenant: () => TENANT,
    resolveActor: async () => actors.anonymous,
    clock: async () => site.now(),
    ids: idSource(Date.now, (size) => crypto.getRandomValues(new Uint8Array(size))),
    logger: { info: () => {}, warn: () => {}, error: ({ err }: { err?: unknown }) => console.error(err) },
    metrics: createMetrics({ process: false }),
    about: { title: '畅营', version: '0' },
  });
});
afterAll(async () => {
  hotline.disconnect();
  await site[Symbol.asyncDispose]();
});

const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([k, v]) => [k, sorted(v)]),
        )
      : value;

type Answer = { readonly matter: { readonly id: string; readonly number: string } };

/** Signs as a peer's own programmer would from the documentation. */
async function send(line: string, message: { readonly peer: string }, secret?: string, at = site.now()) {
  const [method = '', path = ''] = line.split(' ');
  const seconds = Math.floor(at / 1000);
  const key = secret ?? SECRET[message.peer as keyof typeof SECRET];
  const mac = createHmac('sha256', key)
    .update(`${seconds}.${JSON.stringify(sorted(message))}`)
    .digest('hex');
  const response = await app.request(path, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${seconds}.${mac}` },
    body: JSON.stringify(message),
  });
  return { status: response.status, body: (await response.json()) as Answer };
}

const ORDERS = 'POST /api/exchange/work-orders';
const order = (number: string, more: object = {}) => ({
  peer: '12345',
  number,
  at: START,
  body: ' 来电反映：龙游湖镇镇工业园区天然气管道气未接通，影响窑炉改造。',
  contactPhone: '13800000000',
  ...more,
});
const status = (number: string, event: string, more: object = {}) => ({
  peer: '12345',
  number,
  event,
  at: START,
  status: 'noted',
  ...more,
});
const put = (message: { readonly peer: string; readonly number: string }) =>
  send(`PUT /api/exchange/work-orders/${encodeURIComponent(message.number)}/status`, message);

test('an unsigned, wrongly signed, altered or old message is refused, and nothing is opened', async () => {
  const given = order('HL-0');
  const old = await send(ORDERS, given, undefined, site.now() - 10 * MINUTE);
  const wrong = await send(ORDERS, given, 'another secret');
  const strange = await send(ORDERS, { ...given, peer: 'nobody' }, 'x');
  const bare = await app.request('/api/exchange/work-orders', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(given),
  });
  expect([old.status, wrong.status, strange.status, bare.status]).toEqual([401, 401, 401, 401]);
  expect(await ports.orders.findByPeer(TENANT, '12345', 'HL-0')).toBeUndefined();
});

test('the same order sent five times at once, and later with other words, is one matter', async () => {
  const all = await Promise.all(Array.from({ length: 5 }, () => send(ORDERS, order('HL-1'))));
  expect(new Set(all.map((each) => each.status))).toEqual(new Set([200]));
  const again = await send(ORDERS, order('HL-1', { body: '同一工单，内容有改动，重新推送' }));
  const matters = new Set([...all, again].map((each) => JSON.stringify(each.body.matter)));
  expect(matters.size).toBe(1);
  expect(again.body).toMatchObject({ number: 'HL-1', existed: true });
  const { id } = again.body.matter;
  const detail = await site.detail(office, id);
  expect(detail).toMatchObject({ channel: { code: 'hotline-12345' }, region: { code: '330825' } });
  expect(detail.timeline.filter((each) => each.type === 'opened')).toHaveLength(1);
});

test('an order transferred from 12345 to 110 keeps one number and both logs', async () => {
  const first = await send(ORDERS, order('HL-2'));
  await put(status('HL-2', 'e1', { status: 'transferred', to: '110', at: START + MINUTE, text: '涉及阻工，转 110' }));
  const moved = await send(
    ORDERS,
    order('JJ-77', { peer: '110', transferredFrom: { peer: '12345', number: 'HL-2' }, at: START + 2 * MINUTE }),
  );
  await put({ ...status('JJ-77', 'x1', { at: START + 3 * MINUTE, text: '民警已到场' }), peer: '110' });
  expect(moved.body).toMatchObject({ number: 'HL-2', existed: true, matter: first.body.matter });
  const { id } = first.body.matter;
  const view = await site.does('exchange.order', office, { id });
  expect(view.number).toBe('HL-2');
  expect(view.peers.map((each: { peer: string }) => each.peer)).toEqual(expect.arrayContaining(['12345', '110']));
  expect(view.log.map((each: { peer: string; text?: string }) => [each.peer, each.text ?? ''])).toEqual([
    ['12345', ''],
    ['12345', '涉及阻工，转 110'],
    ['110', '由 12345 转来，沿用编号 HL-2'],
    ['110', '民警已到场'],
  ]);
});

test('when the second peer’s order comes first, the number is still the first one’s, and the late order joins it', async () => {
  const police = await send(
    ORDERS,
    order('JJ-88', { peer: '110', transferredFrom: { peer: '12345', number: 'HL-3' } }),
  );
  const late = await send(ORDERS, order('HL-3'));
  expect(late.body).toMatchObject({ number: 'HL-3', existed: true, matter: police.body.matter });
});

test('a record that comes before its order waits, comes late without turning the state back, and counts once', async () => {
  const early = await put(status('HL-4', 'e2', { status: 'called-back', at: START + 9 * MINUTE, text: '已回访' }));
  expect(early.body).toEqual({ known: false, repeated: false });
  const opened = await send(ORDERS, order('HL-4'));
  const late = status('HL-4', 'e1', { status: 'accepted', at: START + MINUTE });
  expect((await put(late)).body).toMatchObject({ known: true, repeated: false, number: 'HL-4' });
  expect((await put(late)).body).toMatchObject({ repeated: true });
  const { id } = opened.body.matter;
  const view = await site.does('exchange.order', office, { id });
  expect(view.status).toMatchObject({ code: 'called-back', at: START + 9 * MINUTE });
  expect(view.log.map((each: { status: string }) => each.status)).toEqual(['accepted', 'accepted', 'called-back']);
});

test('a caller who withdraws at the hotline withdraws the matter, once, and never one that has ended', async () => {
  const { body } = await send(ORDERS, order('HL-5'));
  const withdrawn = status('HL-5', 'w1', { status: 'withdrawn' });
  await put(withdrawn);
  expect((await put(withdrawn)).status).toBe(200);
  const { id } = body.matter;
  const detail = await site.detail(office, id);
  expect(detail.status.code).toBe('withdrawn');
  expect(detail.timeline.filter((each) => each.type === 'withdraw')).toHaveLength(1);
});

const hotlineKnows = async () =>
  (await (await fetch(hotlineUrl)).json()) as {
    known: Record<string, { seq: number; status: string; times: number }>;
    refused: number;
    forged: number;
  };

test('the peer’s process is told how its orders stand, again after it failed, and only the latest', async () => {
  const { body } = await send(ORDERS, order('HL-6'));
  const { id } = body.matter;
  await tellPeers(ports, TENANT, site.now());
  expect((await hotlineKnows()).known['HL-6']).toBeUndefined();
  expect(await tellPeers(ports, TENANT, site.now())).toBe(0);
  await site.move(office, id, 'assign', { unit: 'longyou-power' });
  await site.move(power, id, 'sign');
  site.wait(2 * MINUTE);
  await tellPeers(ports, TENANT, site.now());
  site.wait(10 * MINUTE);
  await tellPeers(ports, TENANT, site.now());
  const knows = await hotlineKnows();
  expect(knows.forged).toBe(0);
  expect(knows.refused).toBeGreaterThan(1);
  expect(knows.known['HL-6']).toMatchObject({
    status: '办理中',
    holder: '龙游县供电公司',
    sharedNumber: 'HL-6',
    times: 1,
  });
  site.wait(60 * MINUTE);
  await tellPeers(ports, TENANT, site.now());
  expect((await hotlineKnows()).known['HL-6']?.times).toBe(1);
  const view = await site.does('exchange.order', office, { id });
  expect(view.log.filter((each: { direction: string }) => each.direction === 'out')).toHaveLength(1);
});

async function workbook(rows: readonly (readonly unknown[])[]) {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('x');
  for (const row of rows) sheet.addRow([...row]);
  return { name: '工单.xlsx', type: 'application/x', bytes: new Uint8Array(await book.xlsx.writeBuffer()) };
}

const HEAD = ['内容', '工单编号', '来电时间', '类别', '地区', '联系电话'];

test('of an Excel file the good rows go in, the bad ones are told by row and column, and again it changes nothing', async () => {
  const file = await workbook([
    HEAD,
    [
      '园区道路没有路灯，夜班员工出行危险',
      'XL-1',
      new Date('2026-03-02T09:30:00Z'),
      '园区配套',
      '龙游县',
      '13800000001',
    ],
    ['太短', 'XL-2', '2026-03-02 10:00', '', '', ''],
    ['货车限行，原料进不来', 'XL-3', '昨天', '没有这一类', '龙游', '123'],
    [],
    ['高速出口拥堵，物流成本上升', 'XL-4', '2026.3.2 8:05', '', '湖镇镇', ''],
    ['没有编号的一行，应当被指出来', '', '', '', '', ''],
  ]);
  const first = await site.does('exchange.import', office, { peer: '12345', file });
  expect(first).toMatchObject({ opened: 2, existed: 0 });
  expect(first.wrong.map((each: { row: number; column: string }) => [each.row, each.column])).toEqual([
    [3, '内容'],
    [4, '来电时间'],
    [4, '类别'],
    [4, '联系电话'],
    [7, '工单编号'],
  ]);
  const again = await site.does('exchange.import', office, { peer: '12345', file });
  expect(again).toEqual({ ...first, opened: 0, existed: 2 });
  const known = await ports.orders.findByPeer(TENANT, '12345', 'XL-1');
  expect((await ports.orders.logOf(TENANT, known?.parties ?? []))[0]?.at).toBe(Date.parse('2026-03-02T09:30:00+08:00'));
});

test('what is exported can be imported again and changes nothing', async () => {
  const range = { from: '2026-03-01', to: '2026-03-03' };
  const file = await site.does('exchange.export', office, range);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(file.bytes.slice().buffer);
  const rows = book.worksheets[0]?.rowCount ?? 0;
  expect(rows).toBeGreaterThan(6);
  const again = await site.does('exchange.import', office, { peer: '12345', file });
  expect(again).toMatchObject({ opened: 0, existed: rows - 1, wrong: [] });
  const text = JSON.stringify(book.worksheets[0]?.getSheetValues());
  expect(text).not.toContain('13800000000');
});

test('the demo’s peers push their orders as any peer does: one is transferred and keeps its number; again adds none', async () => {
  const peers = [
    { peer: '12345', secret: SECRET['12345'] },
    { peer: '110', secret: SECRET['110'] },
  ] as const;
  const tell = () =>
    tellOrders(
      ({ operation, input, actor, token }) => site.does(operation, actor, input as object, { ...(token && { token }) }),
      { peers, at: site.now() },
      site.now(),
    );
  await tell();
  await tell();
  const moved = await ports.orders.findByPeer(TENANT, '110', 'DEMO-110-0001');
  expect(moved).toMatchObject({ number: 'DEMO-12345-0004', origin: '12345' });
  expect(new Set(moved?.parties.map((each) => each.peer))).toEqual(new Set(['110', '12345']));
});

test('a file can be brought without a secret, a message cannot, and it is told what is missing', async () => {
  const bare = exchangeOperations({
    ...ports,
    peers: () => [{ peer: '12345', title: '12345 热线', channel: 'hotline-12345' }],
  });
  const does = (id: string, input: object) => {
    const found = bare.find((each) => each.id === id);
    if (!found) throw new Error(id);
    const call = { tenant: TENANT, actor: office, now: site.now(), requestId: 'bare', token: '1772413200.00' };
    return (found.handle as (call: object, input: object) => Promise<unknown>)(call, input);
  };
  const row = ['没有密钥也能用 Excel 导入的一件工单', 'BARE-1', '2026-03-02 9:30', '', '龙游县', '13800000001'];
  await expect(does('exchange.import', { peer: '12345', file: await workbook([HEAD, row]) })).resolves.toMatchObject({
    opened: 1,
  });
  await expect(does('exchange.import', { peer: 'x', file: await workbook([HEAD, row]) })).rejects.toThrow('12345 热线');
  await expect(does('exchange.receive', order('BARE-2'))).rejects.toThrow('还没有登记对接密钥');
});

test('another county’s office exports none of Longyou’s orders, and a file without the needed columns is refused', async () => {
  const kaihua = { ...office, id: 'p-kh', unit: 'kaihua-biz-office' };
  const file = await site.does('exchange.export', kaihua, { from: '2026-03-01', to: '2026-03-03' });
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(file.bytes.slice().buffer);
  expect(book.worksheets[0]?.rowCount).toBe(1);
  await expect(
    site.does('exchange.import', office, { peer: '12345', file: await workbook([['标题']]) }),
  ).rejects.toThrow('工单编号');
  const text = { name: 'a.xlsx', type: '', bytes: new TextEncoder().encode('not a workbook') };
  await expect(site.does('exchange.import', office, { peer: '12345', file: text })).rejects.toThrow('Excel');
  await expect(site.does('exchange.order', city, { id: 'none' })).rejects.toThrow('没有这件事项');
});
