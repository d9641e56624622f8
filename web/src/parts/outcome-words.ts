/** What a condition came to, for whoever asks why; never by colour alone. */
export const OUTCOME_WORDS = { yes: '● 符合', no: '■ 不符', unknown: '▲ 缺数据' } as const;
