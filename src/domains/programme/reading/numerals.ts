const digits: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  壹: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const scales: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** Bounded, like every repetition in the reader's patterns: a hostile file must not make them quadratic. */
export const CHINESE_NUMBER = '[〇零一二两三四五六七八九十百千]{1,9}';

/** 十二 → 12, 二十 → 20, 一百零五 → 105, 二〇二三 → 2023, 3 → 3; null when it is none. */
export function readNumber(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  if (!new RegExp(`^${CHINESE_NUMBER}$`).test(text)) return null;
  if (!/[十百千]/.test(text)) return Number([...text].map((sign) => digits[sign]).join(''));
  let total = 0;
  let pending = 0;
  for (const sign of text) {
    const scale = scales[sign];
    if (scale === undefined) {
      pending = digits[sign] ?? 0;
      continue;
    }
    total += (pending || 1) * scale;
    pending = 0;
  }
  return total + pending;
}
