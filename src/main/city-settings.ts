import { z } from 'zod';
import { ClaimLimits } from '#domains/policies';
import { Amount, refuse } from '#kernel';
import { type Finding, formatFinding, type Pack } from '#platform/packs';
import { Retention } from '#platform/privacy';

const days = (least: number, most: number) => z.int().min(least).max(most);

/** What a city sets for itself in `settings.yaml`; what it does not say is as in the base pack. */
const CitySettings = z.object({
  meetings: z.object({ intervalMonths: z.int().min(1).max(24) }),
  reforms: z.object({ opensAfter: days(0, 366), closesAfter: days(1, 366) }),
  surveys: z.object({ restDays: days(0, 3650) }),
  documents: z.object({
    words: z.record(z.string(), z.string()),
    brief: z.string(),
    addressees: z.string(),
    copies: z.string(),
  }),
  funds: z.object({ stageDays: days(1, 366), splitAmount: Amount, splitDays: days(1, 3660) }),
  policies: z.object({ fairReviewer: z.string() }),
  claims: ClaimLimits,
  privacy: z.object({ retention: Retention }),
});
export type CitySettings = z.infer<typeof CitySettings>;

const { localeError } = z.locales.zhCN();
const read = (pack: Pack) => CitySettings.safeParse(pack.settings, { error: localeError });

export const settingFindings = (pack: Pack): readonly Finding[] =>
  (read(pack).error?.issues ?? []).map(({ path, message }) =>
    pack.at('settings', ['settings', ...path], `${path.map(String).join('.')}：${message}`),
  );

/** A site does not start on settings that nobody could keep. */
export function provenSettings(pack: Pack): CitySettings {
  const { success, data } = read(pack);
  if (success) return data;
  const findings = settingFindings(pack);
  throw refuse({
    code: 'packs.settings',
    kind: 'invalid',
    what: `settings.yaml 有 ${findings.length} 处不能用`,
    why: findings.map(formatFinding).join('\n'),
    todo: '请改正，可用 clearway check packs/ 复查',
  });
}
