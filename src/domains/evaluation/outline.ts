import { z } from 'zod';

const Position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).rest(z.number());
const Ring = z.array(Position).min(4).max(20_000);
const Geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(Ring).min(1).max(50) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring).min(1).max(50)).min(1).max(200) }),
]);

/** A GeoJSON FeatureCollection as cities have it; JSON is YAML, so the file may be pasted as it is. */
export const OutlineFile = z.strictObject({
  type: z.literal('FeatureCollection'),
  source: z.strictObject({
    title: z.string().min(1),
    review: z.string().min(1).describe('审图号，如 浙S〔2026〕12 号；显示在图下'),
  }),
  features: z
    .array(
      z.object({
        type: z.literal('Feature'),
        properties: z.object({ region: z.string().describe('区域代码，与 regions.yaml 一致') }),
        geometry: Geometry,
      }),
    )
    .min(1)
    .max(200),
});
export type OutlineFile = z.infer<typeof OutlineFile>;

/** Ready to be drawn: in units of a picture `width` wide, y downwards. */
export type Outline = {
  readonly title: string;
  readonly review: string;
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly {
    readonly region: string;
    readonly path: string;
    readonly x: number;
    readonly y: number;
  }[];
};

type Point = readonly [number, number];
const WIDTH = 1000;
/** Points nearer than this to the one before are not seen. */
const NEAR = 1.2;

/**
 * Lays the outline flat about its own middle: degrees of longitude shrink with the latitude, which over one city is the
 * same for all of it to within a pixel.
 * @example outlineOf(file).shapes[0]?.path // 'M0 0L1000 0L1000 800Z'
 */
export function outlineOf({ source, features }: OutlineFile): Outline {
  const all = features.flatMap(({ geometry }) => ringsOf(geometry).flat());
  const [west, east] = ends(all.map(([x]) => x));
  const [south, north] = ends(all.map(([, y]) => y));
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = WIDTH / Math.max(1e-9, (east - west) * shrink);
  const flat = ([x, y]: Place): Point => [(x - west) * shrink * scale, (north - y) * scale];
  const shapes = features.map(({ properties, geometry }) => {
    const rings = ringsOf(geometry).map((ring) => thinned(ring.map(flat)));
    const [x, y] = middleOf(rings.reduce((most, ring) => (areaOf(ring) > areaOf(most) ? ring : most)));
    return { region: properties.region, path: rings.map(pathOf).join(''), x: round(x), y: round(y) };
  });
  return { ...source, width: WIDTH, height: Math.max(1, Math.round((north - south) * scale)), shapes };
}

type Place = z.infer<typeof Position>;
const ringsOf = (geometry: z.infer<typeof Geometry>): readonly (readonly Place[])[] =>
  geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();

const ends = (values: readonly number[]): Point =>
  values.reduce<Point>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );

function thinned(ring: readonly Point[]): readonly Point[] {
  const kept: Point[] = [];
  for (const point of ring) {
    const last = kept.at(-1);
    if (!last || Math.hypot(point[0] - last[0], point[1] - last[1]) >= NEAR) kept.push(point);
  }
  return kept.length >= 3 ? kept : ring;
}

const round = (value: number): number => Math.round(value * 10) / 10;
const pathOf = (ring: readonly Point[]): string => `M${ring.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}Z`;

/** Twice the signed area and the first moments, for the place of the name. */
function sums(ring: readonly Point[]) {
  return ring.reduce(
    (sum, [x, y], at) => {
      const [nextX, nextY] = ring[(at + 1) % ring.length] ?? [x, y];
      const cross = x * nextY - nextX * y;
      return { area: sum.area + cross, x: sum.x + (x + nextX) * cross, y: sum.y + (y + nextY) * cross };
    },
    { area: 0, x: 0, y: 0 },
  );
}

const areaOf = (ring: readonly Point[]): number => Math.abs(sums(ring).area);

function middleOf(ring: readonly Point[]): Point {
  const { area, x, y } = sums(ring);
  return area === 0 ? (ring[0] ?? [0, 0]) : [x / (3 * area), y / (3 * area)];
}
