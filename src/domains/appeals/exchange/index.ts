export { exchangeOperations } from './operations.ts';
export type { Callback, ExchangePorts, LogEntry, Order, OrderStore, Party, Peer, Unsent } from './ports.ts';

export type { WorkOrder } from './schema.ts';
export { signMessage } from './signature.ts';
export { tellPeers } from './tell-peers.ts';
