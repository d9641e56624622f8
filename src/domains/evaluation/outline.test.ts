import { describe, expect, it } from 'vitest';
import { OutlineFile, outlineOf } from './outline.ts';

const square = (region: string, west: number, south: number, size = 1) => ({
  type: 'Feature',
  properties: { region, name: '多余的属性不碍事' },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [west + size, south],
        [west + size, south + size],
        [west, south + size],
        [west, south],
      ],
    ],
  },
});
const file = (...features: readonly object[]) =>
  OutlineFile.parse({ type: 'FeatureCollection', source: { title: '示例市', review: '浙S〔2026〕1 号' }, features });

describe('an outline of a city', () => {
  it('is laid flat as wide as the picture, north at the top', () => {
    const { width, height, shapes } = outlineOf(file(square('甲', 118, 28), square('乙', 119, 29)));
    expect([width, shapes.length]).toEqual([1000, 2]);
    const [south, north] = shapes;
    expect(south?.path).toMatch(/^M[\d. L]+Z$/);
    expect(north?.y).toBeLessThan(south?.y ?? 0);
    expect(north?.x).toBeGreaterThan(south?.x ?? 0);
    // Two degrees each way at 29° north: a degree of longitude is 0.87 of one of latitude.
    expect(height / width).toBeCloseTo(1 / Math.cos((29 * Math.PI) / 180), 2);
  });

  it('has its names in the middle of the largest part', () => {
    const island = square('甲', 121, 30, 0.1).geometry.coordinates;
    const land = square('甲', 118, 28).geometry.coordinates;
    const parted = {
      type: 'Feature',
      properties: { region: '甲' },
      geometry: { type: 'MultiPolygon', coordinates: [island, land] },
    };
    const [shape] = outlineOf(file(parted)).shapes;
    expect(shape?.x).toBeLessThan(300);
  });

  it('is refused without the number under which the map was reviewed', () => {
    const given = { type: 'FeatureCollection', source: { title: '示例市' }, features: [square('甲', 118, 28)] };
    expect(OutlineFile.safeParse(given).success).toBe(false);
  });
});
