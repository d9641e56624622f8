import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import { type ActionNode, addAction, type NewAction, type SpecialAction, saveAction } from '../../api/actions.ts';
import { plansQuery } from '../../api/plans.ts';
import { useSend } from '../../api/use-send.ts';
import { PersonSearch } from '../../parts/person-search.tsx';
import { Failure } from '../../parts/states.tsx';
import { UnitPicker } from '../../parts/unit-picker.tsx';
import { NodeFields } from './node-fields.tsx';

type Props = { readonly action?: SpecialAction; readonly onClose: () => void };
type Fields = {
  readonly title: string;
  readonly leader: string;
  readonly leadUnit: string;
  readonly team: readonly string[];
  readonly plan?: string;
  readonly summary?: string;
  readonly nodes: readonly ActionNode[];
};

/** New, or corrected; what the team's members do is kept while their units stay. */
export function ActionForm({ action, onClose }: Props) {
  const add = useSend(addAction, ['actions']);
  const save = useSend(saveAction, ['actions']);
  const plans = useQuery(plansQuery).data ?? [];
  const run = (fields: Fields) => {
    const next = toAction(fields, action);
    if (action) save.mutate({ id: action.id, version: action.version, action: next }, { onSuccess: onClose });
    else add.mutate(next, { onSuccess: onClose });
  };
  return (
    <section className="panel panel-pad" aria-label={action ? '修改专项行动' : '登记专项行动'}>
      <Form<Fields>
        layout="vertical"
        onFinish={run}
        requiredMark={false}
        initialValues={action ? fromAction(action) : { nodes: [{}] }}
        style={{ maxWidth: 720 }}
      >
        <Form.Item name="title" label="专项行动名称" rules={[{ required: true, message: '请填写名称' }]}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item
          name="leader"
          label="牵头市领导"
          rules={[{ required: true, message: '请指定牵头市领导' }]}
          {...(action && { extra: `现为 ${action.leader.name}` })}
        >
          <PersonSearch />
        </Form.Item>
        <Form.Item name="leadUnit" label="牵头单位" rules={[{ required: true, message: '请指定牵头单位' }]}>
          <UnitPicker known={action ? [action.leadUnit] : []} />
        </Form.Item>
        <Form.Item name="team" label="工作团队（单位）" rules={[{ required: true, message: '专项行动须有工作团队' }]}>
          <UnitPicker multiple known={action?.team.map((one) => one.unit) ?? []} />
        </Form.Item>
        <Form.Item name="plan" label="所依据的方案（可不填）">
          <Select allowClear options={plans.map((plan) => ({ value: plan.id, label: plan.title }))} />
        </Form.Item>
        <Form.Item name="summary" label="主要内容（可不填）">
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4000} />
        </Form.Item>
        <NodeFields />
        {(add.error ?? save.error) && <Failure error={add.error ?? save.error} />}
        <div className="row">
          <Button type="primary" htmlType="submit" loading={add.isPending || save.isPending}>
            {action ? '保存' : '登记'}
          </Button>
          <Button onClick={onClose}>取消</Button>
        </div>
      </Form>
    </section>
  );
}

const fromAction = (action: SpecialAction): Fields => ({
  title: action.title,
  leader: action.leader.id,
  leadUnit: action.leadUnit.id,
  team: [...new Set(action.team.map((one) => one.unit.id))],
  summary: action.summary,
  nodes: action.nodes,
  ...(action.plan && { plan: action.plan.id }),
});

function toAction({ plan, summary, team, nodes, ...fields }: Fields, before: SpecialAction | undefined): NewAction {
  const kept = (before?.team ?? []).filter((one) => team.includes(one.unit.id));
  const fresh = team.filter((unit) => !kept.some((one) => one.unit.id === unit)).map((unit) => ({ unit }));
  const known = kept.map((one) => ({
    unit: one.unit.id,
    ...(one.person && { person: one.person.id }),
    ...(one.part && { part: one.part }),
  }));
  return {
    ...fields,
    summary: summary ?? '',
    team: [...known, ...fresh],
    nodes: nodes.map(({ id, title, day, doneDay, note }) => ({
      title,
      day,
      ...(id && { id }),
      ...(doneDay && { doneDay }),
      ...(note && { note }),
    })),
    ...(plan && { plan }),
    ...(before && { status: before.status }),
  };
}
