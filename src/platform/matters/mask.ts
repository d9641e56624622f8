/** @example maskName('张三丰') // 张** */
export const maskName = (name: string): string => {
  const [first = '', ...rest] = [...name.trim()];
  return first + '*'.repeat(Math.max(rest.length, 1));
};

/** @example maskPhone('13800001234') // 138****1234 */
export function maskPhone(phone: string): string {
  const signs = [...phone.trim()];
  if (signs.length < 7) return '*'.repeat(signs.length);
  const shown = signs.length >= 11 ? 3 : 1;
  return [...signs.slice(0, shown), ...signs.slice(shown, -4).map(() => '*'), ...signs.slice(-4)].join('');
}

/** Whatever a field holds that its loop calls personal: numbers keep their ends, words their beginning. */
export const maskPersonal = (text: string): string =>
  /^\+?[\d\s()-]{5,}$/.test(text.trim()) ? maskPhone(text.replaceAll(/[\s()-]/g, '')) : maskName(text);
