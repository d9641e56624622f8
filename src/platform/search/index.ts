export { createTokeniser, type Tokeniser } from './tokeniser.ts';
