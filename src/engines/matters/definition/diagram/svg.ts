import type { LoopDefinition, State } from '../schema.ts';
import { clockText, OWNER_WORDS, rungText } from '../spoken.ts';
import { graphOf, type LoopArrow } from './graph.ts';
import { type Arrow, type Layout, layOut, type Placed, type Point } from './layout.ts';

const FONT = "'Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif";
const MARGIN = 28;
const HEAD = 64;
const LINE = 18;

/** Chinese signs are as wide as they are high. */
const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, sign) => sum + (sign.charCodeAt(0) < 0x2e80 ? 0.58 : 1), 0) * size;

const safe = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

/** The loop as a picture that stands by itself: states as boxes, moves as labelled arrows, limits below. */
export function diagramSvg(definition: LoopDefinition): string {
  const { states, arrows, start } = graphOf(definition);
  const drawn = arrows.map((arrow, index): Arrow & LoopArrow => ({ ...arrow, label: labelBox(arrow, index) }));
  const layout = layOut(states.map(boxOf), drawn, start);
  const notes = notesOf(definition);
  const width = Math.ceil(Math.max(layout.width, 560, ...notes.map((each) => widthOf(each, 13) + 36)) + MARGIN * 2);
  const height = Math.ceil(HEAD + layout.height + 44 + notes.length * 24 + MARGIN);
  const noteTop = HEAD + layout.height + 40;
  const parts = [
    `<text x="${MARGIN}" y="34" class="head">${safe(definition.title)}</text>`,
    `<text x="${MARGIN}" y="54" class="sub">${safe(definition.summary)}</text>`,
    `<g transform="translate(${MARGIN + (width - 2 * MARGIN - layout.width) / 2},${HEAD + 10})">`,
    ...layout.routes.map((route) => routeSvg(route, arrows)),
    ...states.map((state) => stateSvg(state, layout.boxes.get(state.id), state.id === start)),
    ...layout.routes.map((route) => labelSvg(route, arrows)),
    '</g>',
    ...notes.map((note, index) => noteSvg(note, noteTop + index * 24 + 20)),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${safe(definition.title)}流程图">`,
    `<title>${safe(definition.title)}流程图</title>`,
    STYLE,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...parts,
    '</svg>',
  ].join('\n');
}

const STYLE = `<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 1 9 5 0 9Z" fill="#64748b"/></marker></defs>
<style>text{font-family:${FONT}}.head{font-size:20px;font-weight:700;fill:#0f172a}.sub{font-size:12.5px;fill:#64748b}.name{font-size:15px;font-weight:600;text-anchor:middle}.who{font-size:12px;fill:#475569;text-anchor:middle}.label{font-size:12px;fill:#334155;text-anchor:middle}.note{font-size:13px;fill:#334155}.way{fill:none;stroke:#94a3b8;stroke-width:1.4}.auto{stroke-dasharray:5 4}</style>`;

const boxOf = ({ id, title, owner, end }: State) => ({
  id,
  width: Math.max(104, widthOf(title, 15) + 32, widthOf(whoOf(owner, end), 12) + 28),
  height: end ? 40 : 56,
});

const whoOf = (owner: State['owner'], end: boolean): string => (end ? '' : `由${OWNER_WORDS[owner]}负责`);

const labelBox = ({ labels }: LoopArrow, index: number) => ({
  id: `label:${index}`,
  width: Math.max(...labels.map((each) => widthOf(each, 12))) + 16,
  height: labels.length * LINE + 6,
});

const arrowOf = (route: Layout['routes'][number], arrows: readonly LoopArrow[]): LoopArrow | undefined =>
  arrows.find((each) => each.from === route.arrow.from && each.to === route.arrow.to);

function routeSvg(route: Layout['routes'][number], arrows: readonly LoopArrow[]): string {
  const automatic = arrowOf(route, arrows)?.automatic ? ' auto' : '';
  return `<path class="way${automatic}" d="${smooth(route.points)}" marker-end="url(#tip)"/>`;
}

/** Level at every point, so that an arrow enters its label and its box from the side. */
function smooth(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  const round = (value: number) => Math.round(value * 10) / 10;
  let path = `M${round(first.x)} ${round(first.y)}`;
  let from = first;
  for (const to of rest) {
    const middle = round((from.x + to.x) / 2);
    path += `C${middle} ${round(from.y)} ${middle} ${round(to.y)} ${round(to.x)} ${round(to.y)}`;
    from = to;
  }
  return path;
}

function labelSvg(route: Layout['routes'][number], arrows: readonly LoopArrow[]): string {
  const { x, y, width, height } = route.label;
  const labels = arrowOf(route, arrows)?.labels ?? [];
  const top = y - ((labels.length - 1) * LINE) / 2 + 4.5;
  const texts = labels.map(
    (each, index) => `<text x="${x}" y="${top + index * LINE}" class="label">${safe(each)}</text>`,
  );
  return `<rect x="${x - width / 2}" y="${y - height / 2}" width="${width}" height="${height}" rx="9" fill="#f8fafc" stroke="#e2e8f0"/>${texts.join('')}`;
}

const FILLS: Readonly<Record<State['owner'], readonly [string, string]>> = {
  office: ['#eff6ff', '#3b82f6'],
  holder: ['#f0fdfa', '#0d9488'],
  subject: ['#fffbeb', '#d97706'],
  none: ['#f1f5f9', '#94a3b8'],
};

function stateSvg(state: State, box: Placed | undefined, isStart: boolean): string {
  if (!box) return '';
  const { x, y, width, height } = box;
  const [fill, stroke] = FILLS[state.owner];
  const who = whoOf(state.owner, state.end);
  return [
    `<rect x="${x - width / 2}" y="${y - height / 2}" width="${width}" height="${height}" rx="${state.end ? 20 : 8}" fill="${fill}" stroke="${stroke}" stroke-width="${isStart ? 2.4 : 1.4}"/>`,
    `<text x="${x}" y="${y + (who ? -3 : 5)}" class="name" fill="#0f172a">${safe(state.title)}</text>`,
    who ? `<text x="${x}" y="${y + 17}" class="who">${safe(who)}</text>` : '',
  ].join('');
}

/** A small clock face, drawn rather than written: fonts lack the sign. */
const noteSvg = (note: string, y: number): string =>
  `<g fill="none" stroke="#64748b" stroke-width="1.4" stroke-linecap="round"><circle cx="${MARGIN + 7}" cy="${y - 4.5}" r="6"/><path d="M${MARGIN + 7} ${y - 8}v3.5l2.4 1.6"/></g><text x="${MARGIN + 22}" y="${y}" class="note">${safe(note)}</text>`;

function notesOf(definition: LoopDefinition): readonly string[] {
  return Object.entries(definition.clocks).map(([name, clock]) => {
    const ladder = clock.ladder.map(rungText).join(' → ');
    const assumed = clock.basis?.assumed ? '（出处未核实）' : '';
    return `${clock.title}：${clockText(definition, name, clock)}${assumed}　${ladder}`;
  });
}
