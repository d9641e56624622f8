import { z } from 'zod';
import {
  type AnyOperation,
  addDays,
  type Call,
  Day,
  day,
  type FileValue,
  fileField,
  isRefusal,
  operation,
  refuse,
  startOfDay,
} from '#kernel';
import type { ExchangePorts, Order } from './ports.ts';
import { getPeer, receiveOrder, receiveStatus } from './receive.ts';
import { OrderView, STATUS_TITLES, WorkOrder, WorkOrderStatus } from './schema.ts';
import { checkSignature } from './signature.ts';
import { type Codes, readOrders, writeOrders } from './workbook.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Peers sign instead of signing in; the input as it was sent is what is signed. */
function checkPeer(ports: ExchangePorts, call: Call, input: { readonly peer: string }): void {
  const peer = ports.peers(call.tenant).find((each) => each.peer === input.peer);
  checkSignature(input.peer, peer?.secret, call.token, input, ports.wallClock());
}

async function viewOf(ports: ExchangePorts, call: Call, order: Order): Promise<OrderView> {
  const log = await ports.orders.logOf(call.tenant, order.parties);
  const titles = new Map(ports.peers(call.tenant).map((each) => [each.peer, each.title]));
  const last = log.findLast((each) => each.direction === 'in' && each.status !== 'noted');
  const title = (status: string): string => STATUS_TITLES[status as keyof typeof STATUS_TITLES] ?? status;
  const number = await ports.read(
    { ...call, actor: { kind: 'enterprise', id: `follow:${order.matter}`, roles: [], permissions: [] } },
    order.matter,
  );
  return {
    number: order.number,
    matter: { id: order.matter, number: number.state.number },
    origin: order.origin,
    peers: order.parties.map((each) => ({ ...each, title: titles.get(each.peer) ?? each.peer })),
    ...(last ? { status: { code: last.status, title: title(last.status), peer: last.peer, at: last.at } } : {}),
    log: log.map(({ peer, at, receivedAt, direction, status, text }) => ({
      peer,
      at,
      receivedAt,
      direction,
      status,
      title: title(status),
      ...(text === undefined ? {} : { text }),
    })),
  };
}

/** The exchange of work orders with 12345, 110 and whoever else: by message and by Excel file. */
export function exchangeOperations(ports: ExchangePorts) {
  return [
    operation({
      id: 'exchange.receive',
      method: 'POST',
      path: '/api/exchange/work-orders',
      title: '对端推送工单（签名）：同一编号重复推送不重复立件；转来的工单沿用原编号',
      permission: 'public',
      input: WorkOrder,
      output: z.object({
        number: z.string(),
        matter: z.object({ id: z.string(), number: z.string() }),
        existed: z.boolean(),
        code: z.string().optional().describe('来电人的查询码，只在首次返回'),
      }),
      handle: async (call, input) => {
        checkPeer(ports, call, input);
        const { order, existed, code } = await receiveOrder(ports, call, input);
        const { number, matter } = await viewOf(ports, call, order);
        return { number, matter, existed, ...(code === undefined ? {} : { code }) };
      },
    }),
    operation({
      id: 'exchange.status',
      method: 'PUT',
      path: '/api/exchange/work-orders/{number}/status',
      title: '对端更新工单状态（签名）：按发生时间入日志，重发不重记，先到的等工单',
      permission: 'public',
      input: WorkOrderStatus,
      output: z.object({ known: z.boolean(), repeated: z.boolean(), number: z.string().optional() }),
      handle: async (call, input) => {
        checkPeer(ports, call, input);
        const { known, repeated, order } = await receiveStatus(ports, call, input);
        return { known, repeated, ...(order ? { number: order.number } : {}) };
      },
    }),
    operation({
      id: 'exchange.order',
      method: 'GET',
      path: '/api/matters/{id}/work-order',
      title: '一件事项的工单：唯一编号、经手的对端和双方日志',
      permission: 'hotline.read',
      input: z.object({ id: z.string().min(1).max(64) }),
      output: OrderView,
      handle: async (call, { id }) => {
        await ports.read(call, id);
        const order = await ports.orders.findByMatter(call.tenant, id);
        if (!order)
          throw refuse({ code: 'exchange.no-order', kind: 'not-found', what: '这件事项不是由 12345、110 工单而来' });
        return viewOf(ports, call, order);
      },
    }),
    operation({
      id: 'exchange.import',
      method: 'POST',
      path: '/api/exchange/import',
      title: '导入工单 Excel：有误的行按行列指出，其余照办；重复导入不重复立件',
      permission: 'hotline.exchange',
      consumes: 'multipart',
      input: z.object({ peer: z.string().max(32), file: fileField('工单 Excel') }),
      output: z.object({
        opened: z.number(),
        existed: z.number(),
        wrong: z.array(z.object({ row: z.number(), column: z.string(), message: z.string() })),
      }),
      handle: (call, { peer, file }) => importOrders(ports, call, peer, file),
    }),
    operation({
      id: 'exchange.export',
      method: 'GET',
      path: '/api/exchange/export',
      title: '导出工单 Excel',
      permission: 'hotline.read',
      produces: 'file',
      input: z.strictObject({ from: Day, to: Day }),
      output: z.custom<FileValue>(),
      handle: (call, { from, to }) => exportOrders(ports, call, startOfDay(day(from)), startOfDay(addDays(day(to), 1))),
    }),
  ] satisfies readonly AnyOperation[];
}

async function importOrders(ports: ExchangePorts, call: Call, peer: string, file: FileValue) {
  getPeer(ports, call.tenant, peer);
  const { orders, wrong } = await readOrders(file.bytes, peer, codesOf(ports, call.tenant), call.now);
  const faults = [...wrong];
  let opened = 0;
  let existed = 0;
  for (const { row, order } of orders) {
    try {
      const received = await receiveOrder(ports, call, order);
      if (received.existed) existed += 1;
      else opened += 1;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      faults.push({ row, column: '工单编号', message: error.message });
    }
  }
  return { opened, existed, wrong: faults.sort((a, b) => a.row - b.row) };
}

function codesOf(ports: ExchangePorts, tenant: string): Codes {
  const region = new Map<string, string>();
  for (const place of ports.places(tenant)) region.set(place.name, place.region);
  for (const code of new Set(region.values())) region.set(code, code);
  const categories = ports.categories(tenant);
  return {
    region,
    category: new Map(categories.flatMap(({ code, title }) => [[code, code] as const, [title, code] as const])),
  };
}

async function exportOrders(ports: ExchangePorts, call: Call, from: number, to: number): Promise<FileValue> {
  const titleIn = (value: unknown): string =>
    typeof value === 'object' && value !== null && 'title' in value ? String(value.title) : '';
  const lines = (await ports.orderRows(call, from, to)).map(({ order, row }) => ({
    number: order.number,
    at: Number(row.openedAt),
    title: String(row.title ?? ''),
    category: titleIn(row.category),
    region: titleIn(row.region),
    matterNumber: String(row.number ?? ''),
    peers: order.parties.map((each) => each.peer).join('、'),
    status: titleIn(row.status),
    holder: holderName(row.holder),
    closedAt: typeof row.closedAt === 'number' ? row.closedAt : undefined,
  }));
  return { name: '工单.xlsx', type: XLSX, bytes: await writeOrders(lines) };
}

const holderName = (holder: unknown): string => {
  const unit = typeof holder === 'object' && holder !== null && 'unit' in holder ? holder.unit : undefined;
  return typeof unit === 'object' && unit !== null && 'name' in unit ? String(unit.name) : '';
};
