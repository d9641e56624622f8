import { z } from 'zod';
import { checkScheme, Scheme } from '#engines/indicators';
import { AlertsFile, NO_ALERTS } from './alerts/alert.ts';
import { BlockTables, tableFindings } from './blocks/tables.ts';
import { type Board, BoardsFile } from './boards/board.ts';
import { checkQuantities } from './check-quantities.ts';
import { type CompiledSource, compileIndicators, EventIndicatorsFile } from './events/definition.ts';
import { One } from './ones.ts';
import { NO_TEAMS, TeamsFile } from './organisation/teams.ts';
import { type Outline, OutlineFile, outlineOf } from './outline.ts';
import type { Tile } from './ports.ts';

/** What the packs say of evaluation, checked. */
export type EvaluationPack = {
  readonly sources: readonly CompiledSource[];
  readonly schemes: readonly Scheme[];
  readonly tiles: readonly Tile[];
  /** One's own map, if the city has one; else tiles stand for the counties. */
  readonly outline: Outline | undefined;
  readonly ones: readonly One[];
  readonly blockTables: BlockTables | undefined;
  readonly organisation: TeamsFile;
  readonly boards: readonly Board[];
  readonly alerts: AlertsFile;
};

export type PackIssue = { readonly place: string; readonly path: readonly PropertyKey[]; readonly message: string };

const TileMap = z.strictObject({
  source: z.strictObject({ title: z.string(), assumed: z.boolean().optional() }),
  tiles: z.array(
    z.strictObject({
      region: z.string(),
      column: z.int().min(1).max(12),
      row: z.int().min(1).max(12),
      short: z.string().optional(),
    }),
  ),
});

const Ones = z.strictObject({ source: z.string(), ones: z.array(One).max(12) });

const EVENTS = 'indicators/events';
const MAP = 'indicators/map';
const OUTLINE = 'indicators/outline';
const ONES = 'indicators/ones';
const ALERTS = 'indicators/alerts';
const BOARDS = 'indicators/boards';
const TEAMS = 'indicators/teams';
const BLOCK_TABLES = 'indicators/block-tables';
const SCHEMES = 'indicators/schemes/';

/**
 * Reads the files under `indicators/` of a pack (place → what it says).
 * @example readEvaluationPack(pack.other, new Set(['330802'])).issues
 */
export function readEvaluationPack(
  files: Readonly<Record<string, unknown>>,
  regions: ReadonlySet<string>,
): { readonly pack: EvaluationPack; readonly issues: readonly PackIssue[] } {
  const issues: PackIssue[] = [];
  const read = <T>(place: string, schema: z.ZodType<T>): T | undefined => {
    if (!Object.hasOwn(files, place)) return undefined;
    const result = schema.safeParse(files[place], { error: z.locales.zhCN().localeError });
    if (result.success) return result.data;
    for (const { path, message } of result.error.issues) issues.push({ place, path, message });
    return undefined;
  };
  const events = compileIndicators(read(EVENTS, EventIndicatorsFile) ?? { sources: {}, indicators: [] });
  issues.push(...events.findings.map((each) => ({ place: EVENTS, ...each })));
  const placed = Object.keys(files)
    .filter((place) => place.startsWith(SCHEMES))
    .sort()
    .flatMap((place) => {
      const scheme = read(place, Scheme);
      return scheme ? [{ place, scheme }] : [];
    });
  const schemes = placed.map((each) => each.scheme);
  for (const { place, scheme } of placed)
    issues.push(
      ...[...checkScheme(scheme), ...checkQuantities(scheme, schemes, events.sources)].map((each) => ({
        place,
        ...each,
      })),
    );
  const tiles = read(MAP, TileMap)?.tiles ?? [];
  tiles.forEach(({ region }, at) => {
    if (!regions.has(region))
      issues.push({ place: MAP, path: ['tiles', at, 'region'], message: `没有区域“${region}”` });
  });
  const drawn = read(OUTLINE, OutlineFile);
  drawn?.features.forEach(({ properties: { region } }, at) => {
    if (!tiles.some((each) => each.region === region))
      issues.push({
        place: OUTLINE,
        path: ['features', at, 'properties', 'region'],
        message: `格子地图里没有区域“${region}”`,
      });
  });
  const ones = read(ONES, Ones)?.ones ?? [];
  const blockTables = read(BLOCK_TABLES, BlockTables);
  if (blockTables) issues.push(...tableFindings(blockTables).map((each) => ({ place: BLOCK_TABLES, ...each })));
  const boards = read(BOARDS, BoardsFile)?.boards ?? [];
  issues.push(...unknownSchemes(boards, schemes));
  const alerts = read(ALERTS, AlertsFile) ?? NO_ALERTS;
  issues.push(...unknownAlerts(alerts, events.sources, schemes));
  const organisation = read(TEAMS, TeamsFile) ?? NO_TEAMS;
  issues.push(...unknownWatches(organisation, events.sources));
  const outline = drawn ? outlineOf(drawn) : undefined;
  return {
    pack: { sources: events.sources, schemes, tiles, outline, ones, blockTables, organisation, boards, alerts },
    issues,
  };
}

const unknownSchemes = (boards: readonly Board[], schemes: readonly Scheme[]): readonly PackIssue[] =>
  boards.flatMap(({ scheme }, at) =>
    schemes.some((each) => each.scheme === scheme)
      ? []
      : [{ place: BOARDS, path: ['boards', at, 'scheme'], message: `没有指标方案“${scheme}”` }],
  );

function unknownAlerts(
  { alerts, tiers }: AlertsFile,
  sources: readonly CompiledSource[],
  schemes: readonly Scheme[],
): readonly PackIssue[] {
  const known = new Set(sources.flatMap((each) => each.indicators.map((one) => one.id)));
  const values = alerts.flatMap(({ indicator }, at) =>
    known.has(indicator)
      ? []
      : [{ place: ALERTS, path: ['alerts', at, 'indicator'], message: `没有无感监测指标“${indicator}”` }],
  );
  const leagues = tiers.flatMap(({ scheme }, at) =>
    schemes.some((each) => each.scheme === scheme)
      ? []
      : [{ place: ALERTS, path: ['tiers', at, 'scheme'], message: `没有指标方案“${scheme}”` }],
  );
  return [...values, ...leagues];
}

function unknownWatches({ teams }: TeamsFile, sources: readonly CompiledSource[]): readonly PackIssue[] {
  const known = new Set(sources.flatMap((each) => each.indicators.map((one) => one.id)));
  return teams.flatMap(({ watches }, at) =>
    watches.flatMap(({ indicator }, nth) =>
      known.has(indicator)
        ? []
        : [{ place: TEAMS, path: ['teams', at, 'watches', nth], message: `没有无感监测指标“${indicator}”` }],
    ),
  );
}
