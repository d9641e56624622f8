import { Link } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { type Cause, openClass } from '../../api/quality.ts';
import { useAccount } from '../../api/session.ts';
import { useSend } from '../../api/use-send.ts';
import { dotted } from '../../parts/dotted.ts';
import page from '../../parts/page.module.css';
import { Failure } from '../../parts/states.tsx';
import { WhyPopover } from '../../parts/why-popover.tsx';
import { can } from '../../shell/permissions.ts';

export function CauseLine({ cause }: { readonly cause: Cause }) {
  const [open, setOpen] = useState(false);
  const manage = can(useAccount(), 'quality.manage');
  return (
    <li className={page.line}>
      <div className="grow" style={{ minWidth: 260 }}>
        <h2 className={page.name}>{dotted(cause.cause, cause.unit.name)}</h2>
        <p>
          本月&thinsp;{cause.count}&thinsp;件，按以往应有&thinsp;{cause.expected}&thinsp;件（前六个月共&thinsp;
          {cause.before}&thinsp;件）
        </p>
        <Why cause={cause} />
      </div>
      {manage && cause.members.length > 1 && (
        <Button aria-expanded={open} onClick={() => setOpen((was) => !was)}>
          立为一类事
        </Button>
      )}
      <Members ids={cause.members} />
      {open && <ClassForm cause={cause} onClose={() => setOpen(false)} />}
    </li>
  );
}

/** p and q as a person would say them. */
function Why({ cause }: { readonly cause: Cause }) {
  return (
    <WhyPopover title="为什么说是异常增多">
      <p>如果只是碰巧，出现这么多件的可能约为{chance(cause.p)}。</p>
      <p>同时比了许多组，算上这一点，把它列出来而其实是误报的可能不超过{chance(cause.q)}。</p>
    </WhyPopover>
  );
}

function chance(value: number): string {
  if (value < 0.0001) return '万分之一以下';
  if (value < 0.01) return `万分之\u2009${Math.max(1, Math.round(value * 10_000))}`;
  return `百分之\u2009${Math.round(value * 100)}`;
}

function Members({ ids }: { readonly ids: readonly string[] }) {
  return (
    <p className="row" style={{ flexBasis: '100%' }}>
      <span className="meta">成员</span>
      {ids.map((id, at) => (
        <Link key={id} to="/matters/$id" params={{ id }}>
          第&thinsp;{at + 1}&thinsp;件
        </Link>
      ))}
    </p>
  );
}

function ClassForm({ cause, onClose }: { readonly cause: Cause; readonly onClose: () => void }) {
  const send = useSend(openClass, ['matters', 'quality']);
  if (send.data) {
    return (
      <p role="status">
        已立为一类事，关联&thinsp;{send.data.linked}&thinsp;件。
        <Link to="/matters/$id" params={{ id: send.data.id }} style={{ textDecoration: 'underline' }}>
          看一类事
        </Link>
      </p>
    );
  }
  const evidence = `本月 ${cause.count} 件，按以往应有 ${cause.expected} 件`;
  return (
    <Form<{ title: string; cause: string }>
      layout="vertical"
      requiredMark={false}
      initialValues={{ title: `${cause.unit.name}${cause.cause}类问题`, cause: cause.cause }}
      onFinish={(fields) => send.mutate({ ...fields, evidence, category: cause.item.code, members: cause.members })}
      style={{ width: '100%', maxWidth: 560 }}
    >
      <Form.Item name="title" label="名称" rules={[{ required: true, min: 4, message: '请写名称' }]}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="cause" label="共性原因" rules={[{ required: true, min: 2, message: '请写共性原因' }]}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={1000} />
      </Form.Item>
      {send.error && <Failure error={send.error} />}
      <div className="row">
        <Button htmlType="submit" loading={send.isPending}>
          立为一类事
        </Button>
        <Button onClick={onClose}>取消</Button>
      </div>
    </Form>
  );
}
