export { createLogger } from './logger.ts';
export { Environment, readSettings, type Settings } from './settings.ts';
