import { convertMillimetersToTwip, type IRunOptions, LineRuleType } from 'docx';

/** GB/T 9704-2012: A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm, 22 lines of 28 signs in 三号. */
export const PAGE = {
  width: convertMillimetersToTwip(210),
  height: convertMillimetersToTwip(297),
  top: convertMillimetersToTwip(37),
  left: convertMillimetersToTwip(28),
  right: convertMillimetersToTwip(26),
  bottom: convertMillimetersToTwip(35),
  /** 版心 is 156 mm wide. */
  textWidth: convertMillimetersToTwip(156),
} as const;

/** 28.95 pt: 22 of them stay inside 225 mm. */
export const LINE = 579;
/** 15.75 pt a sign instead of 16, in twips: 28 signs stay inside 156 mm in every program, whatever it makes of grids. */
export const SIGN_SPACING = -5;
/** One sign of the grid, in twips. */
export const SIGN = 315;
/** What `w:charSpace` adds to the 16 pt of 三号, in 4096ths of a point: Word counts 28 signs to the line by it. */
export const CHAR_SPACE = (SIGN / 20 - 16) * 4096;

/** Half points: 二号, 三号, 四号. */
export const SIZE = { two: 44, three: 32, four: 28 } as const;

export const RED = 'C00000';

/** The printed fonts of official documents; what to take where they are not installed stands in the font table. */
export const FONTS = {
  title: '方正小标宋简体',
  body: '仿宋_GB2312',
  heading: '黑体',
  subheading: '楷体_GB2312',
  number: '宋体',
} as const;

export const FALLBACKS: Readonly<Record<string, readonly string[]>> = {
  [FONTS.title]: ['方正小标宋_GBK', 'FZXiaoBiaoSong-B05S', '华文中宋', 'STZhongsong', '宋体', 'SimSun'],
  [FONTS.body]: ['仿宋', 'FangSong', '华文仿宋', 'STFangsong'],
  [FONTS.heading]: ['SimHei', '华文黑体', 'STHeiti'],
  [FONTS.subheading]: ['楷体', 'KaiTi', '华文楷体', 'STKaiti'],
  [FONTS.number]: ['SimSun', '华文宋体', 'STSong'],
};

export const inFont = (font: string): Pick<IRunOptions, 'font'> => ({
  font: { ascii: font, hAnsi: font, eastAsia: font, cs: font, hint: 'eastAsia' },
});

export const exact = (line: number = LINE) => ({ line, lineRule: LineRuleType.EXACT, before: 0, after: 0 });
