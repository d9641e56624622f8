/**
 * A small layered layout, left to right: cycles are broken, every arrow runs over at least one label of its own in the
 * layer between, so labels never lie on boxes or on each other.
 */
export type Box = { readonly id: string; readonly width: number; readonly height: number };
export type Arrow = { readonly from: string; readonly to: string; readonly label: Box };
export type Placed = Box & { readonly x: number; readonly y: number };
export type Point = { readonly x: number; readonly y: number };
export type Layout = {
  readonly boxes: ReadonlyMap<string, Placed>;
  /** From the source's side to the target's, through the label. */
  readonly routes: readonly { readonly arrow: Arrow; readonly label: Placed; readonly points: readonly Point[] }[];
  readonly width: number;
  readonly height: number;
};

type Slot = { id: string; width: number; height: number; layer: number; y: number; before: string[]; after: string[] };
type Chain = { readonly arrow: Arrow; readonly reversed: boolean; readonly slots: readonly string[] };

const GAP_X = 34;
const GAP_Y = 22;

export function layOut(boxes: readonly Box[], arrows: readonly Arrow[], start: string): Layout {
  const backward = backArrows(boxes, arrows, start);
  const forward = (arrow: Arrow) => (backward.has(arrow) ? { from: arrow.to, to: arrow.from } : arrow);
  const layers = layersOf(boxes, arrows.map(forward));
  const slots = new Map<string, Slot>();
  const put = (box: Box, layer: number): Slot => {
    const slot = { ...box, layer, y: 0, before: [], after: [] };
    slots.set(box.id, slot);
    return slot;
  };
  for (const box of boxes) put(box, (layers.get(box.id) ?? 0) * 2);
  const chains = arrows.map((arrow, index) => chainOf(arrow, index, backward.has(arrow), slots, put));
  const columns = columnsOf(slots);
  orderColumns(columns, slots);
  placeColumns(columns, slots);
  return measure(columns, slots, chains);
}

/** Arrows that go back to a box still being explored: they are laid out the other way round. */
function backArrows(boxes: readonly Box[], arrows: readonly Arrow[], start: string): ReadonlySet<Arrow> {
  const back = new Set<Arrow>();
  const state = new Map<string, 'open' | 'done'>();
  const visit = (id: string): void => {
    state.set(id, 'open');
    for (const arrow of arrows.filter((each) => each.from === id)) {
      if (state.get(arrow.to) === 'open') back.add(arrow);
      else if (!state.has(arrow.to)) visit(arrow.to);
    }
    state.set(id, 'done');
  };
  for (const { id } of [{ id: start }, ...boxes]) if (!state.has(id)) visit(id);
  return back;
}

/** The longest way from the start, so that every arrow goes at least one layer on. */
function layersOf(boxes: readonly Box[], arrows: readonly { from: string; to: string }[]): ReadonlyMap<string, number> {
  const layers = new Map(boxes.map((each) => [each.id, 0]));
  for (let round = 0; round < boxes.length; round += 1)
    for (const { from, to } of arrows) layers.set(to, Math.max(layers.get(to) ?? 0, (layers.get(from) ?? 0) + 1));
  return layers;
}

function chainOf(
  arrow: Arrow,
  index: number,
  reversed: boolean,
  slots: ReadonlyMap<string, Slot>,
  put: (box: Box, layer: number) => Slot,
): Chain {
  const [from, to] = reversed ? [arrow.to, arrow.from] : [arrow.from, arrow.to];
  const [first, last] = [slots.get(from)?.layer ?? 0, slots.get(to)?.layer ?? 0];
  // The label stands next to where the arrow starts, so that it reads as what one does there.
  const labelLayer = reversed ? last - 1 : first + 1;
  const ids = [from];
  for (let layer = first + 1; layer < last; layer += 1) {
    const box = layer === labelLayer ? arrow.label : { id: `${index}:${layer}`, width: 0, height: 16 };
    ids.push(put(box, layer).id);
  }
  ids.push(to);
  ids.forEach((id, at) => {
    const [before, after] = [ids[at - 1], ids[at + 1]];
    if (before) slots.get(id)?.before.push(before);
    if (after) slots.get(id)?.after.push(after);
  });
  return { arrow, reversed, slots: ids };
}

function columnsOf(slots: ReadonlyMap<string, Slot>): Slot[][] {
  const columns: Slot[][] = [];
  for (const slot of slots.values()) {
    const column = columns[slot.layer] ?? [];
    columns[slot.layer] = column;
    column.push(slot);
  }
  return Array.from(columns, (each) => each ?? []);
}

/** Sweeps to and fro, sorting each column by where its neighbours stand; keeps the order with the fewest crossings. */
function orderColumns(columns: Slot[][], slots: ReadonlyMap<string, Slot>): void {
  let best = columns.map((each) => [...each]);
  let least = crossings(columns);
  for (let round = 0; round < 16 && least > 0; round += 1) {
    const side = round % 2 === 0 ? 'before' : 'after';
    for (const column of round % 2 === 0 ? columns : [...columns].reverse())
      sortByNeighbours(column, columns, slots, side);
    const now = crossings(columns);
    if (now >= least) continue;
    least = now;
    best = columns.map((each) => [...each]);
  }
  best.forEach((each, index) => {
    columns[index] = each;
  });
}

