/** Character classes shared by the repairs; names say what they hold. */
export const HAN = '\\u3400-\\u4dbf\\u4e00-\\u9fff\\u3007';
export const WIDE_MARKS = '，。、；：？！“”‘’（）《》〈〉〔〕【】「」『』［］—…·';
/** What makes a place Chinese: a character or a full-width mark. */
export const WIDE = `${HAN}${WIDE_MARKS}`;
export const han = new RegExp(`[${HAN}]`);
export const wide = new RegExp(`[${WIDE}]`);

export const isWide = (sign: string | undefined): boolean => sign !== undefined && wide.test(sign);
export const isHan = (sign: string | undefined): boolean => sign !== undefined && han.test(sign);
