export { type BriefPaper, briefFile, draftBrief, issueBrief, listBriefs } from './issue-brief.ts';
export { defaultTemplate, TEMPLATES, type TemplateName } from './official/default-templates.ts';
export { writePaper } from './official/write-paper.ts';
export { DOCX, documentOperations } from './operations.ts';
export type {
  DocumentPorts,
  DocumentReading,
  DocumentRecord,
  DocumentStore,
  DocumentSummary,
  Letterhead,
  UnitFigures,
} from './ports.ts';
export { renderTemplate } from './render-template.ts';
export { readTable, writeTable } from './table.ts';
export { writeZip } from './zip.ts';
