/** A loop that no code knows: four states, a co-handler, an extension, a suspension. */
export const UNSEEN = `
loop: tree-felling
title: 古树迁移审批
number: "GS-{year}-{seq:3}"
subject: optional
open:
  by: [subject, permission:matters.open]
  to: survey
  starts: [whole]
fields:
  - { name: title, title: 树木位置, type: text, required: true }
  - { name: age, title: 树龄, type: number }
states:
  - { id: survey, title: 踏勘, owner: office, fallback: superior }
  - { id: opinion, title: 专家意见, owner: holder, fallback: office }
  - { id: hearing, title: 听证, owner: subject, fallback: office }
  - { id: closed, title: 已决定, owner: none, end: true, outcome: resolved }
clocks:
  whole:
    title: 审批时限
    budget: 20
    governs: true
    extensions: { atMost: 1, amount: 10 }
    ladder:
      - { rung: soon, title: 快到期, offset: -2, effects: [{ effect: notify, to: [holder], text: "{number} 快到期" }] }
      - { rung: late, title: 超期, offset: 0, breach: true, effects: [{ effect: notify, to: [office], text: "{number} 超期" }] }
grounds:
  hearing: { title: 听证期间, bound: { amount: 1, unit: month }, next: hearing-over }
obligation: { title: 专家意见, budget: 3, silence: office-decides }
returns: { atMost: 1, within: { amount: 1, unit: working-day } }
moves:
  send: { title: 交园林专家组, act: assign, from: [survey], to: opinion, by: [office:appeals.dispatch], primary: true }
  take: { title: 接收, act: sign, from: [opinion], by: [holder] }
  back: { title: 退回, act: return, from: [opinion], to: survey, by: [holder] }
  consult: { title: 征求会办意见, act: co-handle, from: [opinion], by: [holder] }
  reply: { title: 会办意见, act: answer, from: [survey, opinion, hearing], by: [co-handler] }
  longer: { title: 申请延长, act: request-extension, from: [opinion], by: [holder] }
  allow: { title: 批准延长, act: decide-extension, from: [opinion], by: [office:appeals.dispatch] }
  hear:
    { title: 举行听证, act: request-supplement, from: [survey, opinion], to: hearing, by: [office:appeals.dispatch, holder], suspend: hearing, atMost: 1 }
  heard: { title: 听证意见, act: supply, from: [hearing], to: back, by: [subject], resume: true }
  hearing-over: { title: 听证期满, act: lapse, from: [hearing], to: back, by: [system], resume: true }
  decide: { title: 作出决定, act: finish, from: [opinion], to: closed, by: [holder], guard: 树龄 < 500 或 退办次数 >= 0, guardTitle: 五百年以上古树不得迁移 }
  drop: { title: 终止, act: withdraw, from: [survey, opinion, hearing], to: closed, by: [office:appeals.dispatch] }
`;
