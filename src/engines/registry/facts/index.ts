export type { FactDefinition, FactGroup, Sensitivity } from './definition.ts';
export { type FactCatalogue, factCatalogueOf } from './fact-catalogue.ts';
