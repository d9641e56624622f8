import { isRef, type LoopDefinition, type MatterEvent, type MatterState, type Move } from '#engines/matters';
import { formatDeadline, toInstant } from '#kernel';
import type { Names } from './names.ts';

export type Said = {
  readonly title: string;
  readonly internal: boolean;
  readonly refs: readonly string[];
  readonly text?: string;
};

type ClockEventType =
  | 'clock-started'
  | 'clock-suspended'
  | 'clock-resumed'
  | 'clock-extended'
  | 'clock-reprojected'
  | 'clock-stopped';

/** Says an event in a line of Chinese, with the references of what was written along with it. */
export function say(event: MatterEvent, state: MatterState, definition: LoopDefinition, names: Names): Said {
  const clock = (name: string) => definition.clocks[name]?.title ?? name;
  switch (event.type) {
    case 'opened':
      return { title: `收到${definition.title} ${event.data.number}`, internal: false, refs: [] };
    case 'rung-fired': {
      const { clock: name, rung } = event.data;
      const title = definition.clocks[name]?.ladder.find((each) => each.rung === rung)?.title ?? rung;
      return { title: `“${clock(name)}”时限：${title}`, internal: true, refs: [] };
    }
    case 'breached': {
      const unit = event.data.unit ? names.unit(event.data.unit).name : '无人承办';
      return { title: `“${clock(event.data.clock)}”超期，记${unit}`, internal: false, refs: [] };
    }
    case 'suspended':
      return {
        title: `暂停计时：${definition.grounds[event.data.ground]?.title ?? event.data.ground}`,
        internal: false,
        refs: [],
      };
    case 'resumed':
      return { title: '恢复计时', internal: false, refs: [] };
    case 'dues-reprojected':
      return { title: '会办、中止的期限按新公布的放假安排重新计算', internal: true, refs: [] };
    case 'obligation-lapsed': {
      const unit = state.obligations.find((each) => each.id === event.data.obligation)?.unit;
      return { title: `${unit ? names.unit(unit).name : '会办单位'}逾期未答复会办`, internal: true, refs: [] };
    }
    case 'flagged':
      return {
        title: `${event.data.on ? '标记' : '取消标记'}：${definition.flags[event.data.flag] ?? event.data.flag}`,
        internal: true,
        refs: [],
      };
    case 'migrated':
      return { title: '办理规则更新到新版本', internal: true, refs: [] };
    case 'clock-started':
    case 'clock-suspended':
    case 'clock-resumed':
    case 'clock-extended':
    case 'clock-reprojected':
    case 'clock-stopped':
      return sayClock(event.type, event.data, clock(event.data.clock), event.at);
    default:
      return sayAct(event, definition, names);
  }
}

function sayClock(
  type: ClockEventType,
  data: Extract<MatterEvent, { type: ClockEventType }>['data'],
  clock: string,
  at: number,
): Said {
  const due = data.state.fireAt === null ? '' : `，${formatDeadline(data.state.fireAt, toInstant(at))}`;
  const titles: Record<ClockEventType, string> = {
    'clock-started': `“${clock}”开始计时${due}`,
    'clock-suspended': `“${clock}”暂停计时`,
    'clock-resumed': `“${clock}”继续计时${due}`,
    'clock-extended': `“${clock}”延期${due}`,
    'clock-reprojected': `“${clock}”按新公布的放假安排重新计算${due}`,
    'clock-stopped': `“${clock}”计时结束`,
  };
  return { title: titles[type], internal: type !== 'clock-extended', refs: [] };
}

function sayAct(
  event: Extract<MatterEvent, { data: { move: string } }>,
  definition: LoopDefinition,
  names: Names,
): Said {
  const { move, input, hop, obligations, to } = event.data;
  const rule = definition.moves[move];
  const parts = [
    hop ? `交${names.unit(hop.unit).name}${hop.section ? ` ${hop.section}` : ''}` : '',
    obligations?.length ? `${obligations.map((each) => names.unit(each.unit).name).join('、')}会办` : '',
    typeof input.proposed === 'string' ? `建议由${names.unit(input.proposed).name}承办` : '',
    ...chosen(rule, input),
    event.type === 'rate' && typeof input.grade === 'number' ? (GRADES[input.grade - 1] ?? '') : '',
    typeof input.remedy === 'string' ? `可以：${input.remedy}` : '',
  ].filter(Boolean);
  const said = [rule?.title ?? move, parts.join('，')].filter(Boolean).join('：');
  const state = definition.states.find((each) => each.id === to)?.title ?? to;
  return { title: state ? `${said} → ${state}` : said, internal: rule?.internal ?? false, refs: refsIn(input) };
}

const GRADES: readonly string[] = ['非常不满意', '不满意', '基本满意', '满意', '非常满意'];

/** What was picked from the few choices of a step: 同意, 退回修改, 已解决. */
const chosen = (rule: Move | undefined, input: Readonly<Record<string, unknown>>): readonly string[] =>
  (rule?.needs ?? []).flatMap(
    ({ name, options = [] }) => options.find((each) => each.code === input[name])?.title ?? [],
  );

const refsIn = (input: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.values(input).flatMap((each) => (isRef(each) ? [each.ref] : []));
