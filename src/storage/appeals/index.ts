export { createIntakeStore, type IntakeStore } from './intake-store.ts';
export { createSimilarReader, type SimilarReader } from './similar-reader.ts';
