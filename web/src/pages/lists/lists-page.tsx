import { getRouteApi } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useAccount } from '../../api/session.ts';
import { MatterList } from '../../parts/matter-list.tsx';
import { Page } from '../../parts/page.tsx';
import { Empty } from '../../parts/states.tsx';
import { can } from '../../shell/permissions.ts';
import { EntryForm } from './entry-form.tsx';

const route = getRouteApi('/official/lists');
const titles = { reform: '改革清单', problem: '问题清单' } as const;

/** 改革清单和问题清单: each entry is a matter with a measured goal, a day and a verifier who is not its doer. */
export function ListsPage() {
  const { list: asked, ...filters } = route.useSearch();
  const list = asked === 'problem' ? 'problem' : 'reform';
  const navigate = route.useNavigate();
  const [adding, setAdding] = useState(false);
  const write = can(useAccount(), 'plans.write');
  const add = write && !adding && (
    <Button type="primary" onClick={() => setAdding(true)}>
      列入{titles[list]}
    </Button>
  );
  return (
    <Page title={titles[list]} actions={add}>
      <div className="row no-print">
        <Segmented
          aria-label="哪张清单"
          value={list}
          onChange={(next) => void navigate({ search: { list: next } })}
          options={[
            { value: 'reform', label: titles.reform },
            { value: 'problem', label: titles.problem },
          ]}
        />
      </div>
      {adding && <EntryForm key={list} list={list} title={titles[list]} onClose={() => setAdding(false)} />}
      <MatterList
        caption={titles[list]}
        filters={filters}
        onFilters={(next) => void navigate({ search: { list, ...next } })}
        fixed={{ tag: titles[list] }}
        empty={
          <Empty title={`${titles[list]}还是空的`}>
            每一条都要有量化目标、完成日期和第一责任人，由完成单位以外的一方核验后才能销号。
          </Empty>
        }
      />
    </Page>
  );
}
