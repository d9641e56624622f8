import type { Call, FileValue } from '#kernel';
import type { EvaluationPorts } from '../ports.ts';

export const KINDS = { file: '文件', picture: '图片', link: '链接', statistic: '统计数据' } as const;
export type MaterialKind = keyof typeof KINDS;

export type Material = {
  readonly id: string;
  readonly number: number;
  readonly kind: MaterialKind;
  readonly title: string;
  /** The point that it shows. */
  readonly supports: string;
  readonly source: string;
  /** Of the material itself. */
  readonly day: string;
  readonly indicators: readonly string[];
  readonly url: string | null;
  readonly figure: string | null;
  readonly file: {
    readonly name: string;
    readonly type: string;
    readonly size: number;
    readonly sha256: string;
  } | null;
  readonly unit: string;
  readonly by: string;
  readonly at: number;
  readonly withdrawnAt: number | null;
  readonly withdrawnWhy: string | null;
};

export type MaterialFilter = {
  /** All of these search words. */
  readonly tokens?: readonly string[] | undefined;
  /** Any of these indicators. */
  readonly indicators?: readonly string[] | undefined;
  readonly kind?: MaterialKind | undefined;
  readonly unit?: string | undefined;
  /** Older than this number. */
  readonly before?: number | undefined;
  readonly limit: number;
};

export type MaterialStore = {
  /** Gives the next number; the same id twice is the same material. */
  readonly add: (
    tenant: string,
    material: Omit<Material, 'number' | 'withdrawnAt' | 'withdrawnWhy'>,
    tokens: readonly string[],
    sealed: Uint8Array | null,
  ) => Promise<number>;
  readonly find: (tenant: string, id: string) => Promise<Material | undefined>;
  /** Newest first; what was withdrawn is not among them. */
  readonly list: (tenant: string, filter: MaterialFilter) => Promise<readonly Material[]>;
  readonly bytes: (tenant: string, id: string) => Promise<Uint8Array | undefined>;
  readonly withdraw: (tenant: string, id: string, why: string, now: number) => Promise<void>;
};

export type MaterialPorts = EvaluationPorts & {
  readonly materials: MaterialStore;
  readonly tokens: (text: string) => readonly string[];
  readonly queryTokens: (text: string) => readonly string[];
  /** Refuses what may not be uploaded: kind, size, content that does not fit its ending. */
  readonly checkUpload: (file: FileValue) => void;
  readonly sha256: (bytes: Uint8Array) => string;
  readonly seal: (bytes: Uint8Array) => Uint8Array;
  readonly unseal: (sealed: Uint8Array) => Uint8Array;
  readonly ids: () => string;
  readonly reserveId: (call: Call, id: string) => Promise<string>;
  readonly zip: (name: string, files: readonly { readonly path: string; readonly bytes: Uint8Array }[]) => FileValue;
};
