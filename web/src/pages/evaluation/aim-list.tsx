import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { type Aim, endMeasure } from '../../api/evaluation.ts';
import { useAccount } from '../../api/session.ts';
import { useSend } from '../../api/use-send.ts';
import { Failure } from '../../parts/states.tsx';
import { can } from '../../shell/permissions.ts';
import { HandOverForm } from './hand-over-form.tsx';
import { MeasureForm } from './measure-form.tsx';

/** Target ranks: 保二争一, what is done for them, and who does not answer for it. */
export function AimList({ aims }: { readonly aims: readonly Aim[] }) {
  const manages = can(useAccount(), 'evaluation.manage');
  if (aims.length === 0) return <p className="meta">没有定目标名次。</p>;
  return (
    <ul style={{ margin: 0, paddingLeft: 20 }}>
      {aims.map((aim) => (
        <AimItem key={aim.id} aim={aim} manages={manages} />
      ))}
    </ul>
  );
}

type ItemProps = { readonly aim: Aim; readonly manages: boolean };

function AimItem({ aim, manages }: ItemProps) {
  const [adding, setAdding] = useState(false);
  return (
    <li style={{ marginBottom: 8 }}>
      <strong>
        {aim.system} · {aim.title}：保 {aim.keep} 争 {aim.strive}
      </strong>
      <span className="meta">（{aim.among}）</span>
      {aim.flags.map((flag) => (
        <span key={flag}> ■ {flag}</span>
      ))}
      {aim.measures.map((each) => (
        <MeasureLine key={each.id} measure={each} manages={manages} />
      ))}
      <div className="meta">
        {aim.source}
        {aim.assumed && '（自拟，待核定）'}
      </div>
      {manages && !adding && (
        <Button size="small" className="no-print" onClick={() => setAdding(true)}>
          加措施<span className="sr-only">：{aim.title}</span>
        </Button>
      )}
      {adding && <MeasureForm aim={aim.id} onClose={() => setAdding(false)} />}
    </li>
  );
}

type LineProps = { readonly measure: Aim['measures'][number]; readonly manages: boolean };

function MeasureLine({ measure: { id, text, unit, person, due, took }, manages }: LineProps) {
  const [handing, setHanding] = useState(false);
  const since = took && `${took.day}起${took.from ? `，接自${took.from}` : ''}`;
  return (
    <>
      <div className="row">
        <span>
          {text}
          <span className="meta">
            {' '}
            {[unit.name, person ? `${person}${since ? `（${since}）` : ''}` : '责任人未定', due]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
        {manages && !handing && (
          <Button size="small" className="no-print" onClick={() => setHanding(true)}>
            {person ? '换责任人' : '定责任人'}
            <span className="sr-only">：{text}</span>
          </Button>
        )}
        {manages && <EndMeasure id={id} text={text} />}
      </div>
      {handing && <HandOverForm id={id} onClose={() => setHanding(false)} />}
    </>
  );
}

function EndMeasure({ id, text }: { readonly id: string; readonly text: string }) {
  const send = useSend(endMeasure, ['evaluation']);
  return (
    <span className="no-print">
      <Popconfirm title="结束这条措施？记录会留着。" okText="结束" cancelText="取消" onConfirm={() => send.mutate(id)}>
        <Button size="small" loading={send.isPending}>
          结束<span className="sr-only">：{text}</span>
        </Button>
      </Popconfirm>
      {send.error && <Failure error={send.error} />}
    </span>
  );
}
