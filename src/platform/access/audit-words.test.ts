import { describe, expect, it } from 'vitest';
import { type AuditWords, inWords } from './audit-words.ts';

const titles = (known: Readonly<Record<string, string>>) => (id: string) => known[id];
const words: AuditWords = {
  operation: titles({ 'meetings.calendar': '订阅会议日历' }),
  permission: titles({ 'matters.export': '导出清单' }),
  loop: titles({ measure: '任务' }),
  unit: titles({ office: '市营商办' }),
  code: (list, code) => (list === 'region' && code === '330825' ? '龙游县' : undefined),
};

describe('a line of the audit log', () => {
  it('names what was asked for, and which permission was missing', () => {
    const line = { act: 'permission.refused', object: 'meetings.calendar', detail: { permission: 'matters.export' } };
    expect(inWords(line, words)).toEqual({
      ...line,
      objectName: '订阅会议日历',
      detail: { permission: '导出清单' },
    });
  });

  it('says what was filtered by, however deep it lies', () => {
    const query = { loop: ['measure'], holder: 'office', region: ['330825', '000000'] };
    expect(inWords({ act: 'matters.export', object: 'measure', detail: { rows: 3, query } }, words)).toEqual({
      act: 'matters.export',
      object: 'measure',
      objectName: '任务',
      detail: { rows: 3, query: { loop: ['任务'], holder: '市营商办', region: ['龙游县', '000000'] } },
    });
  });

  it('leaves alone what is named already or has no words', () => {
    const line = { act: 'file.taken', object: 'measure', objectName: 'RW-2026-00001', detail: { operation: 'gone' } };
    expect(inWords(line, words)).toEqual(line);
  });
});
