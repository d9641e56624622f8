import {
  announceDraw,
  commitmentOf,
  DrawInput,
  DrawPlan,
  type DrawRecord,
  freezeFrame,
  runDraw,
  type SeedOrigin,
} from '#engines/draws';
import { addDays, type Call, day, refuse, sha256, startOfDay } from '#kernel';
import { keyed, type QualityPorts } from '../ports.ts';
import { lookBackFrame } from './frame.ts';
import type { Draw, DrawRequest, SeedGiven } from './schema.ts';

/** Freezes who can be drawn and by what rule, before any seed exists. */
export async function announce(ports: QualityPorts, call: Call, request: DrawRequest): Promise<Draw> {
  const from = startOfDay(day(request.from));
  const to = startOfDay(addDays(day(request.to), 1));
  if (to > call.now) throw no('quality.draw-period', '抽取的期间还没有结束', '名册冻结后不能再变，请等期间结束');
  await checkReplaced(ports, call, request.replaces);
  const [closed, directory] = await Promise.all([
    ports.closedDuring(call, from, to),
    ports.directory(call.tenant, call.now),
  ]);
  const title = (list: string, code: string) => ports.title(call.tenant, list, code);
  const { units, exclusions, members } = lookBackFrame(closed, request.strata, { directory, title });
  const frame = freezeFrame(units, exclusions);
  const plan = DrawPlan.parse({
    purpose: request.purpose,
    period: `${request.from}—${request.to}`,
    size: request.size,
    substitutes: request.substitutes ?? 0,
  });
  const commitments = request.commitments ?? [];
  const frozen = {
    kind: request.kind,
    announcedAt: call.now,
    by: call.actor.id,
    plan,
    units: frame.units,
    exclusions: frame.exclusions,
    commitments,
    announcement: announceDraw(frame, plan, commitments),
    members,
    ...(request.replaces ? { replaces: request.replaces } : {}),
  };
  return { ...frozen, number: await ports.draws.announce(call.tenant, frozen), results: [] };
}

async function checkReplaced(ports: QualityPorts, call: Call, replaces: DrawRequest['replaces']): Promise<void> {
  if (replaces && !(await ports.draws.find(call.tenant, replaces.number)))
    throw no('quality.draw-replaced', `没有第 ${replaces.number} 号抽取`);
}

/** Draws, once, with a seed that came after the frame; then opens a follow-up matter for each that was drawn. */
export async function drawWith(ports: QualityPorts, call: Call, number: number, seed: SeedGiven): Promise<Draw> {
  const draw = await getDraw(ports, call, number);
  if (draw.record) throw no('quality.drawn', `第 ${number} 号已经抽取`, '确需重抽的，请另行发布并写明理由，两次都公开');
  const record = runDraw(
    DrawInput.parse({
      number,
      drawnAt: new Date(call.now).toISOString(),
      plan: draw.plan,
      units: draw.units,
      exclusions: draw.exclusions,
      seed: originOf(draw, seed),
      ...(draw.replaces ? { replaces: draw.replaces } : {}),
    }),
  );
  if (record.announcement.hash !== draw.announcement.hash) throw new Error(`draw ${number}: not what was announced`);
  if (!(await ports.draws.complete(call.tenant, number, record, call.now)))
    throw no('quality.drawn', `第 ${number} 号刚刚由别人抽取`, '请刷新查看结果');
  await followUp(ports, call, draw, record);
  return { ...draw, record, drawnAt: call.now };
}

/** The parties' secrets must fit what they committed to when the frame was frozen. */
function originOf({ commitments, number }: Draw, seed: SeedGiven): SeedOrigin {
  if (seed.kind === 'public') {
    if (commitments.length > 0)
      throw no('quality.draw-seed', `第 ${number} 号有${commitments.length}方先交了承诺`, '请各方公开各自的数值后再抽');
    return { kind: 'given', by: seed.source, value: sha256(`${seed.source}\n${seed.value}`) };
  }
  const committed = new Map(commitments.map((each) => [each.party, each.commitment]));
  const missing = [...committed.keys()].filter((party) => !seed.contributions.some((each) => each.party === party));
  const strange = seed.contributions.find((each) => !committed.has(each.party));
  if (strange) throw no('quality.draw-seed', `“${strange.party}”没有事先提交承诺`);
  if (missing.length > 0) throw no('quality.draw-seed', `还缺${missing.join('、')}公开的数值`);
  const contributions = seed.contributions.map(({ party, secret }) => ({
    party,
    secret,
    commitment: committed.get(party) ?? commitmentOf(party, secret),
  }));
  return { kind: 'ceremony', contributions, ...(seed.publicValue ? { publicValue: seed.publicValue } : {}) };
}

export const selectedOf = (record: DrawRecord): readonly string[] =>
  record.strata.flatMap((each) => each.selected.map(({ code }) => code));

const LOOPS = { 'look-back': 'look-back', 'call-back': 'call-back' } as const;

/** May be repeated: each follow-up is opened under its own key. */
export async function followUp(ports: QualityPorts, call: Call, draw: Draw, record: DrawRecord): Promise<number> {
  const loop = LOOPS[draw.kind];
  if (!ports.hasLoop(call.tenant, loop)) return 0;
  const selected = selectedOf(record);
  const states = await ports.states(
    call,
    selected.flatMap((code) => draw.members[code] ?? []),
  );
  const byNumber = new Map(states.map((each) => [each.number, each]));
  for (const code of selected) {
    const original = byNumber.get(code);
    if (!original) continue;
    await ports.open(keyed(call, `draw ${draw.number} ${code}`), {
      loop,
      channel: 'office',
      parent: original.id,
      fields: {
        title: `${draw.kind === 'look-back' ? '回头看' : '回访'}：${code}`,
        draw: String(draw.number),
        sampled: code,
      },
      // Its own office does not look back at itself unseen: whoever drew keeps it.
      ...(call.actor.unit === undefined ? {} : { office: call.actor.unit }),
      ...(original.region === undefined ? {} : { region: original.region }),
    });
  }
  return selected.length;
}

export async function getDraw(ports: Pick<QualityPorts, 'draws'>, call: Call, number: number): Promise<Draw> {
  const draw = await ports.draws.find(call.tenant, number);
  if (!draw) throw refuse({ code: 'quality.no-draw', kind: 'not-found', what: `没有第 ${number} 号抽取` });
  return draw;
}

const no = (code: string, what: string, todo?: string) =>
  refuse({ code, kind: 'conflict', what, ...(todo ? { todo } : {}) });
