import { z } from 'zod';
import { type AnyOperation, type Call, Day, type FileValue, fileField, operation, refuse } from '#kernel';
import { bundle, indicatorTitles, materialNumber } from './bundle.ts';
import { KINDS, type Material, type MaterialKind, type MaterialPorts } from './ports.ts';

const Id = z.string().min(1).max(64);
const Kind = z.enum(Object.keys(KINDS) as [MaterialKind, ...MaterialKind[]]);
/** `a,b`: a form that carries a file has no lists. */
const Codes = z
  .string()
  .max(2000)
  .transform((text) =>
    [
      ...new Set(
        text
          .split(',')
          .map((each) => each.trim())
          .filter(Boolean),
      ),
    ].slice(0, 100),
  );
const Named = z.object({ id: z.string(), name: z.string() });

const View = z.object({
  id: z.string(),
  number: z.string(),
  kind: Kind,
  title: z.string(),
  supports: z.string(),
  source: z.string(),
  day: z.string(),
  indicators: z.array(Named),
  url: z.string().optional(),
  figure: z.string().optional(),
  file: z.object({ name: z.string(), size: z.number() }).optional(),
  unit: Named,
  at: z.number(),
  mine: z.boolean(),
});

/** 参评资料库: by indicator, each with source, day and the point it shows; a bundle for the evaluators. */
export function materialOperations(ports: MaterialPorts) {
  return [
    listOperation(ports),
    addOperation(ports),
    operation({
      id: 'materials.file',
      method: 'GET',
      path: '/api/materials/{id}/file',
      title: '下载资料',
      permission: 'collect.read',
      produces: 'file',
      input: z.object({ id: Id }),
      output: z.custom<FileValue>(),
      handle: async (call, { id }) => {
        const found = await getMaterial(ports, call, id);
        const sealed = found.file && (await ports.materials.bytes(call.tenant, id));
        if (found.file && sealed) return { name: found.file.name, type: found.file.type, bytes: ports.unseal(sealed) };
        throw refuse({
          code: 'materials.no-file',
          kind: 'not-found',
          what: '这份资料没有文件',
          todo: '请看链接或数据',
        });
      },
    }),
    operation({
      id: 'materials.withdraw',
      method: 'POST',
      path: '/api/materials/{id}/withdraw',
      title: '撤下资料：写明理由，原件留存',
      permission: 'materials.write',
      input: z.strictObject({ id: Id, why: z.string().trim().min(2).max(300) }),
      output: z.object({ id: z.string() }),
      handle: async (call, { id, why }) => {
        const found = await getMaterial(ports, call, id);
        if (!isMine(call, found))
          throw refuse({
            code: 'materials.not-mine',
            kind: 'forbidden',
            what: '只能撤下本单位登记的资料',
            todo: '请联系登记单位',
          });
        await ports.materials.withdraw(call.tenant, id, why, call.now);
        return { id };
      },
    }),
    operation({
      id: 'materials.bundle',
      method: 'GET',
      path: '/api/material-bundle',
      title: '导出评价资料包：按指标分好，附目录（.xlsx、.docx）',
      permission: 'collect.read',
      produces: 'file',
      input: z.object({ scheme: Id, indicators: Codes.optional() }),
      output: z.custom<FileValue>(),
      handle: (call, asked) => bundle(ports, call, asked),
    }),
  ] satisfies readonly AnyOperation[];
}

async function getMaterial(ports: MaterialPorts, call: Call, id: string): Promise<Material> {
  const found = await ports.materials.find(call.tenant, id);
  if (found && found.withdrawnAt === null) return found;
  throw refuse({
    code: 'materials.unknown',
    kind: 'not-found',
    what: '没有这份资料，或已撤下',
    todo: '请从资料库里打开',
  });
}

const isMine = ({ actor }: Call, { unit }: Material): boolean =>
  actor.unit === unit || actor.permissions.includes('collect.manage');

