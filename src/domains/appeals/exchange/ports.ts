import type { MatterRow, MatterState } from '#engines/matters';
import type { Call } from '#kernel';
import type { AppealPorts } from '../ports.ts';
import type { WorkOrderStatus } from './schema.ts';

export type Peer = {
  readonly peer: string;
  readonly title: string;
  /** Under which channel its orders are filed. */
  readonly channel: string;
  /** Without one it can send Excel files, not messages. */
  readonly secret?: string;
};

export type Party = { readonly peer: string; readonly number: string; readonly joinedAt: number };

export type Order = {
  readonly matter: string;
  /** The number that stays, whoever handles it: that of the peer where it began. */
  readonly number: string;
  readonly origin: string;
  readonly parties: readonly Party[];
};

export type LogEntry = {
  readonly peer: string;
  readonly number: string;
  readonly event: string;
  readonly at: number;
  readonly receivedAt: number;
  readonly direction: 'in' | 'out';
  readonly status: string;
  readonly text?: string;
};

export type OrderStore = {
  readonly findByPeer: (tenant: string, peer: string, number: string) => Promise<Order | undefined>;
  readonly findByMatter: (tenant: string, matter: string) => Promise<Order | undefined>;
  /** Makes the order if the matter has none, and adds the parties it lacks. */
  readonly join: (tenant: string, order: Omit<Order, 'parties'>, parties: readonly Party[]) => Promise<void>;
  /** False when this event was logged before. */
  readonly log: (tenant: string, entry: LogEntry) => Promise<boolean>;
  /** The log of several parties together, in the order in which things happened. */
  readonly logOf: (tenant: string, parties: readonly Party[]) => Promise<readonly LogEntry[]>;
  /** Parties who have not yet been told how their matter stands, each locked until `work` ends. */
  readonly unsent: (
    tenant: string,
    now: number,
    limit: number,
    work: (due: Unsent) => Promise<'sent' | { readonly retryAt: number; readonly error: string }>,
  ) => Promise<number>;
};

export type Unsent = {
  readonly party: Party;
  readonly order: Omit<Order, 'parties'>;
  readonly state: MatterState;
  readonly attempts: number;
};

/** What a peer is told: always how things stand now, with a sequence by which it drops what comes late. */
export type Callback = {
  readonly peer: string;
  readonly number: string;
  /** The number that stays. */
  readonly sharedNumber: string;
  readonly matterNumber: string;
  readonly seq: number;
  readonly at: number;
  readonly status: string;
  readonly closed: boolean;
  readonly holder?: string;
};

export type ExchangePorts = AppealPorts & {
  readonly orders: OrderStore;
  readonly peers: (tenant: string) => readonly Peer[];
  /** Sends a signed message; throws when it was not taken. */
  readonly send: (tenant: string, peer: Peer, message: Callback) => Promise<void>;
  /** The wall clock: signatures do not follow a demo's clock. */
  readonly wallClock: () => number;
  readonly statusTitle: (tenant: string, state: MatterState) => string;
  /** Rows of the appeals that came through peers, as the caller may see them. */
  readonly orderRows: (
    call: Call,
    from: number,
    to: number,
  ) => Promise<readonly { readonly order: Order; readonly row: MatterRow }[]>;
};

export type PeerStatus = WorkOrderStatus['status'];
