import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Popconfirm } from 'antd';
import { freezeRun, type LateEdit, type SchemeRun, schemeRunQuery } from '../../api/scheme-runs.ts';
import { useSend } from '../../api/use-send.ts';
import { figure } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { Failure } from '../../parts/states.tsx';
import { dayOf, moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { FactBatch } from './fact-batch.tsx';

const route = getRouteApi('/official/scheme-runs/$id');

/** One result: what was frozen, that it counts the same again, and which later edit would have moved whom. */
export function SchemeRunPage() {
  const { id } = route.useParams();
  const query = useQuery(schemeRunQuery(id));
  return <QueryView query={query}>{(run) => <Whole run={run} />}</QueryView>;
}

const score = (value: number | null): string => (value === null ? '—' : figure(value, 1));

function Whole({ run }: { readonly run: SchemeRun }) {
  const send = useSend(freezeRun, ['scheme-runs']);
  const now = useNow();
  return (
    <Page
      title={`${run.scheme.name}，${run.period}`}
      meta={`${dayOf(run.on)}的数；${run.proposedBy.name} ${moment(run.proposedAt, now)} 提交${
        run.frozenBy && run.frozenAt !== undefined
          ? `，${run.frozenBy.name} ${moment(run.frozenAt, now)} 冻结`
          : run.mayFreeze
            ? '，请您核对后冻结'
            : '，等另一人冻结'
      }`}
      actions={
        run.mayFreeze ? (
          <Popconfirm
            title="冻结以后不能再改"
            description="签的就是这一页上的数；之后的更正另列在旁边。"
            okText="冻结"
            cancelText="再看看"
            onConfirm={() => send.mutate({ id: run.id, textHash: run.textHash })}
          >
            <Button type="primary" loading={send.isPending}>
              冻结
            </Button>
          </Popconfirm>
        ) : undefined
      }
      narrow
    >
      {send.error && <Failure error={send.error} />}
      <Lines run={run} />
      <p className="meta" style={{ overflowWrap: 'anywhere' }}>
        {run.same ? '● 刚刚由留存的数据重算，逐字节相同。' : '■ 由留存的数据重算，结果不同，请联系管理员。'}校验值{' '}
        {run.textHash}
      </p>
      <section className="panel" aria-label="之后的更正">
        <h2 className={`section-title ${page.block}`}>之后的更正动了谁</h2>
        {run.lateEdits.length === 0 && run.lateFacts.length === 0 ? (
          <p className={page.block}>提交以后没有更正过用到的数。</p>
        ) : (
          <ul>
            {run.lateEdits.map((each) => (
              <Edit key={`${each.at} ${each.indicator.id} ${each.subject.id}`} edit={each} />
            ))}
            {run.lateFacts.map((each) => (
              <FactBatch key={`${each.at} ${each.title}`} batch={each} scheme={run.scheme.id} />
            ))}
          </ul>
        )}
        {run.left.length > 0 && (
          <p className={`meta ${page.block}`}>
            当时参加、现在不再符合参加条件的：{run.left.map((each) => each.name).join('、')}
          </p>
        )}
      </section>
    </Page>
  );
}

function Lines({ run }: { readonly run: SchemeRun }) {
  // Who is alone has no place among others.
  const alone = run.total === 1;
  return (
    <Scroll panel title="得分和档次">
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">对象</th>
            <th scope="col">档次</th>
            {['得分', '区间', '名次', '数据覆盖'].map((each) => (
              <th key={each} scope="col" className={page.number ?? ''}>
                {each}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {run.lines.map((each) => (
            <tr key={each.unit.id}>
              <th scope="row" style={{ fontWeight: 400 }}>
                {each.unit.name}
              </th>
              <td>{each.grade ? `${each.grade} 类` : each.tier === null || alone ? '—' : `第 ${each.tier} 档`}</td>
              <td className={page.number ?? ''}>{score(each.score)}</td>
              <td className={page.number ?? ''}>
                {each.scoreInterval ? `${score(each.scoreInterval[0])}–${score(each.scoreInterval[1])}` : '—'}
              </td>
              <td className={page.number ?? ''}>
                {alone
                  ? '—'
                  : (each.rank ?? (each.rankInterval ? `${each.rankInterval[0]}–${each.rankInterval[1]}` : '—'))}
              </td>
              <td className={page.number ?? ''}>{figure(100 * each.coverage)}%</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

const place = (value: number | null): string => (value === null ? '无名次' : `第 ${value}`);

function Edit({ edit }: { readonly edit: LateEdit }) {
  const now = useNow();
  const moved = edit.moved.filter((each) => each.placeBefore !== each.placeAfter);
  return (
    <li className={page.line}>
      <div className="grow" style={{ minWidth: 240 }}>
        <strong>
          {edit.subject.name}：{edit.indicator.name} {edit.before ?? '无数'} → {edit.after ?? '无数'}
        </strong>
        <p>
          {moved.length === 0
            ? '没有动位次'
            : moved
                .map((each) => `${each.unit.name} ${place(each.placeBefore)} → ${place(each.placeAfter)}`)
                .join('；')}
          {edit.moved.length > 0 &&
            `（得分 ${edit.moved.map((each) => `${each.unit.name} ${score(each.scoreBefore)} → ${score(each.scoreAfter)}`).join('，')}）`}
        </p>
        <p className="meta">
          {edit.period} · {edit.by.name} · {moment(edit.at, now)}
          {edit.why && ` · ${edit.why}`}
        </p>
      </div>
      {edit.matter && (
        <Link to="/matters/$id" params={{ id: edit.matter }}>
          更正事项
        </Link>
      )}
    </li>
  );
}
