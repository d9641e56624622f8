const literal = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** Patterns for `like`: what a person typed stands for itself, its `%` and `_` too. */
export const holding = (text: string): string => `%${literal(text)}%`;
export const startingWith = (text: string): string => `${literal(text)}%`;
