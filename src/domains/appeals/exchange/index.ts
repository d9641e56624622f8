export { exchangeOperations } from './operations.ts';
export type { Callback, ExchangePorts, LogEntry, Order, OrderStore, Party, Peer, Unsent } from './ports.ts';
export { WorkOrder, WorkOrderStatus } from './schema.ts';
export { checkSignature, signMessage } from './signature.ts';
export { tellPeers } from './tell-peers.ts';
