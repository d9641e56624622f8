import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { draftBatch, type FundItem, fundItemsQuery, fundLinesQuery, HELD_ACCOUNTS, heldOf } from '../../api/funds.ts';
import { useAccount } from '../../api/session.ts';
import { useSend } from '../../api/use-send.ts';
import { figure, money } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { QueryView } from '../../parts/query-view.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { Failure } from '../../parts/states.tsx';
import { moment, periodWord } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { can } from '../../shell/permissions.ts';
import { STAGE_WORDS } from './fund-words.ts';
import styles from './funds.module.css';

const places = HELD_ACCOUNTS.map((value) => ({ value, label: STAGE_WORDS[value] }));

export type ItemSearch = { readonly holds?: string; readonly q?: string; readonly year?: string };
type Props = {
  /** Of one line; else of all. */
  readonly line?: string;
  readonly search: ItemSearch;
  readonly onSearch: (search: ItemSearch) => void;
};

/** The items of a line or of all; those of a line that wait can be ticked and put into a batch. */
export function ItemTable({ line, search, onSearch }: Props) {
  const query = useQuery(fundItemsQuery({ ...(line ? { line } : {}), ...search }));
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const may = can(useAccount(), 'funds.prepare') && line !== undefined;
  return (
    <section className="panel" aria-label="款项">
      <div className={`spread ${page.block}`}>
        <h2 className="section-title">款项</h2>
        <div className="row no-print">
          <Input.Search
            allowClear
            aria-label="按企业或用途查找"
            placeholder="企业、用途"
            defaultValue={search.q ?? ''}
            onSearch={(q) => onSearch({ ...search, q })}
            style={{ width: 200 }}
          />
          <Select
            mode="multiple"
            allowClear
            aria-label="钱在哪一步"
            placeholder="全部环节"
            options={places}
            value={search.holds?.split(',') ?? []}
            onChange={(holds) => onSearch({ ...search, holds: holds.join(',') })}
            style={{ minWidth: 160 }}
          />
        </div>
      </div>
      <QueryView query={query}>
        {({ items, total }) => (
          <>
            <p className={`meta ${page.block}`}>
              {figure(total.count)}&thinsp;笔，{money(total.sum)}
              {items.length < total.count && `；只列出前 ${figure(items.length)} 笔，请缩小范围`}
            </p>
            {may && <DraftBar line={line} items={items} picked={picked} onPick={setPicked} />}
            <Rows items={items} picked={picked} onPick={may ? setPicked : undefined} holds={search.holds} />
          </>
        )}
      </QueryView>
    </section>
  );
}

const isWaiting = (item: FundItem): boolean =>
  item.batch === undefined && item.account !== false && (item.stage === 'committed' || item.stage === 'payable');

type Picking = { readonly picked: ReadonlySet<string>; readonly onPick: (picked: ReadonlySet<string>) => void };

function DraftBar({
  line,
  items,
  picked,
  onPick,
}: Picking & { readonly line: string; readonly items: readonly FundItem[] }) {
  const formats = useQuery(fundLinesQuery()).data?.formats ?? [];
  const [format, setFormat] = useState<string>();
  const send = useSend(draftBatch, ['funds']);
  const navigate = useNavigate();
  const waiting = items.filter(isWaiting);
  const chosen = waiting.filter((each) => picked.has(each.id));
  if (waiting.length === 0) return null;
  const total = chosen.reduce((sum, each) => sum + each.balances.committed + each.balances.payable, 0);
  const used = format ?? formats[0]?.id ?? '';
  return (
    <div className={`row no-print ${page.block}`}>
      <Button size="small" onClick={() => onPick(new Set(chosen.length > 0 ? [] : waiting.map((each) => each.id)))}>
        {chosen.length > 0 ? '全不选' : `全选待编批次的 ${figure(waiting.length)} 笔`}
      </Button>
      {chosen.length > 0 && (
        <>
          <span>
            已选&thinsp;{figure(chosen.length)}&thinsp;笔，{money(total)}
          </span>
          <Select
            aria-label="付款文件格式"
            value={used}
            onChange={setFormat}
            options={formats.map(({ id, title }) => ({ value: id, label: title }))}
            style={{ width: 220 }}
          />
          <Button
            type="primary"
            loading={send.isPending}
            onClick={() =>
              send.mutate(
                { line, items: chosen.map((each) => each.id), format: used },
                { onSuccess: ({ id }) => void navigate({ to: '/funds/batches/$id', params: { id } }) },
              )
            }
          >
            编制批次
          </Button>
        </>
      )}
      {send.error && <Failure error={send.error} />}
    </div>
  );
}

type RowsProps = {
  readonly items: readonly FundItem[];
  readonly picked: ReadonlySet<string>;
  readonly onPick: ((picked: ReadonlySet<string>) => void) | undefined;
  readonly holds: string | undefined;
};

function Rows({ items, picked, onPick, holds }: RowsProps) {
  const now = useNow();
  if (items.length === 0) return <p className={`meta ${page.block}`}>没有符合条件的款项。</p>;
  const toggle = (id: string) =>
    onPick?.(picked.has(id) ? new Set([...picked].filter((each) => each !== id)) : new Set([...picked, id]));
  return (
    <Scroll title="款项清单">
      <table className={`${page.table} ${page.cards}`}>
        <thead>
          <tr>
            {onPick && <th scope="col" aria-label="选择" />}
            {['企业', '用途', '期间', '环节'].map((each) => (
              <th key={each} scope="col">
                {each}
              </th>
            ))}
            <th scope="col" className={page.number ?? ''}>
              金额
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              {onPick && (
                <td className={page.tick}>
                  {isWaiting(item) && (
                    <input
                      type="checkbox"
                      aria-label={`选择 ${item.enterprise.name}`}
                      checked={picked.has(item.id)}
                      onChange={() => toggle(item.id)}
                    />
                  )}
                </td>
              )}
              <td className={`${styles.firm} ${page.lead}`}>
                <Link to="/funds/items/$id" params={{ id: item.id }}>
                  {item.enterprise.name}
                </Link>
              </td>
              <td className={styles.purpose}>{item.purpose}</td>
              <td>{periodWord(item.period)}</td>
              <td>
                <span style={{ whiteSpace: 'nowrap' }}>
                  {STAGE_WORDS[item.stage]}
                  <span className="meta">&emsp;{moment(item.stageSince, now)}&thinsp;起</span>
                </span>
                {item.stage === 'committed' && item.account === false && (
                  <span className="meta">&emsp;{item.problem ?? '企业未确认账户'}</span>
                )}
              </td>
              <td className={page.number}>{money(heldOf(item, holds))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
