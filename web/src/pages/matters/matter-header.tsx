import { Tag } from 'antd';
import type { MatterDetail } from '../../api/types/index.ts';
import { Countdown } from '../../parts/countdown.tsx';
import { dotted } from '../../parts/dotted.ts';
import { Flags } from '../../parts/matter-table/columns.tsx';
import { PrintButton } from '../../parts/print-button.tsx';

export function MatterHeader({ matter }: { readonly matter: MatterDetail }) {
  const facts = [
    matter.category?.title,
    matter.region?.title,
    matter.grade?.title,
    matter.channel?.title,
    matter.enterprise?.name,
  ];
  return (
    <header className="stack" style={{ gap: 4 }}>
      <div className="spread">
        <span className="meta">
          {matter.number}&ensp;{matter.loopTitle}
        </span>
        <PrintButton />
      </div>
      <div className="row">
        <h1 className="page-title">{matter.title}</h1>
        <Tag>{matter.status.title}</Tag>
        <Flags row={matter} />
      </div>
      <Countdown row={matter} />
      <p className="meta">{dotted(...facts)}</p>
    </header>
  );
}
