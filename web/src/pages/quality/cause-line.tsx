import { Link } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { type Cause, type NamedMatter, openClass } from '../../api/quality.ts';
import { useAccount } from '../../api/session.ts';
import { useSend } from '../../api/use-send.ts';
import { dotted } from '../../parts/dotted.ts';
import page from '../../parts/page.module.css';
import { Failure } from '../../parts/states.tsx';
import { WhyPopover } from '../../parts/why-popover.tsx';
import { can } from '../../shell/permissions.ts';
import styles from './cause-line.module.css';

type Told = { readonly cause: Cause; readonly when: string };

export function CauseLine({ cause, when }: Told) {
  const [open, setOpen] = useState(false);
  const manage = can(useAccount(), 'quality.manage');
  return (
    <li className={page.line}>
      <div className="grow" style={{ minWidth: 260 }}>
        <h2 className={page.name}>{dotted(cause.cause, cause.causeCode && cause.item.title, cause.unit.name)}</h2>
        <p>
          {when}&thinsp;{cause.count}&thinsp;件，按以往应有&thinsp;{cause.expected}&thinsp;件（此前半年共&thinsp;
          {cause.before}&thinsp;件）
        </p>
        <Why cause={cause} />
      </div>
      {cause.classMatter ? <Standing matter={cause.classMatter} /> : null}
      {manage && !cause.classMatter && cause.members.length > 1 && (
        <Button aria-expanded={open} onClick={() => setOpen((was) => !was)}>
          立为一类事
        </Button>
      )}
      <Members cause={cause} />
      {open && <ClassForm cause={cause} when={when} onClose={() => setOpen(false)} />}
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

/** The 一类事 that there is already: by the system or by hand. */
function Standing({ matter }: { readonly matter: NamedMatter }) {
  return (
    <p>
      已立一类事{' '}
      <Link to="/matters/$id" params={{ id: matter.id }} style={{ textDecoration: 'underline' }}>
        {matter.number}
      </Link>
    </p>
  );
}

const FIRST = 5;

/** By number and title, the first few; the rest on demand. */
function Members({ cause: { members, count } }: { readonly cause: Cause }) {
  const [all, setAll] = useState(false);
  const shown = all ? members : members.slice(0, FIRST);
  return (
    <div style={{ flexBasis: '100%' }}>
      <ul aria-label="所含诉求" className={styles.members ?? ''}>
        {shown.map(({ id, number, title }) => (
          <li key={id}>
            <Link to="/matters/$id" params={{ id }}>
              {number}&emsp;{title}
            </Link>
          </li>
        ))}
      </ul>
      {members.length > shown.length && (
        <Button type="link" style={{ paddingInline: 0 }} onClick={() => setAll(true)}>
          另有&thinsp;{members.length - shown.length}&thinsp;件
        </Button>
      )}
      {all && count > members.length && <p className="meta">另有&thinsp;{count - members.length}&thinsp;件未列出</p>}
    </div>
  );
}

function ClassForm({ cause, when, onClose }: Told & { readonly onClose: () => void }) {
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
  const evidence = `${when} ${cause.count} 件，按以往应有 ${cause.expected} 件`;
  return (
    <Form<{ title: string; cause: string }>
      layout="vertical"
      requiredMark={false}
      initialValues={{ title: `${cause.unit.name}${cause.cause}类问题`, cause: cause.cause }}
      onFinish={(fields) => send.mutate({ ...fields, evidence, ...cellOf(cause) })}
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

const cellOf = ({ item, unit, causeCode, members }: Cause) => ({
  category: item.code,
  unit: unit.id,
  ...(causeCode && { code: causeCode }),
  members: members.map((each) => each.id),
});
