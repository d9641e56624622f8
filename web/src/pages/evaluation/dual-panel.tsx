import { Link } from '@tanstack/react-router';
import { Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { endDual, type NewDual, setDual, type Teams } from '../../api/evaluation.ts';
import { useAccount } from '../../api/session.ts';
import { useSend } from '../../api/use-send.ts';
import { FormFoot } from '../../parts/form-foot.tsx';
import page from '../../parts/page.module.css';
import { dayOf } from '../../parts/time.ts';
import { UnitPicker } from '../../parts/unit-picker.tsx';
import { can } from '../../shell/permissions.ts';

type Props = { readonly data: Teams };
type Region = Teams['regions'][number];

/** 双牵头: what each district has taken on and with whom; set, changed and ended here, with what was before. */
export function DualPanel({ data }: Props) {
  const may = can(useAccount(), 'evaluation.manage');
  const [setting, setSetting] = useState<Region>();
  const [ending, setEnding] = useState<Region>();
  return (
    <section className="panel" aria-label="双牵头">
      <div className={page.block}>
        <h2>双牵头</h2>
        <p className="meta">每个县（市、区）领一项指标，与市级部门共同牵头；当月升降计入两个单位的月打分。</p>
      </div>
      {data.regions.map((region) => {
        const own = data.dual.find((each) => each.region.id === region.id);
        return (
          <div key={region.id} className={page.line}>
            <div className="grow" style={{ minWidth: 220 }}>
              <span className={page.name}>{region.name}</span>{' '}
              {own ? (
                <>
                  <Link to="/evaluation/$indicator" params={{ indicator: own.indicator }}>
                    {own.title}
                  </Link>
                  <p className="meta">
                    {own.district.name}、{own.department.name}共同牵头
                    {own.since ? `，${dayOf(own.since)}起` : '（示例，待核定，不计分）'}
                  </p>
                </>
              ) : (
                <p className="meta">▲ 没有领指标</p>
              )}
            </div>
            {may && (
              <div className="row no-print">
                <Button
                  size="small"
                  onClick={() => setSetting(region)}
                  aria-label={`${own?.since ? '更换' : '定下来'}：${region.name}的双牵头`}
                >
                  {own?.since ? '更换' : '定下来'}
                </Button>
                {own?.since && (
                  <Button size="small" onClick={() => setEnding(region)} aria-label={`结束：${region.name}的双牵头`}>
                    结束
                  </Button>
                )}
              </div>
            )}
          </div>
        );
      })}
      {data.dualBefore.length > 0 && (
        <details className={page.block}>
          <summary>先前的双牵头（{data.dualBefore.length}）</summary>
          {data.dualBefore.map((each) => (
            <p key={`${each.region.id} ${each.since} ${each.until} ${each.indicator}`}>
              {each.region.name}：{each.title}，{each.district.name}、{each.department.name}
              <span className="meta">
                {' '}
                {each.since && dayOf(each.since)}
                {each.since && each.until < each.since ? '定下，当天即改' : `至${dayOf(each.until)}`}
                {each.why && `；${each.why}`}
              </span>
            </p>
          ))}
        </details>
      )}
      {setting && <SetForm data={data} region={setting} onClose={() => setSetting(undefined)} />}
      {ending && <EndForm region={ending} onClose={() => setEnding(undefined)} />}
    </section>
  );
}

function SetForm({ data, region, onClose }: Props & { readonly region: Region; readonly onClose: () => void }) {
  const send = useSend(setDual, ['evaluation']);
  const own = data.dual.find((each) => each.region.id === region.id);
  return (
    <Modal open title={`${region.name}的双牵头`} footer={null} onCancel={onClose} destroyOnHidden>
      <Form<Omit<NewDual, 'region'>>
        layout="vertical"
        requiredMark={false}
        initialValues={{ indicator: own?.indicator, district: own?.district.id, department: own?.department.id }}
        onFinish={(given) => send.mutate({ region: region.id, ...given }, { onSuccess: onClose })}
      >
        <Form.Item name="indicator" label="领哪项指标" rules={[{ required: true, message: '请选指标' }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={data.teams.map((each) => ({ value: each.indicator, label: each.title }))}
          />
        </Form.Item>
        <Form.Item name="district" label="县（市、区）牵头单位" rules={[{ required: true, message: '请选单位' }]}>
          <UnitPicker />
        </Form.Item>
        <Form.Item name="department" label="市级牵头部门" rules={[{ required: true, message: '请选单位' }]}>
          <UnitPicker />
        </Form.Item>
        {own?.since && (
          <Form.Item
            name="why"
            label="为什么换"
            extra="先前的到昨天为止，留着可查"
            rules={[{ required: true, min: 4, message: '请写明理由' }]}
          >
            <Input maxLength={300} />
          </Form.Item>
        )}
        <FormFoot submit="从今天起" sending={send} onCancel={onClose} />
      </Form>
    </Modal>
  );
}

function EndForm({ region, onClose }: { readonly region: Region; readonly onClose: () => void }) {
  const send = useSend(endDual, ['evaluation']);
  return (
    <Modal open title={`结束${region.name}的双牵头`} footer={null} onCancel={onClose} destroyOnHidden>
      <Form<{ why: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={({ why }) => send.mutate({ region: region.id, why }, { onSuccess: onClose })}
      >
        <Form.Item name="why" label="理由" rules={[{ required: true, min: 4, message: '请写明理由' }]}>
          <Input maxLength={300} />
        </Form.Item>
        <FormFoot submit="即日起结束" sending={send} onCancel={onClose} />
      </Form>
    </Modal>
  );
}
