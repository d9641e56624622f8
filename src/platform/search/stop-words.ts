/** Words that stand in every complaint and tell none from another. */
const STOP_WORDS = new Set(
  (
    '我们 你们 他们 我司 本公司 我公司 公司 企业 我厂 单位 有限 有限公司 责任 股份 这个 那个 这些 那些 一个 一些 因为 所以 但是 而且 如果 ' +
    '虽然 由于 以及 并且 或者 还是 就是 不是 没有 可以 可能 应该 需要 希望 请问 请求 要求 反映 诉求 问题 情况 事情 目前 现在 已经 一直 ' +
    '进行 相关 有关 部门 政府 工作 人员 领导 帮助 解决 处理 协调 办理 帮忙 感谢 谢谢 您好 你好 尊敬 为了 关于 对于 通过 根据 按照 之前 ' +
    '之后 两个 三个 几个 几次 月份 年底 上午 下午 回复 答复 没法 无法 不能 不了 继续 还有 今年 去年 本月 上月 时候 时间 多次 至今 仍然 尚未 如何 怎么 什么 为何 怎样 是否 能否 可否 一下 给予 予以 造成 导致 影响 严重 ' +
    '正常 非常 比较 十分 以上 以下 左右 其他 其中 自己 大家 附近 这里 那里 the of and to in is for'
  ).split(' '),
);

export const isStopWord = (word: string): boolean => STOP_WORDS.has(word);
