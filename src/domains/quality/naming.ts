import type { Call } from '#kernel';
import { UNCLASSED } from './cause-record.ts';
import type { QualityPorts } from './ports.ts';

/** Codes of a cell in words. */
export type CauseNaming = {
  readonly cause: (code: string) => string;
  /** Was it recorded as a cause, or does a category stand for it? */
  readonly isCause: (code: string) => boolean;
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
  const cause = (code: string): string | undefined => ports.title(tenant, 'cause', code);
  return {
    cause: (code) => cause(code) ?? item(code),
    isCause: (code) => cause(code) !== undefined,
    item: (code) => ({ code, title: item(code) }),
    unit: (id) => ({ id, name: directory.unit(id)?.name ?? id }),
    region: (unit) => directory.unit(unit)?.region,
  };
}