function sortByNeighbours(
  column: Slot[],
  columns: readonly Slot[][],
  slots: ReadonlyMap<string, Slot>,
  side: 'before' | 'after',
): void {
  const rank = (id: string): number => {
    const slot = slots.get(id);
    return slot ? (columns[slot.layer]?.indexOf(slot) ?? 0) : 0;
  };
  const keys = new Map(
    column.map((each, index) => [each.id, each[side].length > 0 ? mean(each[side].map(rank)) : index] as const),
  );
  column.sort((a, b) => (keys.get(a.id) ?? 0) - (keys.get(b.id) ?? 0));
}

function crossings(columns: readonly Slot[][]): number {
  let count = 0;
  for (let at = 0; at + 1 < columns.length; at += 1) {
    const next = new Map(columns[at + 1]?.map((each, index) => [each.id, index]));
    const pairs = (columns[at] ?? []).flatMap((each, index) =>
      each.after.map((to) => [index, next.get(to) ?? 0] as const),
    );
    for (const [a, b] of pairs) for (const [c, d] of pairs) if (a < c && b > d) count += 1;
  }
  return count;
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);

/** Draws every slot towards its neighbours, then pushes those of a column apart. */
function placeColumns(columns: readonly Slot[][], slots: ReadonlyMap<string, Slot>): void {
  for (const column of columns)
    settle(
      column,
      column.map((_, index) => index * 60),
    );
  for (let round = 0; round < 24; round += 1) {
    const side = round % 2 === 0 ? 'before' : 'after';
    for (const column of round % 2 === 0 ? columns : [...columns].reverse())
      settle(
        column,
        column.map((each) => {
          const near = round > 15 ? [...each.before, ...each.after] : each[side];
          return near.length > 0 ? mean(near.map((id) => slots.get(id)?.y ?? 0)) : each.y;
        }),
      );
  }
}

/** Keeps the order and the gaps, as near to the wishes as that allows: blocks that touch share their mean. */
function settle(column: readonly Slot[], wishes: readonly number[]): void {
  type Block = { slots: { slot: Slot; offset: number; wish: number }[]; height: number; at: number };
  const blocks: Block[] = [];
  column.forEach((slot, index) => {
    let block: Block = {
      slots: [{ slot, offset: slot.height / 2, wish: wishes[index] ?? 0 }],
      height: slot.height,
      at: 0,
    };
    block.at = (wishes[index] ?? 0) - slot.height / 2;
    for (let above = blocks.at(-1); above && above.at + above.height + GAP_Y > block.at; above = blocks.at(-1)) {
      blocks.pop();
      const shift = above.height + GAP_Y;
      const merged = [...above.slots, ...block.slots.map((each) => ({ ...each, offset: each.offset + shift }))];
      block = { slots: merged, height: shift + block.height, at: mean(merged.map((each) => each.wish - each.offset)) };
    }
    blocks.push(block);
  });
  for (const block of blocks) for (const { slot, offset } of block.slots) slot.y = block.at + offset;
}

function measure(columns: readonly Slot[][], slots: ReadonlyMap<string, Slot>, chains: readonly Chain[]): Layout {
  const top = Math.min(...[...slots.values()].map((each) => each.y - each.height / 2));
  const bottom = Math.max(...[...slots.values()].map((each) => each.y + each.height / 2));
  const centres: number[] = [];
  let x = 0;
  for (const column of columns) {
    const width = Math.max(0, ...column.map((each) => each.width));
    centres.push(x + width / 2);
    x += width + GAP_X;
  }
  const placed = new Map<string, Placed>();
  for (const { id, width, height, layer, y } of slots.values())
    placed.set(id, { id, width, height, x: centres[layer] ?? 0, y: y - top });
  return { boxes: placed, routes: routesOf(chains, placed), width: x - GAP_X, height: bottom - top };
}

/** Where arrows leave and reach a side of a box they are spread along it, in the order of what they lead to. */
function routesOf(chains: readonly Chain[], placed: ReadonlyMap<string, Placed>): Layout['routes'] {
  const at = (id: string | undefined): Placed => placed.get(id ?? '') ?? { id: '', width: 0, height: 0, x: 0, y: 0 };
  const port = (id: string, neighbour: string, side: 1 | -1): Point => {
    const box = at(id);
    const others = chains
      .flatMap(({ slots }) => {
        const index = side === 1 ? (slots[0] === id ? 1 : -1) : slots.at(-1) === id ? slots.length - 2 : -1;
        return index >= 0 ? [slots[index] ?? ''] : [];
      })
      .sort((a, b) => at(a).y - at(b).y);
    const step = Math.min(16, (box.height - 16) / Math.max(1, others.length));
    const offset = (others.indexOf(neighbour) - (others.length - 1) / 2) * step;
    return { x: box.x + (side * box.width) / 2, y: box.y + offset };
  };
  return chains.map(({ arrow, reversed, slots }) => {
    const inner = slots.slice(1, -1).flatMap((id) => {
      const { x, y, width } = at(id);
      return width > 0
        ? [
            { x: x - width / 2, y },
            { x: x + width / 2, y },
          ]
        : [{ x, y }];
    });
    const [first = '', last = ''] = [slots[0], slots.at(-1)];
    const points = [port(first, slots[1] ?? '', 1), ...inner, port(last, slots.at(-2) ?? '', -1)];
    return { arrow, label: at(arrow.label.id), points: reversed ? points.reverse() : points };
  });
}
