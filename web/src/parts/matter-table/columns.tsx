import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { Lamp as LampName, MatterRow } from '../../api/types/index.ts';
import { ShortCountdown } from '../countdown.tsx';
import { moment, shortWorkingTime, when } from '../time.ts';
import styles from './matter-table.module.css';

export type ColumnContext = { readonly now: number; readonly workday: number };

export type Column = {
  readonly key: string;
  readonly title: string;
  /** Whether it shows before a person chose. */
  readonly usual: boolean;
  readonly width?: number;
  /** On paper, in mm; what has none takes what is left. */
  readonly paper?: number;
  /** The `sort` value of the list, when the server can sort by it. */
  readonly sort?: string;
  readonly render: (row: MatterRow, context: ColumnContext) => ReactNode;
};

export const matterColumns: readonly Column[] = [
  {
    key: 'lamp',
    title: '时限',
    paper: 24,
    usual: true,
    width: 112,
    sort: 'due',
    render: (row) => <ShortCountdown row={row} />,
  },
  { key: 'title', title: '事项', usual: true, render: (row) => <TitleCell row={row} /> },
  { key: 'status', title: '环节', paper: 22, usual: true, width: 104, render: (row) => row.status.title },
  {
    key: 'holder',
    title: '现在谁办',
    paper: 48,
    usual: true,
    width: 200,
    render: (row, context) => <HolderCell row={row} context={context} />,
  },
  {
    key: 'due',
    title: '到期',
    paper: 34,
    usual: true,
    width: 200,
    sort: 'due',
    render: (row, { now }) => <DueCell row={row} now={now} />,
  },
  { key: 'category', title: '类别', paper: 24, usual: false, width: 120, render: (row) => row.category?.title ?? '—' },
  { key: 'region', title: '地区', paper: 20, usual: true, width: 96, render: (row) => row.region?.title ?? '—' },
  { key: 'grade', title: '等级', paper: 16, usual: false, width: 80, render: (row) => row.grade?.title ?? '—' },
  { key: 'channel', title: '来源', paper: 22, usual: false, width: 104, render: (row) => row.channel?.title ?? '—' },
  {
    key: 'enterprise',
    title: '企业',
    paper: 44,
    usual: false,
    width: 200,
    render: (row) => row.enterprise?.name ?? '—',
  },
  {
    key: 'opened',
    title: '收到',
    paper: 26,
    usual: false,
    width: 128,
    sort: 'opened',
    render: (row, { now }) => when(row.openedAt, now),
  },
  {
    key: 'updated',
    title: '最近动态',
    paper: 26,
    usual: false,
    width: 128,
    sort: 'updated',
    render: (row, { now }) => when(row.updatedAt, now),
  },
];

export const usualColumns: readonly string[] = matterColumns
  .filter((column) => column.usual)
  .map((column) => column.key);

function TitleCell({ row }: { readonly row: MatterRow }) {
  return (
    <div className={styles.title}>
      <Link to="/matters/$id" params={{ id: row.id }}>
        {row.title}
      </Link>
      <div className="row meta" style={{ gap: '0 8px' }}>
        <span>{row.number}</span>
        <span>{row.loopTitle}</span>
        <Flags row={row} />
      </div>
    </div>
  );
}

export function Flags({
  row,
}: {
  readonly row: Pick<MatterRow, 'flags' | 'tags' | 'provisional' | 'reopenings'> & { lamp?: LampName };
}) {
  return (
    <>
      {row.reopenings !== undefined && (
        <Tag>
          <strong>{reopenedWord(row.reopenings)}</strong>
        </Tag>
      )}
      {row.provisional && <Tag>暂定</Tag>}
      {row.flags.map((flag) => (
        <Tag key={flag.code}>{flag.title}</Tag>
      ))}
      {row.tags.map((tag) => (
        <Tag key={tag}>{tag}</Tag>
      ))}
    </>
  );
}

function DueCell({ row, now }: { readonly row: MatterRow; readonly now: number }) {
  return (
    <div>
      {row.dueAt ? moment(row.dueAt, now) : '—'}
      <Was row={row} of="due" />
    </div>
  );
}

/** What the plan said, where it is another by now. */
function Was({ row, of }: { readonly row: MatterRow; readonly of: 'holder' | 'due' }) {
  const found = row.changed?.find((each) => each.of === of);
  return found ? <div className="meta">{`原${found.title} ${found.was}`}</div> : null;
}

/** 重办, and the how-manieth where it was not the first. */
export const reopenedWord = (times: number): string => (times > 1 ? `第\u2009${times}\u2009次重办` : '重办');

function HolderCell({ row, context }: { readonly row: MatterRow; readonly context: ColumnContext }) {
  const { holder } = row;
  if (!holder) return '—';
  return (
    <div>
      {holder.unit.name}
      <div className="meta">
        {[holder.section, holder.person?.name].filter(Boolean).join(' ')}
        {row.heldWorkingMinutes !== undefined &&
          row.heldWorkingMinutes > 0 &&
          ` 已\u2009${shortWorkingTime(row.heldWorkingMinutes, context.workday)}`}
      </div>
      <Was row={row} of="holder" />
    </div>
  );
}
