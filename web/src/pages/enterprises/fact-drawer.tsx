import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import { disputeFact, type FactHistory, factHistoryQuery } from '../../api/enterprises.ts';
import { useAccount } from '../../api/session.ts';
import { useSend } from '../../api/use-send.ts';
import { QueryView } from '../../parts/query-view.tsx';
import { Failure } from '../../parts/states.tsx';
import { moment } from '../../parts/time.ts';
import { useNarrow } from '../../parts/use-narrow.ts';
import { useNow } from '../../parts/use-now.ts';
import styles from './enterprises.module.css';

type Props = { readonly id: string; readonly factKey: string | undefined; readonly onClose: () => void };

/** Where one value comes from, what it was before, who says otherwise; and the way to say it is wrong. */
export function FactDrawer({ id, factKey, onClose }: Props) {
  const narrow = useNarrow();
  return (
    <Drawer
      open={factKey !== undefined}
      onClose={onClose}
      title="数据来源和沿革"
      placement={narrow ? 'bottom' : 'right'}
      size={narrow ? '85%' : 480}
      destroyOnHidden
    >
      {factKey !== undefined && <Content id={id} factKey={factKey} />}
    </Drawer>
  );
}

function Content({ id, factKey }: { readonly id: string; readonly factKey: string }) {
  const query = useQuery(factHistoryQuery(id, factKey));
  const own = useAccount()?.enterprise?.id === id;
  return (
    <QueryView query={query} rows={4}>
      {(history) => (
        <>
          <p className="meta">{history.name}</p>
          <p style={{ fontSize: 24, fontWeight: 600 }}>{history.shown ?? '没有数据'}</p>
          {history.source && <Source history={history} />}
          {history.rivals.length > 0 && <Rivals history={history} />}
          <Past history={history} />
          <Dispute id={id} factKey={factKey} own={own} />
        </>
      )}
    </QueryView>
  );
}

function Source({ history: { source } }: { readonly history: FactHistory }) {
  const now = useNow();
  if (!source) return null;
  return (
    <p>
      {source.title}
      <span className="meta">
        ，数据所属日 {source.asOfDay}，{moment(source.observedAt, now)} 入库
        {source.confidence < 1 && `，可信度 ${Math.round(source.confidence * 100)}%`}
      </span>
    </p>
  );
}

function Rivals({ history }: { readonly history: FactHistory }) {
  return (
    <div className={styles.why}>
      <p>另有来源说法不一，按“归口部门优先、后说的为准”采用了上面的数：</p>
      {history.rivals.map((each) => (
        <p key={`${each.shown}-${each.source?.title}`}>
          <strong>{each.shown}</strong>
          <span className="meta">{each.source && ` ${each.source.title}，${each.source.asOfDay}`}</span>
        </p>
      ))}
    </div>
  );
}

function Past({ history: { past } }: { readonly history: FactHistory }) {
  if (past.length === 0) return <p className="meta">没有变动过。</p>;
  return (
    <section aria-label="沿革">
      <h3 className="section-title">以前</h3>
      {past.map((each) => (
        <div key={each.endedAt + each.shown} className={styles.past}>
          <strong>{each.shown}</strong>
          <p className="meta">
            {each.fromDay} 至 {each.toDay}
            {each.source && `，${each.source.title}`}
          </p>
        </div>
      ))}
    </section>
  );
}

function Dispute({ id, factKey, own }: { readonly id: string; readonly factKey: string; readonly own: boolean }) {
  const [open, setOpen] = useState(false);
  const [claimed, setClaimed] = useState('');
  const [reason, setReason] = useState('');
  const send = useSend(disputeFact, ['matters']);
  if (send.data)
    return (
      <p role="status" className={styles.why}>
        已提交，编号{' '}
        <Link to={own ? '/e/m/$id' : '/matters/$id'} params={{ id: send.data.id }}>
          {send.data.number}
        </Link>
        。归口单位核实后，相关的划型、标签会随之更新。
      </p>
    );
  if (!open)
    return (
      <Button style={{ marginTop: 16 }} size="large" onClick={() => setOpen(true)}>
        {own ? '这个数不对' : '代企业提出异议'}
      </Button>
    );
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({ id, key: factKey, claimed, reason });
      }}
    >
      <label htmlFor="claimed">应为多少</label>
      <Input
        id="claimed"
        size="large"
        required
        maxLength={200}
        value={claimed}
        placeholder="如 1250万元、3.1%、是"
        onChange={(event) => setClaimed(event.target.value)}
      />
      <label htmlFor="reason">依据</label>
      <Input.TextArea
        id="reason"
        rows={3}
        required
        minLength={2}
        maxLength={2000}
        value={reason}
        placeholder="如：以 2025 年度汇算清缴申报表为准"
        onChange={(event) => setReason(event.target.value)}
      />
      {send.error && <Failure error={send.error} />}
      <Button type="primary" size="large" htmlType="submit" loading={send.isPending}>
        提交给归口单位核实
      </Button>
    </form>
  );
}
