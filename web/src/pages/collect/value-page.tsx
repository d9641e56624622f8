import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { type CellKey, correctValue, type OpenedValue, valueQuery } from '../../api/collect.ts';
import { useAccount } from '../../api/session.ts';
import { useSend } from '../../api/use-send.ts';
import { FormFoot } from '../../parts/form-foot.tsx';
import { DateInput } from '../../parts/move/small-inputs.tsx';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { can } from '../../shell/permissions.ts';
import { valueWords } from './cell-words.ts';

const route = getRouteApi('/official/collect/value');

/** Where a number comes from: its formula and inputs, or everybody who stated, checked and corrected it. */
export function ValuePage() {
  const { indicator = '', subject = '', period = '' } = route.useSearch();
  const cell = { indicator, subject, period };
  const query = useQuery(valueQuery(cell));
  return <QueryView query={query}>{(value) => <Whole value={value} cell={cell} />}</QueryView>;
}

function Whole({ value, cell }: { readonly value: OpenedValue; readonly cell: CellKey }) {
  const may = can(useAccount(), 'collect.manage');
  const [correcting, setCorrecting] = useState(false);
  const stands = value.value !== null || value.missing !== null;
  return (
    <Page
      title={`${value.title}：${valueWords(value.value, value.missing, value.unit)}`}
      meta={`${value.subject.name}，${value.period.title}，${value.scheme.title}`}
      actions={
        may && stands && !value.formula && !correcting ? (
          <Button onClick={() => setCorrecting(true)}>更正</Button>
        ) : undefined
      }
      narrow
    >
      <About value={value} cell={cell} />
      {correcting && <Correct cell={cell} onClose={() => setCorrecting(false)} />}
      {value.formula && <Formula value={value} />}
      {!value.formula && <History value={value} />}
      {value.recomputed !== null && value.recomputed === value.value && (
        <p className="meta">刚刚由原始记录重算：{valueWords(value.recomputed, null, value.unit)}，一致。</p>
      )}
    </Page>
  );
}

function About({ value, cell }: { readonly value: OpenedValue; readonly cell: CellKey }) {
  return (
    <>
      {value.definition && <p>口径：{value.definition}</p>}
      {value.feeds.length > 0 && (
        <p>
          用于计算：
          {value.feeds.map((each, at) => (
            <span key={each.id}>
              {at > 0 && '、'}
              <Link to="/collect/value" search={{ ...cell, indicator: each.id }}>
                {each.title}
              </Link>
            </span>
          ))}
        </p>
      )}
    </>
  );
}

function Formula({ value }: { readonly value: OpenedValue }) {
  return (
    <section className="panel" aria-label="公式">
      <div className={page.block}>
        <h2 className="section-title">公式</h2>
        <p>
          {value.title} ＝ {value.formula}
        </p>
        {value.worked && (
          <p>
            ＝ {value.worked} ＝ <strong>{valueWords(value.value, value.missing, value.unit)}</strong>
          </p>
        )}
        {value.value === null && (
          <p className="meta">
            算不出：
            {value.inputs.some((each) => each.value === null)
              ? `${value.inputs
                  .filter((each) => each.value === null)
                  .map((each) => `${each.name} ${valueWords(null, each.missing, '')}`)
                  .join('，')}。`
              : '除数为零，本期没有可算的。'}
          </p>
        )}
      </div>
      <ul>
        {value.inputs.map((each) => (
          <li key={each.name} className={page.line}>
            <div className="grow">
              {each.name}
              <p className="meta">
                {each.title === each.name ? '' : `${each.title}，`}
                {each.from === 'events' ? `由办理记录算出，计入 ${each.counted ?? 0} 条` : '填报'}
              </p>
            </div>
            <strong>{valueWords(each.value, each.missing, each.unit)}</strong>
            {each.from === 'events' ? (
              <Link to="/indicators/$id/records" params={{ id: each.indicator }} search={{}}>
                看记录
              </Link>
            ) : (
              each.matter && (
                <Link to="/matters/$id" params={{ id: each.matter }}>
                  看填报
                </Link>
              )
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const ACTS = { reported: '报数', checked: '核验入库', rejected: '退回', withdrawn: '报数人撤回' } as const;

function History({ value }: { readonly value: OpenedValue }) {
  const now = useNow();
  return (
    <section className="panel" aria-label="经过">
      <ul>
        {[...value.history].reverse().map((each) => (
          <li key={`${each.at} ${each.status}`} className={page.line}>
            <div className="grow" style={{ minWidth: 200 }}>
              <strong>{valueWords(each.value, each.missing, value.unit)}</strong>
              <p className="meta">
                {ACTS[each.status]} · {each.by.name} · {moment(each.at, now)} · 来源 {each.source.name}
              </p>
              {each.why && <p>更正理由：{each.why}</p>}
            </div>
            {each.matter && (
              <Link to="/matters/$id" params={{ id: each.matter }}>
                填报事项和佐证
              </Link>
            )}
          </li>
        ))}
        {value.history.length === 0 && <li className={page.line}>还没有人报过这个数。</li>}
      </ul>
    </section>
  );
}

function Correct({ cell, onClose }: { readonly cell: CellKey; readonly onClose: () => void }) {
  const send = useSend(correctValue, ['collect', 'matters']);
  if (send.data)
    return (
      <p className="panel panel-pad" role="status">
        已另立更正事项，交来源单位重新报数。
        <Link to="/matters/$id" params={{ id: send.data.id }}>
          打开
        </Link>
      </p>
    );
  return (
    <section className="panel panel-pad" aria-label="更正">
      <Form<{ why: string; due: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={(fields) => send.mutate({ ...cell, ...fields })}
        style={{ maxWidth: 560 }}
      >
        <Form.Item name="why" label="为什么要更正" rules={[{ required: true, min: 4, message: '请写明理由' }]}>
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} />
        </Form.Item>
        <Form.Item name="due" label="重报期限" rules={[{ required: true, message: '请选择日期' }]}>
          <DateInput />
        </Form.Item>
        <FormFoot submit="交来源单位更正" sending={send} onCancel={onClose} />
      </Form>
    </section>
  );
}
