export { DispatchMap, handlerOf, proveDispatchMap, type Suggestion, suggest } from './dispatching/index.ts';
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
  WorkOrder,
  WorkOrderStatus,
} from './exchange/index.ts';
export { AppealInput, AppealReceipt, fileAppeal, followCodeOf, Phone } from './filing/index.ts';
export { type Merge, mergeAppeals } from './merge.ts';
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
  DEFINITIONS as RATE_DEFINITIONS,
  factOf,
  MonthlyReport,
  monthlyReport,
  type Rates,
  type ReportPorts,
  ratesOf,
  reportOperations,
} from './reporting/index.ts';
export { findSimilar, type Similar, SimilarRow } from './similar.ts';
export {
  type Category,
  classify,
  type Frequencies,
  findRegion,
  type Place,
  placesOf,
  type Term,
  titleOf,
} from './understanding/index.ts';
