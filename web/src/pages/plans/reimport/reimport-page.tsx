import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { type PlanSource, planQuery, type Reimport, reimportPlan } from '../../../api/plans.ts';
import { useSend } from '../../../api/use-send.ts';
import { DropFile } from '../../../parts/drop-file.tsx';
import { Page } from '../../../parts/page.tsx';
import { Failure } from '../../../parts/states.tsx';
import { Diff } from './diff.tsx';

const route = getRouteApi('/official/plans/$id/reimport');

/** The corrected document beside what is published: first what would change, then, with a reason, it does. */
export function ReimportPage() {
  const { id } = route.useParams();
  const plan = useQuery(planQuery(id)).data;
  const [source, setSource] = useState<PlanSource>();
  const [text, setText] = useState('');
  const look = useSend(reimportPlan, []);
  const compare = (from: PlanSource) => {
    setSource(from);
    look.mutate({ id, source: from, apply: false });
  };
  return (
    <Page title="导入更正后的方案" meta={plan?.title}>
      <section className="panel panel-pad stack" aria-label="更正后的方案">
        <DropFile
          busy={look.isPending}
          what="把更正后的方案拖到这里"
          hint="与已导入的方案逐条比对，先看差异，确认后才改"
          onFile={(file) => compare({ file })}
        />
        <label htmlFor="corrected">或把更正后的全文粘贴在这里</label>
        <Input.TextArea
          id="corrected"
          autoSize={{ minRows: 4, maxRows: 14 }}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <div>
          <Button disabled={text.trim().length < 20} loading={look.isPending} onClick={() => compare({ text })}>
            比对
          </Button>
        </div>
        {look.error && <Failure error={look.error} />}
      </section>
      {look.data && source && plan && (
        <>
          <Diff diff={look.data.diff} tree={plan.tree} />
          <Apply id={id} source={source} result={look.data} />
        </>
      )}
    </Page>
  );
}

type ApplyProps = { readonly id: string; readonly source: PlanSource; readonly result: Reimport };

function Apply({ id, source, result }: ApplyProps) {
  const [reason, setReason] = useState('');
  const send = useSend(reimportPlan, ['plans', 'plan', 'matters', 'board']);
  const { added, removed, changed } = result.diff;
  if (added.length + removed.length + changed.length === 0) return <p role="status">与现在的计划没有差异。</p>;
  if (send.data) return <Applied id={id} result={send.data} />;
  return (
    <section className="panel panel-pad stack" aria-label="确认更正" style={{ maxWidth: 720 }}>
      <label htmlFor="reason">更正依据</label>
      <Input
        id="reason"
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        placeholder="如：衢政办发〔2026〕7号更正件"
      />
      <p className="meta">改动的措施在事项上更正并通知牵头单位；新增的立项交办；删去的只建议终止，由主办处定。</p>
      {send.error && <Failure error={send.error} />}
      <div>
        <Button
          type="primary"
          disabled={!reason.trim()}
          loading={send.isPending}
          onClick={() => send.mutate({ id, source, apply: true, reason: reason.trim() })}
        >
          按更正后的方案改
        </Button>
      </div>
    </section>
  );
}

/** Within a sentence a link must not be told by its colour alone. */
const underlined = { textDecoration: 'underline' } as const;

function Applied({ id, result }: { readonly id: string; readonly result: Reimport }) {
  return (
    <section className="panel panel-pad stack" role="status">
      <p>
        已更正。在事项上办理&thinsp;{result.moved}&thinsp;次，新立&thinsp;{result.publication?.opened ?? 0}
        &thinsp;件，建议终止&thinsp;{result.proposed.length}&thinsp;件。
        <Link to="/plans/$id" params={{ id }} style={underlined}>
          看计划
        </Link>
      </p>
      <ul>
        {result.failed.map((one) => (
          <li key={one.key + one.what}>
            {one.key}：{one.what}
          </li>
        ))}
        {result.proposed.map((one) => (
          <li key={one.id}>
            建议终止：
            <Link to="/matters/$id" params={{ id: one.matter }}>
              {one.key}&ensp;{one.text}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
