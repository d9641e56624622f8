const thin = '\u2009';

/** 12 345: groups of three with a thin space, as GB/T 15835 writes figures. */
export function figure(value: number, digits = 0): string {
  const [whole = '0', fraction] = Math.abs(value).toFixed(digits).split('.');
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+(?!\d))/g, thin) : whole;
  return `${value < 0 ? '−' : ''}${grouped}${fraction ? `.${fraction}` : ''}`;
}

/** 分 → 1 234.50 元, or 万元 from a hundred thousand yuan on. */
export function money(fen: number): string {
  const yuan = fen / 100;
  if (Math.abs(yuan) >= 100_000) return `${figure(yuan / 10_000, 2)}${thin}万元`;
  return `${figure(yuan, Number.isInteger(yuan) ? 0 : 2)}${thin}元`;
}

export function share(part: number, whole: number): string {
  return whole === 0 ? '—' : `${figure((100 * part) / whole, 1)}%`;
}

export function fileSize(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))}${thin}KB`;
  return `${Number((bytes / 1024 / 1024).toFixed(1))}${thin}MB`;
}

/** A thin space between 汉字 and figures or Latin, for text that the program puts together. */
export function airy(text: string): string {
  return text
    .replace(/([\p{Script=Han}])([A-Za-z0-9])/gu, `$1${thin}$2`)
    .replace(/([A-Za-z0-9%])([\p{Script=Han}])/gu, `$1${thin}$2`);
}
