export { createLogger } from './logger.ts';
export { readSettings, type Settings } from './settings.ts';
