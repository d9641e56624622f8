import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Button, Form, Select } from 'antd';
import { useRef } from 'react';
import { newKey } from '../../api/idempotency.ts';
import { loopQuery, loopsQuery, openMatter } from '../../api/loops.ts';
import { NeedInput } from '../../parts/move/need-input.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty, Failure } from '../../parts/states.tsx';
import { useTitle } from '../../parts/use-title.ts';

const route = getRouteApi('/official/matters/new');

/** Opening one by hand, for any loop that allows it. */
export function NewMatterPage() {
  const { loop } = route.useSearch();
  const navigate = useNavigate();
  const loops = useQuery(loopsQuery);
  useTitle('登记事项');
  return (
    <div className="panel panel-pad stack" style={{ maxWidth: 720 }}>
      <h1 className="page-title">登记事项</h1>
      <QueryView query={loops}>
        {(all) => (
          <Select
            aria-label="事项类型"
            placeholder="先选类型"
            value={loop ?? null}
            onChange={(id) => void navigate({ to: '/matters/new', search: { loop: id } })}
            options={all.filter((one) => one.canOpen !== false).map((one) => ({ value: one.id, label: one.title }))}
          />
        )}
      </QueryView>
      {loop ? (
        <LoopForm key={loop} loop={loop} />
      ) : (
        <Empty title="选好类型后填表">不同类型要填的不同，时限也不同。</Empty>
      )}
    </div>
  );
}

function LoopForm({ loop }: { readonly loop: string }) {
  const navigate = useNavigate();
  const key = useRef(newKey());
  const open = useMutation({ mutationFn: (fields: Record<string, unknown>) => openMatter(loop, fields, key.current) });
  const query = useQuery(loopQuery(loop));
  return (
    <QueryView query={query}>
      {({ help, fields }) => (
        <Form
          layout="vertical"
          requiredMark="optional"
          onFinish={(values) =>
            open.mutate(values, { onSuccess: ({ id }) => void navigate({ to: '/matters/$id', params: { id } }) })
          }
        >
          {help && <p className="meta">{help}</p>}
          {(fields ?? []).map((need) => (
            <Form.Item
              key={need.name}
              name={need.name}
              label={need.title}
              {...(need.hint && { extra: need.hint })}
              rules={need.required ? [{ required: true, message: `请填写${need.title}` }] : []}
            >
              <NeedInput need={need} />
            </Form.Item>
          ))}
          {open.error && <Failure error={open.error} />}
          <Button type="primary" htmlType="submit" loading={open.isPending}>
            登记
          </Button>
        </Form>
      )}
    </QueryView>
  );
}
