export { DispatchMap, proveDispatchMap, type Suggestion } from './dispatching/index.ts';
export {
  type Callback,
  type ExchangePorts,
  exchangeOperations,
  type LogEntry,
  type Order,
  type OrderStore,
  type Party,
  type Peer,
  signMessage,
  tellPeers,
  type Unsent,
  type WorkOrder,
} from './exchange/index.ts';
export { AppealInput, fileAppeal, followCodeOf } from './filing/index.ts';
export type { Merge } from './merge.ts';
export { appealOperations } from './operations.ts';
export {
  type Answer,
  type Awaited,
  type PanelPorts,
  type PanelStore,
  panelOperations,
  type Round,
  tellOutcomes,
} from './panels/index.ts';
export * from './ports.ts';
export {
  type AppealFact,
  type Rates,
  type ReportPorts,
  reportOperations,
} from './reporting/index.ts';
export type { Similar } from './similar.ts';
export {
  type Category,
  type Frequencies,
  type Place,
  placesOf,
  type Term,
} from './understanding/index.ts';
