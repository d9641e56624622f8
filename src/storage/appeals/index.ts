export { createIntakeStore, type IntakeStore } from './intake-store.ts';
export { createOrderStore, ordersBetween, type Sealing } from './order-store.ts';
export { createPanelStore } from './panel-store.ts';
export { createReportReader, type ReportReader } from './report-reader.ts';
export { createSimilarReader, type SimilarReader } from './similar-reader.ts';
