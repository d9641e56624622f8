import { Button, Checkbox, Radio } from 'antd';
import { useState } from 'react';
import { type Opinion, type StyleReview, speak } from '../../api/style.ts';
import { useSend } from '../../api/use-send.ts';
import page from '../../parts/page.module.css';
import { Failure } from '../../parts/states.tsx';

const GRADES = ['差', '较差', '一般', '较好', '好'].map((label, at) => ({ value: at + 1, label })).reverse();
const PROBLEMS = [
  ['weak', '庸'],
  ['lazy', '懒'],
  ['loose', '散'],
  ['slow', '慢'],
  ['shirking', '推'],
  ['delaying', '拖'],
].map(([value = '', label = '']) => ({ value, label }));

/** One sheet for all units that this person may rate; nobody learns who gave it. */
export function Ballot({ review }: { readonly review: StyleReview }) {
  const [said, setSaid] = useState<Readonly<Record<string, Opinion>>>({});
  const send = useSend(speak, ['style-reviews']);
  const open = review.units.filter((each) => !each.conflict);
  const put = (unit: string, change: Partial<Opinion>) =>
    setSaid({ ...said, [unit]: { ...(said[unit] ?? { unit, grade: 0, problems: [] }), ...change } });
  const opinions = Object.values(said).filter((each) => each.grade > 0);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({ id: review.id, opinions });
      }}
    >
      {open.map((unit) => (
        <fieldset key={unit.id} className={page.block} style={{ border: 0, margin: 0 }}>
          <legend style={{ float: 'left', width: '100%', padding: 0, fontWeight: 600 }}>{unit.name}</legend>
          <div className="row" style={{ clear: 'both' }}>
            <Radio.Group
              aria-label={`${unit.name}的作风`}
              options={GRADES}
              value={said[unit.id]?.grade ?? null}
              onChange={(event) => put(unit.id, { grade: Number(event.target.value) })}
            />
            <Checkbox.Group
              aria-label={`${unit.name}的问题`}
              options={PROBLEMS}
              value={[...(said[unit.id]?.problems ?? [])]}
              onChange={(problems) => put(unit.id, { problems: problems.map(String) })}
            />
          </div>
        </fieldset>
      ))}
      <div className={`${page.block} row no-print`}>
        <Button type="primary" htmlType="submit" disabled={opinions.length === 0} loading={send.isPending}>
          交评议（{opinions.length} 个单位，交了不能改）
        </Button>
        <span className="meta">不记名：系统只累计到单位，不留单张评议，谁也查不到是谁评的。</span>
      </div>
      {send.error && <Failure error={send.error} />}
    </form>
  );
}
