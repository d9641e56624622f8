import type { Call } from '#kernel';
import { isRecorded, UNCLASSED } from './cause-record.ts';
import type { QualityPorts } from './ports.ts';

/** Codes of a cell in words. */
export type CauseNaming = {
  readonly cause: (code: string) => string;
  readonly item: (code: string) => { readonly code: string; readonly title: string };
  readonly unit: (id: string) => { readonly id: string; readonly name: string };
  readonly region: (unit: string) => string | undefined;
};

export async function namingFor(
  ports: Pick<QualityPorts, 'directory' | 'title'>,
  { tenant, now }: Pick<Call, 'tenant' | 'now'>,
): Promise<CauseNaming> {
  const directory = await ports.directory(tenant, now);
  const item = (code: string): string =>
    ports.title(tenant, 'appeal-category', code) ?? (code === UNCLASSED ? '未分类' : code);
  const cause = (code: string): string =>
    isRecorded(code) ? (ports.title(tenant, 'cause', code) ?? code) : item(code.slice(1));
  return {
    cause,
    item: (code) => ({ code, title: item(code) }),
    unit: (id) => ({ id, name: directory.unit(id)?.name ?? id }),
    region: (unit) => directory.unit(unit)?.region,
  };
}
