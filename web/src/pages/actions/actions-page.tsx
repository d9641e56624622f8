import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { actionsQuery, type SpecialAction } from '../../api/actions.ts';
import { useAccount } from '../../api/session.ts';
import { Page } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { can } from '../../shell/permissions.ts';
import { ActionForm } from './action-form.tsx';
import { ActionLine } from './action-line.tsx';

/** 一个专项、一个团队、一套方案、一抓到底: leader, lead unit, team, plan and the next node of each. */
export function ActionsPage() {
  const query = useQuery(actionsQuery);
  const write = can(useAccount(), 'plans.write');
  const [editing, setEditing] = useState<SpecialAction | 'new'>();
  const actions = (
    <>
      <PrintButton />
      {write && !editing && (
        <Button type="primary" onClick={() => setEditing('new')}>
          登记专项行动
        </Button>
      )}
    </>
  );
  return (
    <Page title="专项行动" actions={actions}>
      {editing && (
        <ActionForm
          key={editing === 'new' ? 'new' : editing.id}
          {...(editing !== 'new' && { action: editing })}
          onClose={() => setEditing(undefined)}
        />
      )}
      <section className="panel" aria-label="专项行动">
        <QueryView query={query}>
          {(items) =>
            items.length > 0 ? (
              <ul>
                {items.map((action) => (
                  <ActionLine key={action.id} action={action} write={write} onEdit={() => setEditing(action)} />
                ))}
              </ul>
            ) : (
              <Empty title="还没有专项行动">
                登记一项：谁牵头、哪个单位主抓、团队、方案和时间节点。节点到期没有完成，会提醒牵头领导。
              </Empty>
            )
          }
        </QueryView>
      </section>
    </Page>
  );
}
