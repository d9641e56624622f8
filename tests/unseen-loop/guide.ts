import { readFileSync } from 'node:fs';

export type Block = { readonly language: string; readonly text: string; readonly before: string };

export const guide = (name: string): string =>
  readFileSync(new URL(`../../docs/guides/${name}`, import.meta.url), 'utf8');

/** The fenced blocks of a guide, each with the paragraph that stands before it. */
export const blocksOf = (text: string): readonly Block[] =>
  [...text.matchAll(/([^\n]*)\n\n```(\w+)\n(.*?)\n```/gs)].map(([, before = '', language = '', block = '']) => ({
    language,
    text: block,
    before,
  }));
