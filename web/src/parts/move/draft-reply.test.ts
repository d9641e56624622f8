import { describe, expect, it } from 'vitest';
import type { Need, TimelineEntry } from '../../api/types/index.ts';
import { judged, prefilled } from './draft-reply.ts';

const entry = (seq: number, type: string, text?: string): TimelineEntry => ({
  seq,
  at: seq,
  type,
  title: type,
  internal: true,
  ...(text && { text }),
});
const verdict = (...codes: readonly string[]): Need => ({
  name: 'verdict',
  title: '意见',
  type: 'code',
  required: true,
  options: codes.map((code) => ({ code, title: code })),
});
const reply: Need = { name: 'reply', title: '答复内容', type: 'longtext', required: true };
const note: Need = { name: 'note', title: '办理情况', type: 'longtext', required: true };
const timeline = [entry(1, 'draft', '旧稿'), entry(5, 'draft', '新稿'), entry(3, 'request-extension', '等材料')];

describe('a draft', () => {
  it('is what the reviewer reads, in its last version', () => {
    expect(judged({ timeline }, { needs: [verdict('pass', 'back')] })?.text).toBe('新稿');
  });
  it('gives way to the request where more time is decided on', () => {
    expect(judged({ timeline }, { needs: [verdict('agree', 'refuse')] })?.text).toBe('等材料');
    expect(judged({ timeline }, { needs: [reply] })).toBeUndefined();
  });
  it('is the reply when the matter is finished or reported upward, and is not typed twice', () => {
    expect(prefilled({ timeline }, { move: 'finish', needs: [reply] })).toEqual({ reply: '新稿' });
    expect(prefilled({ timeline }, { move: 'report', needs: [note] })).toEqual({ note: '新稿' });
    expect(prefilled({ timeline }, { move: 'urge', needs: [note] })).toEqual({});
    expect(prefilled({ timeline: [] }, { move: 'finish', needs: [reply] })).toEqual({});
    expect(prefilled({ timeline }, { move: 'review', needs: [verdict('pass', 'back')] })).toEqual({});
  });
  it('leaves nobody to choose where there is one choice', () => {
    expect(prefilled({ timeline }, { move: 'verify', needs: [verdict('resolved')] })).toEqual({ verdict: 'resolved' });
  });
});
