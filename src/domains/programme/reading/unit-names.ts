/**
 * How Chinese public bodies are named. Used only as evidence (is this bracket a list of units? does this space part
 * two names?), never as a list of who exists: that is the registry's work.
 */
const TAIL =
  '(?:局|办|办公室|委|委员会|院|部|会|厅|处|科|署|所|站|社|队|中心|集团|公司|海关|银行|人行|商行|农商行|分行|支行|政府|专班|小组|新城|管委会|单位|部门|区域|园区|开发区|高新区|大学|学院|学校|党校|联|委会|妇联|科协|文联|残联|社科联|侨联|协会|商会|总队|支队|法工委|工委|党组|档案馆|图书馆|馆|县|区|市|镇|乡|街道)';

const head = /^(?:市|省|县|区|州|乡|镇|各|国家|中国|团|国网|人行|[\p{Script=Han}]{2}(?:市|县|区|海关|供电))/u;
const tail = new RegExp(`${TAIL}(?:[（(〔［[][^）)〕］\\]]*[）)〕］\\]])?$`, 'u');

export const endsLikeUnit = (text: string): boolean => tail.test(text);
export const startsLikeUnit = (text: string): boolean => head.test(text);

/** Reads as the name of a body or of a group of bodies. */
export const looksLikeUnit = (name: string): boolean =>
  name.length >= 2 && name.length <= 30 && !/[。！？%“”《》]/.test(name) && (tail.test(name) || isGroupName(name));

/** 市级各有关部门, 各县（市、区）, 有关单位: a set of units, to be resolved by the registry. */
export const isGroupName = (name: string): boolean =>
  /^(?:全?[省市县区](?:级|直|属|本级)?)?(?:各|有关|相关|其他|其它|所有|直属)[^。；，]*(?:部门|单位|县|区|市|镇|乡|街道|地区|政府|处室|区块|平台|地|机构|银行|企业|[）)〕])$/.test(
    name,
  );
