import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { finishNode, type SpecialAction } from '../../api/actions.ts';
import { useSend } from '../../api/use-send.ts';
import { dotted } from '../../parts/dotted.ts';
import { Lamp } from '../../parts/lamp.tsx';
import page from '../../parts/page.module.css';
import { Failure } from '../../parts/states.tsx';
import { dayOf } from '../../parts/time.ts';

type Props = { readonly action: SpecialAction; readonly write: boolean; readonly onEdit: () => void };
const statusWords = { running: '进行中', done: '已完成', stopped: '已停止' } as const;

export function ActionLine({ action, write, onEdit }: Props) {
  const team = action.team.map((one) => dotted(one.unit.name, one.person?.name, one.part));
  return (
    <li className={page.line} style={{ alignItems: 'flex-start' }}>
      <div className="grow" style={{ minWidth: 280 }}>
        <h2 className={page.name}>{action.title}</h2>
        <p>
          {dotted(`牵头领导 ${action.leader.name}`, `牵头单位 ${action.leadUnit.name}`, statusWords[action.status])}
        </p>
        <p className="meta">团队：{team.join('；')}</p>
        {action.summary && <p>{action.summary}</p>}
        {action.plan && (
          <Link to="/plans/$id" params={{ id: action.plan.id }}>
            {action.plan.title}
          </Link>
        )}
      </div>
      <Nodes action={action} write={write} />
      <div className="row no-print">
        <Link to="/matters" search={{ tag: action.tag }}>
          <Button>看措施</Button>
        </Link>
        {write && <Button onClick={onEdit}>修改</Button>}
      </div>
    </li>
  );
}

function Nodes({ action, write }: { readonly action: SpecialAction; readonly write: boolean }) {
  const nodes = [...action.nodes].sort((a, b) => (a.day < b.day ? -1 : 1));
  return (
    <ol style={{ width: 360 }}>
      {nodes.map((node) => (
        <li key={node.id} style={{ padding: '2px 0' }}>
          <Lamp
            lamp={node.doneDay ? 'done' : node.missed ? 'overdue' : 'normal'}
            word={node.doneDay ? '完成' : node.missed ? '未按期' : '待办'}
          />
          &ensp;{dayOf(node.day)}&ensp;{node.title}
          {node.note && <span className="meta">（{node.note}）</span>}
          {write && node.id === action.next?.id && action.status === 'running' && (
            <Finish action={action.id} node={node.id} title={node.title} />
          )}
        </li>
      ))}
    </ol>
  );
}

type FinishProps = { readonly action: string; readonly node: string; readonly title: string };

/** The next node is done: with a sentence on how. */
function Finish({ action, node, title }: FinishProps) {
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const send = useSend(finishNode, ['actions']);
  if (!open) {
    return (
      <Button type="link" size="small" className="no-print" onClick={() => setOpen(true)}>
        报完成
      </Button>
    );
  }
  return (
    <div className="stack no-print" style={{ gap: 8, padding: '8px 0' }}>
      <Input.TextArea
        aria-label={`${title}的完成情况`}
        placeholder="完成情况"
        autoSize={{ minRows: 2 }}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {send.error && <Failure error={send.error} />}
      <div className="row">
        <Button
          disabled={!note.trim()}
          loading={send.isPending}
          onClick={() => send.mutate({ action, node, note: note.trim() })}
        >
          报告节点完成
        </Button>
        <Button onClick={() => setOpen(false)}>取消</Button>
      </div>
    </div>
  );
}
