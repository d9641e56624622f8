export { loadDefinitionBook, type PublishedLoop, publishLoops } from './definition-store.ts';
export { createDemoMarks } from './demo-marks.ts';
export { createFileStore } from './file-store.ts';
export { createTenantStore } from './tenant-store.ts';
