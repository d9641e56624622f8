import type { CodeKind, CreditState, ScanView } from '#engines/registry';
import type { Call, IdSource } from '#kernel';
import type { EnterprisePorts } from '../enterprise-ports.ts';

export type CodeKey = { readonly no: number; readonly since: number; readonly retiredAt?: number | undefined };

export type PrintedCode = {
  readonly serial: string;
  readonly enterprise: string;
  readonly key: number;
  /** Where it hangs. */
  readonly place: string;
  readonly code: string;
  readonly issuedAt: number;
  readonly issuedBy: string;
  readonly expiresAt: number;
  readonly revokedAt?: number | undefined;
};

export type CodeScan = {
  readonly id: string;
  readonly enterprise: string;
  readonly at: number;
  readonly kind: CodeKind;
  readonly serial: string;
  readonly scanner: string;
  readonly signedIn: boolean;
  readonly unit?: string | undefined;
  readonly views: readonly string[];
};

export type CodeStore = {
  /** The newest key; the first one is made when there is none. */
  readonly currentKey: (tenant: string, now: number) => Promise<CodeKey>;
  readonly keys: (tenant: string) => Promise<readonly CodeKey[]>;
  /** A new key signs from now on; with `retireOlder`, what older ones signed holds no longer. */
  readonly rotate: (tenant: string, now: number, retireOlder: boolean) => Promise<CodeKey>;
  readonly addPrinted: (tenant: string, code: PrintedCode) => Promise<void>;
  readonly findPrinted: (tenant: string, serial: string) => Promise<PrintedCode | undefined>;
  readonly printed: (tenant: string, enterprise: string, limit: number) => Promise<readonly PrintedCode[]>;
  readonly revoke: (tenant: string, enterprise: string, serial: string, now: number) => Promise<boolean>;
  readonly addScan: (tenant: string, scan: CodeScan) => Promise<void>;
  readonly lastScan: (tenant: string, enterprise: string, scanner: string) => Promise<number | undefined>;
  /** Of one enterprise's code, or by one unit's people. */
  readonly scans: (tenant: string, of: ScansOf, page: ScanPage) => Promise<ScansFound>;
  /** Of the whole city since then, without names. */
  readonly figures: (tenant: string, since: number, now: number) => Promise<CodeFigures>;
};

export type ScansOf = { readonly enterprise: string } | { readonly unit: string };
export type ScanPage = { readonly after?: string | undefined; readonly limit: number };
export type ScansFound = { readonly items: readonly CodeScan[]; readonly next?: string };
export type CodeFigures = {
  /** Printed codes that hold, and of how many enterprises. */
  readonly printed: number;
  readonly hanging: number;
  readonly scans: number;
  readonly scanned: number;
  readonly strangers: number;
  readonly units: readonly { readonly unit: string; readonly scans: number }[];
};

export type OneCodeRules = {
  readonly liveMinutes: number;
  readonly printedDays: number;
  readonly rotateDays: number;
  readonly views: readonly ScanView[];
  readonly credit: readonly CreditState[];
};

export type OneCodePorts = Pick<EnterprisePorts, 'facts' | 'vocabulary' | 'tags' | 'enterprise' | 'precedence'> & {
  readonly codes: CodeStore;
  readonly oneCode: () => OneCodeRules;
  /** Ed25519 by the city's key of that number. */
  readonly sign: (tenant: string, key: number, text: Uint8Array) => Uint8Array;
  readonly verify: (tenant: string, key: number, text: Uint8Array, signature: Uint8Array) => boolean;
  /** 32 bytes as hex, for whoever checks codes without asking. */
  readonly publicKey: (tenant: string, key: number) => string;
  readonly newSerial: () => string;
  readonly ids: IdSource;
  readonly departmentsOf: (unit: string) => readonly string[];
  readonly unitName: (call: Call, unit: string) => Promise<string>;
  readonly enterpriseNames: (tenant: string, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly openMatters: (tenant: string, enterprise: string) => Promise<number>;
  /** Stands for a network address without telling it. */
  readonly maskAddress: (address: string) => string;
  readonly baseUrl: string | undefined;
};
