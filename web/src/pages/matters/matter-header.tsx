import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import { plansQuery } from '../../api/plans.ts';
import { useAccount } from '../../api/session.ts';
import type { MatterDetail } from '../../api/types/index.ts';
import { Countdown } from '../../parts/countdown.tsx';
import { dotted } from '../../parts/dotted.ts';
import { Flags } from '../../parts/matter-table/columns.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { can } from '../../shell/permissions.ts';

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
      <p className="meta">
        {dotted(...facts)}
        {matter.planId && <PlanLink id={matter.planId} />}
      </p>
    </header>
  );
}

/** A measure leads back to the plan that it comes from. */
function PlanLink({ id }: { readonly id: string }) {
  const account = useAccount();
  const mayRead = can(account, 'plans.read');
  const plan = useQuery({ ...plansQuery, enabled: mayRead }).data?.find((each) => each.id === id);
  if (!mayRead || !plan) return null;
  return (
    <>
      &ensp;
      <Link to="/plans/$id" params={{ id }}>
        {`《${plan.title}》`}
      </Link>
    </>
  );
}
