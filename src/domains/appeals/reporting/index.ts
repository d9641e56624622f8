export { type AppealFact, factOf } from './fact.ts';
export { type LeftOver, monthlyReport, type UnitMonth } from './monthly.ts';
export { type ReportPorts, reportOperations } from './operations.ts';
export { type Rate, type RateName, type Rates, ratesOf } from './rates.ts';
