import { Converter } from 'opencc-js/t2cn';
import type { Edit } from './mapped.ts';
import { isHan } from './script-signs.ts';

const edit = (start: number, before: string, after: string, kind: string, note: string): Edit => ({
  start,
  end: start + before.length,
  after,
  kind,
  note,
});

const matches = (text: string, pattern: RegExp): readonly { readonly index: number; readonly sign: string }[] =>
  [...text.matchAll(pattern)].map((found) => ({ index: found.index, sign: found[0] }));

/** Line ends become \n (layout); what cannot be seen is removed (reported). */
export function invisibleEdits(text: string): Edit[] {
  return matches(text, /\r\n?|[\u2028\u2029\v\f]|[[\p{Cf}\p{Cc}]--[\t\n\r\v\f]]/gv).map(({ index, sign }) =>
    /[\r\u2028\u2029\v\f]/.test(sign)
      ? { ...edit(index, sign, '\n', 'line-end', '换行符统一'), silent: true as const }
      : edit(index, sign, '', 'invisible', '删除不可见字符'),
  );
}

/** NFKC leaves the supplement (⺠ ⻓ ⻔) alone, yet PDF text is full of it. */
const supplement: Readonly<Record<string, string>> = {
  '\u2e81': '厂',
  '\u2e84': '乙',
  '\u2e8b': '卩',
  '\u2e8e': '兀',
  '\u2e8f': '尣',
  '\u2e92': '巳',
  '\u2e93': '幺',
  '\u2e97': '心',
  '\u2e9f': '母',
  '\u2ea0': '民',
  '\u2ebd': '臼',
  '\u2ec4': '西',
  '\u2ec5': '见',
  '\u2ec6': '角',
  '\u2ec9': '贝',
  '\u2ecb': '车',
  '\u2ecf': '邑',
  '\u2ed3': '长',
  '\u2ed4': '门',
  '\u2ed8': '青',
  '\u2ed9': '韦',
  '\u2eda': '页',
  '\u2edb': '风',
  '\u2edc': '飞',
  '\u2edd': '食',
  '\u2ee2': '马',
  '\u2ee3': '骨',
  '\u2ee4': '鬼',
  '\u2ee5': '鱼',
  '\u2ee6': '鸟',
  '\u2ee8': '麦',
  '\u2ee9': '黄',
  '\u2eeb': '齐',
  '\u2eec': '齐',
  '\u2eed': '齿',
  '\u2eef': '龙',
  '\u2ef0': '龙',
  '\u2ef2': '龟',
  '\u2ef3': '龟',
};

/** Kangxi radicals and compatibility forms, which PDF readers yield, become the ordinary characters. */
export function radicalEdits(text: string): Edit[] {
  return matches(text, /[\u2e80-\u2fdf\uf900-\ufaff]/g).flatMap(({ index, sign }) => {
    const after = supplement[sign] ?? sign.normalize('NFKC');
    return after === sign ? [] : [edit(index, sign, after, 'radical', '部首字形改为常用汉字')];
  });
}

const toSimplified = Converter({ from: 't', to: 'cn' });
/** Good simplified characters too (乾隆, 慰藉): converted only where the whole text is traditional. */
const eitherScript = /[乾藉著徵瞭於甯夥麽餘]/;

/** Traditional characters become simplified ones; counted over the whole text, so that a rare 乾 is left alone. */
export function traditionalEdits(text: string): Edit[] {
  // The form that Hong Kong prints; the tables know only the other.
  const usual = text.replaceAll('衞', '衛');
  const whole = toSimplified(usual);
  const target = whole.length === text.length ? whole : [...usual].map((sign) => toSimplified(sign)).join('');
  if (target.length !== text.length) return [];
  const changed = matches(text, /\p{Script=Han}/gu).filter(({ index, sign }) => target[index] !== sign);
  const characters = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const traditional = changed.length > Math.max(3, characters * 0.03);
  return changed
    .filter(({ sign }) => traditional || !eitherScript.test(sign))
    .map(({ index, sign }) => edit(index, sign, target[index] ?? sign, 'traditional', '繁体字改为简体字'));
}

/** Numbers with bracket or dot in one sign: ⑴ ⒈. ① stays, it numbers inside a measure. */
const joinedNumbers = (text: string): Edit[] =>
  matches(text, /[⑴-⒛]/g).map(({ index, sign }) => {
    const after = sign.normalize('NFKC').replace('(', '（').replace(')', '）');
    return edit(index, sign, after, 'full-width', '合成的序号字符改为普通写法');
  });

/** Letters, digits and % typed full-width. The dot only between digits: 3．0. */
export function fullWidthEdits(text: string): Edit[] {
  const signs = matches(text, /[０-９Ａ-Ｚａ-ｚ％＋－＆]|(?<=[0-9０-９])．(?=[0-9０-９])/g).map(({ index, sign }) =>
    edit(index, sign, sign.normalize('NFKC'), 'full-width', '全角字母、数字改为半角'),
  );
  return [...signs, ...joinedNumbers(text)].sort((a, b) => a.start - b.start);
}

const STUCK =
  /[[［【](?:(?:注|注释|批注|脚注|尾注|备注|微软用户|用户|作者|[A-Za-z]{1,4})\s*)?[0-9]{1,3}[\]］】]|[[［【（](?:批注|编者注|审校|修订|脚注|注)[0-9]{0,3}(?:[:：][^\]］】）\n]{0,60})?[\]］】）]|(?<=\p{Script=Han}|[，。、；：”）])[①-⑳⁰¹²³⁴-⁹†‡]+(?=\p{Script=Han}|[，。、；：“（”）\n]|$)/gu;
/** A circled number opens a list item after these, and is no footnote there. */
const OPENS_LIST = /[。；：:;\n]$/;

/** Footnote and comment marks stuck between characters: 优化[注1]政企通, 优化①政企通. */
export function annotationEdits(text: string): Edit[] {
  return matches(text, STUCK)
    .filter(({ index, sign }) => {
      const before = text[index - 1];
      if (/^[①-⑳]/.test(sign)) return before !== undefined && !OPENS_LIST.test(before);
      return isHan(before) || (before !== undefined && /[，。、；：“”（）0-9A-Za-z%]/.test(before));
    })
    .map(({ index, sign }) => edit(index, sign, '', 'annotation', '删除夹在文字中间的批注、脚注标记'));
}