const listOperation = (ports: MaterialPorts) =>
  operation({
    id: 'materials.list',
    method: 'GET',
    path: '/api/materials',
    title: '参评资料库：按指标、种类、单位、文字查',
    permission: 'collect.read',
    input: z.object({
      q: z.string().trim().max(100).optional(),
      indicators: Codes.optional(),
      kind: Kind.optional(),
      unit: Id.optional(),
      before: z.coerce.number().int().min(0).max(2_000_000_000).optional().describe('上一页最后一份的序号'),
      limit: z.coerce.number().int().min(1).max(100).default(30),
    }),
    output: z.object({ items: z.array(View), next: z.number().optional() }),
    handle: async (call, { q, limit, ...filter }) => {
      const tokens = q ? ports.queryTokens(q) : undefined;
      const rows = await ports.materials.list(call.tenant, { ...filter, tokens, limit: limit + 1 });
      const view = await viewer(ports, call);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return { items: page.map(view), ...(rows.length > limit && last ? { next: last.number } : {}) };
    },
  });

async function viewer(ports: MaterialPorts, call: Call): Promise<(material: Material) => z.infer<typeof View>> {
  const [titles, unitName] = [indicatorTitles(ports), await ports.unitNames(call)];
  return (each) => ({
    ...{ id: each.id, number: materialNumber(each), kind: each.kind, title: each.title, supports: each.supports },
    ...{ source: each.source, day: each.day, at: each.at, mine: isMine(call, each) },
    indicators: each.indicators.map((code) => ({ id: code, name: titles.get(code) ?? code })),
    unit: { id: each.unit, name: unitName(each.unit) },
    ...(each.url ? { url: each.url } : {}),
    ...(each.figure ? { figure: each.figure } : {}),
    ...(each.file ? { file: { name: each.file.name, size: each.file.size } } : {}),
  });
}

const Given = z.object({
  kind: Kind,
  title: z.string().trim().min(2).max(200),
  supports: z.string().trim().min(2).max(500).describe('这份资料说明什么'),
  source: z.string().trim().min(2).max(200).describe('出自哪里：文号、系统、报表'),
  day: Day,
  indicators: Codes,
  url: z
    .url({ protocol: /^https?$/ })
    .max(1000)
    .optional(),
  figure: z.string().trim().max(200).optional().describe('统计数据，带单位'),
  file: fileField('资料文件').optional(),
});

const addOperation = (ports: MaterialPorts) =>
  operation({
    id: 'materials.add',
    method: 'POST',
    path: '/api/materials',
    title: '登记参评资料：文件、图片、链接、统计数据',
    permission: 'materials.write',
    consumes: 'multipart',
    bodyLimit: 21 * 1024 * 1024,
    input: Given,
    output: View,
    handle: async (call, given) => {
      checkGiven(ports, given);
      const { file, url = null, figure = null, ...rest } = given;
      const id = await ports.reserveId(call, ports.ids());
      const head = file && {
        name: file.name,
        type: file.type || 'application/octet-stream',
        size: file.bytes.length,
        sha256: ports.sha256(file.bytes),
      };
      const material = {
        ...rest,
        id,
        url,
        figure,
        file: head ?? null,
        unit: call.actor.unit ?? '',
        by: call.actor.id,
        at: call.now,
      };
      const tokens = ports.tokens([rest.title, rest.supports, rest.source, file?.name ?? '', figure ?? ''].join(' '));
      const number = await ports.materials.add(call.tenant, material, tokens, file ? ports.seal(file.bytes) : null);
      return (await viewer(ports, call))({ ...material, number, withdrawnAt: null, withdrawnWhy: null });
    },
  });

/** Each kind has its own substance, and each indicator must be one that there is. */
function checkGiven(ports: MaterialPorts, { kind, indicators, url, figure, file }: z.infer<typeof Given>): void {
  const no = (what: string, path: string): never => {
    throw refuse({
      code: 'materials.given',
      kind: 'invalid',
      what,
      todo: '请补齐后再登记',
      at: [{ path, message: what }],
    });
  };
  const known = indicatorTitles(ports);
  const strange = indicators.find((each) => !known.has(each));
  if (indicators.length === 0) no('没有选指标', 'indicators');
  if (strange) no(`没有指标“${strange}”`, 'indicators');
  if (kind === 'link' && !url) no('没有写链接', 'url');
  if (kind === 'statistic' && !figure) no('没有写数据', 'figure');
  if ((kind === 'file' || kind === 'picture') && !file) no('没有选文件', 'file');
  if (file) ports.checkUpload(file);
}
