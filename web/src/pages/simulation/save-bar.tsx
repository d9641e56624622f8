import { useNavigate } from '@tanstack/react-router';
import { Button, Dropdown, Input, Modal } from 'antd';
import { useState } from 'react';
import { toProblem } from '../../api/problem.ts';
import { useAccount } from '../../api/session.ts';
import {
  draftScenario,
  type Scenario,
  saveScenario,
  scenarioFile,
  type TrialSet,
  type Variant,
} from '../../api/simulation.ts';
import { useSend } from '../../api/use-send.ts';
import { can } from '../../shell/permissions.ts';

type Props = {
  readonly set: TrialSet;
  readonly scenario: Scenario | undefined;
  readonly variants: readonly Variant[];
  /** Which of them is at hand. */
  readonly at: number;
};

type Drafted = { readonly scenario: Scenario; readonly at: number; readonly now: Variant | undefined };

/** What was kept of the variant at hand becomes a draft; what is not kept yet is kept first. */
function DraftIt({ scenario, at, now }: Drafted) {
  const kept = scenario.settings[at];
  const navigate = useNavigate();
  const send = useSend(draftScenario, ['policy-drafts', 'simulation']);
  const same = kept !== undefined && JSON.stringify(kept.values) === JSON.stringify(now?.values);
  const moved = Object.keys(kept?.values ?? {}).length;
  const why = !same
    ? '先保存方案，再起草'
    : moved === 0
      ? '这个方案没有改动数'
      : `改动的 ${moved} 个数写进条件、金额和原文`;
  const begin = () =>
    send.mutate(
      { id: scenario.id, version: scenario.version, variant: at + 1 },
      { onSuccess: ({ draft }) => void navigate({ to: '/policies/drafts/$id', params: { id: draft } }) },
    );
  return (
    <>
      {send.isError && <span role="alert">{toProblem(send.error).body.title}</span>}
      <Button disabled={!same || moved === 0} title={why} loading={send.isPending} onClick={begin}>
        由此方案起草
      </Button>
    </>
  );
}

/** 另存方案: kept apart from every rule; a kept one leaves as Word, Excel or rules. */
export function SaveBar({ set, scenario, variants, at }: Props) {
  const [open, setOpen] = useState(false);
  const mayWrite = can(useAccount(), 'policies.write');
  return (
    <>
      {mayWrite && scenario && <DraftIt scenario={scenario} at={at} now={variants[at]} />}
      {mayWrite && (
        <Button type="primary" onClick={() => setOpen(true)}>
          {scenario ? '保存方案' : '另存方案'}
        </Button>
      )}
      {scenario && (
        <Dropdown
          menu={{
            items: [
              { key: 'docx', label: <a href={scenarioFile(scenario.id, 'docx')}>Word 推演报告</a> },
              { key: 'xlsx', label: <a href={scenarioFile(scenario.id, 'xlsx')}>Excel 对比表</a> },
              ...scenario.settings.map(({ name }, i) => ({
                key: `yaml${i}`,
                label: <a href={scenarioFile(scenario.id, 'yaml', i + 1)}>YAML 条款：{name}</a>,
              })),
            ],
          }}
          trigger={['click']}
        >
          <Button>导出第 {scenario.version} 版</Button>
        </Dropdown>
      )}
      {open && <SaveDialog set={set} scenario={scenario} variants={variants} onClose={() => setOpen(false)} />}
    </>
  );
}

function SaveDialog({ set, scenario, variants, onClose }: Omit<Props, 'at'> & { readonly onClose: () => void }) {
  const [title, setTitle] = useState(scenario?.title ?? `${set.title}：推演`);
  const [note, setNote] = useState(scenario?.note ?? '');
  const navigate = useNavigate();
  const send = useSend(saveScenario, ['scenarios']);
  const keep = (own: boolean) =>
    send.mutate(
      {
        title,
        note,
        set: set.id,
        clauses: scenario?.clauses ?? [],
        variants,
        ...(own && scenario ? { id: scenario.id, version: scenario.version } : {}),
      },
      {
        onSuccess: ({ id }) => {
          onClose();
          void navigate({ to: '/simulation', search: { scenario: id } });
        },
      },
    );
  return (
    <Modal
      open
      title="保存推演方案"
      onCancel={onClose}
      footer={[
        scenario && (
          <Button key="new" onClick={() => keep(false)} loading={send.isPending}>
            另存为新方案
          </Button>
        ),
        <Button key="save" type="primary" onClick={() => keep(true)} loading={send.isPending}>
          {scenario ? `存为第 ${scenario.version + 1} 版` : '保存'}
        </Button>,
      ]}
    >
      <p className="meta">方案与现行规则分开保存，不影响任何企业；保存后可用链接发给同事。</p>
      <label htmlFor="scenario-title">名称</label>
      <Input id="scenario-title" value={title} maxLength={120} onChange={(event) => setTitle(event.target.value)} />
      <label htmlFor="scenario-note">说明</label>
      <Input.TextArea
        id="scenario-note"
        value={note}
        maxLength={4000}
        autoSize={{ minRows: 2, maxRows: 6 }}
        onChange={(event) => setNote(event.target.value)}
      />
      {send.isError && <p role="alert">{toProblem(send.error).body.title}</p>}
    </Modal>
  );
}
