/** 发文字号: year in hexagonal brackets, running number without zeros. @example documentNumber('衢营商办', 2026, 3) // '衢营商办〔2026〕3号' */
export const documentNumber = (word: string, year: number, running: number): string => `${word}〔${year}〕${running}号`;
/** Periodicals count issues instead. */
export const issueNumber = (year: number, running: number): string => `${year}年第${running}期`;
