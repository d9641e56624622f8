export { type AppealFact, factOf, isOpenAt, unitAt } from './fact.ts';
export { type LeftOver, monthlyReport, type UnitMonth } from './monthly.ts';
export { MonthlyReport, type ReportPorts, reportOperations } from './operations.ts';
export { DEFINITIONS, type Rate, type RateName, type Rates, ratesOf } from './rates.ts';
