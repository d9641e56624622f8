import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { MeetingItem } from '../../api/meetings.ts';
import { Lamp } from '../../parts/lamp.tsx';
import { ItemHands } from './item-hands.tsx';
import { itemWords } from './meeting-words.ts';

type Props = { readonly meeting?: string; readonly item: MeetingItem; readonly manage: boolean };

/** What was said, and in whose hands it is now. */
export function ItemLine({ meeting, item, manage }: Props) {
  const [placing, setPlacing] = useState(false);
  return (
    <li style={{ padding: '10px 0', borderBottom: '1px solid var(--ant-color-border-secondary)' }}>
      <div className="spread" style={{ alignItems: 'flex-start' }}>
        <div className="grow" style={{ minWidth: 240 }}>
          <span className="meta">{itemWords[item.kind]}</span> {item.text}
          {item.enterprise && <p className="meta">{item.enterprise.name}提出</p>}
        </div>
        <State item={item} />
        {manage && !item.assigned && meeting && (
          <Button aria-expanded={placing} onClick={() => setPlacing((was) => !was)}>
            交办或答复
          </Button>
        )}
      </div>
      {placing && meeting && <ItemHands meeting={meeting} item={item.id} onClose={() => setPlacing(false)} />}
    </li>
  );
}

function State({ item }: { readonly item: MeetingItem }) {
  const { matter, unit, answer } = item;
  if (matter) {
    return (
      <span>
        {unit?.name}&ensp;
        {matter.lamp && <Lamp lamp={matter.lamp} word={matter.status?.title ?? ''} />}&ensp;
        {matter.number ? (
          <Link to="/matters/$id" params={{ id: matter.id }}>
            {matter.number}
          </Link>
        ) : (
          '已交办'
        )}
      </span>
    );
  }
  if (!item.assigned) return <Lamp lamp="near" word="没有落实到单位" />;
  return (
    <span style={{ maxWidth: 480 }}>
      {unit?.name}当场答复：{answer}
    </span>
  );
}
