import { z } from 'zod';
import { type AnyOperation, type Call, operation, refuse } from '#kernel';
import { bulkOperations } from './bulk-operations.ts';
import { checkCodes } from './check-codes.ts';
import { MatterListInput, MatterQuery } from './list-input.ts';
import { type ReadPorts, readCounts, readDetail, readList } from './reading.ts';
import { runMove } from './run-move.ts';
import { type OpenInput, runOpen } from './run-open.ts';
import { MatterDetail, MatterRow } from './view-schema.ts';

const Id = z.string().min(1).max(64);
const IfMatch = (call: Call): number | undefined =>
  call.ifMatch && /^"?\d+"?$/.test(call.ifMatch) ? Number(call.ifMatch.replaceAll('"', '')) : undefined;

/** What anyone can do with matters of any kind. */
export function matterOperations(ports: ReadPorts) {
  return [
    ...bulkOperations(ports),
    operation({
      id: 'matters.list',
      method: 'GET',
      path: '/api/matters',
      title: '事项列表：按类型、环节、单位、时限等筛选，逐页读取',
      permission: 'signed-in',
      input: MatterListInput,
      output: z.object({ items: z.array(MatterRow), next: z.string().optional() }),
      handle: (call, input) => readList(ports, call, input),
    }),
    operation({
      id: 'matters.counts',
      method: 'GET',
      path: '/api/matters/counts',
      title: '事项数量：同一筛选下各灯号的件数',
      permission: 'signed-in',
      input: MatterQuery,
      output: z.record(z.string(), z.number()),
      handle: (call, input) => readCounts(ports, call, input),
    }),
    operation({
      id: 'matters.get',
      method: 'GET',
      path: '/api/matters/{id}',
      title: '一件事项：时间线、时限、经手单位、现在可办的动作',
      permission: 'signed-in',
      input: z.object({ id: Id }),
      output: MatterDetail,
      handle: (call, { id }) => readDetail(ports, call, id),
    }),
    operation({
      id: 'matters.move',
      method: 'POST',
      path: '/api/matters/{id}/moves/{move}',
      title: '办理：对一件事项执行一个动作',
      permission: 'signed-in',
      input: z.looseObject({ id: Id, move: z.string().max(64) }),
      output: MatterDetail,
      handle: async (call, { id, move, ...input }) => {
        await runMove(ports, call, { id, move, input, expectedSeq: IfMatch(call) });
        return readDetail(ports, call, id);
      },
    }),
    operation({
      id: 'matters.open',
      method: 'POST',
      path: '/api/matters',
      title: '新建事项',
      permission: 'signed-in',
      input: z.object({
        loop: z.string().max(64),
        fields: z.record(z.string(), z.unknown()),
        region: z.string().max(12).optional(),
        enterprise: z.string().max(18).optional(),
        grade: z.string().max(32).optional(),
        parent: Id.optional(),
        tags: z.array(z.string().max(32)).max(20).optional(),
        channel: z.string().max(32).default('office'),
        files: z.array(Id).max(20).optional().describe('先上传的附件'),
      }),
      output: MatterDetail,
      handle: async (call, input) => {
        const { definition } = ports.book.active(call.tenant, input.loop);
        checkCodes(definition, input.fields, (list) => ports.lists(call.tenant, list));
        const region = await regionFor(ports, call, input);
        const enterprise = subjectFor(call, input);
        return readDetail(ports, call, (await runOpen(ports, call, { ...input, region, enterprise })).id);
      },
    }),
  ] satisfies readonly AnyOperation[];
}

/** An enterprise speaks for itself only. */
function subjectFor({ actor }: Call, { enterprise }: OpenInput): string | undefined {
  if (actor.kind !== 'enterprise' || (enterprise ?? actor.enterprise) === actor.enterprise)
    return actor.enterprise ?? enterprise;
  throw refuse({
    code: 'matter.not-your-enterprise',
    kind: 'forbidden',
    what: '不能以其他企业的名义提交',
    todo: '请以该企业的账号登录',
  });
}

/** Which office takes it in: by the region said, the one that the loop asks for, or that of the unit that opens it. */
async function regionFor({ book, directory }: ReadPorts, call: Call, { loop, fields, region }: OpenInput) {
  if (region !== undefined) return region;
  const field = book.active(call.tenant, loop).definition.fields.find((each) => each.type === 'region');
  const asked = field && fields[field.name];
  if (typeof asked === 'string' && asked !== '') return asked;
  const { unit } = call.actor;
  return unit === undefined ? undefined : (await directory(call.tenant, call.now)).unit(unit)?.region;
}
