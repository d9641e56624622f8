import { z } from 'zod';
import { verificationPage } from '#engines/draws';
import { type AnyOperation, type Call, type FileValue, operation, refuse } from '#kernel';
import type { QualityPorts } from './ports.ts';
import {
  announce,
  type Draw,
  DrawRequest,
  drawWith,
  getDraw,
  ResultGiven,
  SeedGiven,
  selectedOf,
  takeResult,
} from './sampling/index.ts';

const DrawNumber = z.int().min(1).max(1_000_000_000).describe('抽取编号');
const Line = z.object({ code: z.string(), stratum: z.string() });

const DrawView = z.object({
  number: z.number(),
  kind: z.string(),
  purpose: z.string(),
  announcedAt: z.number(),
  drawnAt: z.number().optional(),
  announcement: z.object({
    frameRoot: z.string(),
    frameCount: z.number(),
    excludedCount: z.number(),
    rulesHash: z.string(),
    hash: z.string(),
    commitments: z.array(z.object({ party: z.string(), commitment: z.string() })),
  }),
  replaces: z.object({ number: z.number(), reason: z.string() }).optional(),
  strata: z.array(
    z.object({
      stratum: z.string(),
      size: z.number(),
      drawn: z.number(),
      probability: z.number(),
      selected: z.array(z.string()),
    }),
  ),
  units: z.array(Line),
  exclusions: z.array(z.object({ code: z.string(), reason: z.string() })),
  selected: z.array(
    z.object({
      code: z.string(),
      matter: z.string(),
      title: z.string().optional().describe('看得到的人才有'),
      passed: z.boolean().optional(),
      reopened: z.boolean().optional(),
    }),
  ),
  recordHash: z.string().optional(),
});
type DrawView = z.infer<typeof DrawView>;

async function viewOf(ports: QualityPorts, call: Call, draw: Draw): Promise<DrawView> {
  const { record, results } = draw;
  const drawn = record ? selectedOf(record) : [];
  const seen = await ports.named(
    call,
    drawn.flatMap((code) => draw.members[code] ?? []),
  );
  const titles = new Map(seen.map(({ id, title }) => [id, title]));
  const { frameRoot, frameCount, excludedCount, rulesHash, hash, commitments } = draw.announcement;
  return {
    number: draw.number,
    kind: draw.kind,
    purpose: draw.plan.purpose,
    announcedAt: draw.announcedAt,
    announcement: { frameRoot, frameCount, excludedCount, rulesHash, hash, commitments: [...commitments] },
    strata: (record?.strata ?? []).map(({ selected, stratum, size, drawn, probability }) => ({
      stratum,
      size,
      drawn,
      probability,
      selected: selected.map(({ code }) => code),
    })),
    units: [...draw.units],
    exclusions: [...draw.exclusions],
    selected: drawn.map((code) => {
      const result = results.find((each) => each.code === code);
      const matter = draw.members[code] ?? '';
      const title = titles.get(matter);
      return {
        code,
        matter,
        ...(title === undefined ? {} : { title }),
        ...(result ? { passed: result.passed, reopened: result.reopened } : {}),
      };
    }),
    ...(draw.replaces ? { replaces: draw.replaces } : {}),
    ...(record ? { recordHash: record.hash } : {}),
    ...(draw.drawnAt === undefined ? {} : { drawnAt: draw.drawnAt }),
  };
}

async function page(ports: QualityPorts, call: Call, number: number): Promise<FileValue> {
  const { record } = await getDraw(ports, call, number);
  if (!record)
    throw refuse({
      code: 'quality.not-yet-drawn',
      kind: 'conflict',
      what: `第 ${number} 号还没有抽取`,
      todo: '抽取后即可下载验证页',
    });
  return {
    name: `抽取验证-${number}.html`,
    type: 'text/html; charset=utf-8',
    bytes: new TextEncoder().encode(verificationPage(record)),
  };
}

/** Drawing a sample that anyone can verify, and taking what the look-backs found. */
export function drawOperations(ports: QualityPorts) {
  return [
    operation({
      id: 'quality.draws',
      method: 'GET',
      path: '/api/quality/draws',
      title: '回头看、回访抽取：历次名册和结果',
      permission: 'quality.read',
      input: z.strictObject({ limit: z.int().min(1).max(200).default(50) }),
      output: z.object({
        items: z.array(
          z.object({
            number: z.number(),
            kind: z.string(),
            purpose: z.string(),
            announcedAt: z.number(),
            frameRoot: z.string(),
            frameCount: z.number(),
            hash: z.string(),
            drawnAt: z.number().optional(),
            results: z.number(),
          }),
        ),
      }),
      handle: async (call, { limit }) => ({ items: [...(await ports.draws.list(call.tenant, limit))] }),
    }),
    operation({
      id: 'quality.announce-draw',
      method: 'POST',
      path: '/api/quality/draws',
      title: '发布名册：冻结抽取范围和规则，公布其摘要',
      permission: 'quality.manage',
      input: DrawRequest,
      output: DrawView,
      handle: async (call, request) => viewOf(ports, call, await announce(ports, call, request)),
    }),
    operation({
      id: 'quality.draw',
      method: 'GET',
      path: '/api/quality/draws/{number}',
      title: '一次抽取：名册、剔除、签号、结果',
      permission: 'quality.read',
      input: z.strictObject({ number: DrawNumber }),
      output: DrawView,
      handle: async (call, { number }) => viewOf(ports, call, await getDraw(ports, call, number)),
    }),
    operation({
      id: 'quality.seed-draw',
      method: 'POST',
      path: '/api/quality/draws/{number}/seed',
      title: '抽取：以名册公布之后产生的种子抽取，一次为准',
      permission: 'quality.manage',
      input: z.strictObject({ number: DrawNumber, seed: SeedGiven }),
      output: DrawView,
      handle: async (call, { number, seed }) => viewOf(ports, call, await drawWith(ports, call, number, seed)),
    }),
    operation({
      id: 'quality.draw-page',
      method: 'GET',
      path: '/api/quality/draws/{number}/page',
      title: '下载验证页：任何人可离线重算这次抽取',
      permission: 'public',
      produces: 'file',
      input: z.strictObject({ number: DrawNumber }),
      output: z.custom<FileValue>(),
      handle: (call, { number }) => page(ports, call, number),
    }),
    operation({
      id: 'quality.draw-result',
      method: 'POST',
      path: '/api/quality/draws/{number}/results',
      title: '登记核查结果；未通过的事项自动重办',
      permission: 'quality.manage',
      input: ResultGiven.extend({ number: DrawNumber }),
      output: z.object({
        code: z.string(),
        matter: z.string(),
        passed: z.boolean(),
        reopened: z.boolean(),
        why: z.string().optional(),
      }),
      handle: async (call, { number, ...given }) => {
        const { code, matter, passed, reopened, why } = await takeResult(ports, call, number, given);
        return { code, matter, passed, reopened, ...(why === undefined ? {} : { why }) };
      },
    }),
  ] satisfies readonly AnyOperation[];
}
