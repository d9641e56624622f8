import { useQuery } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { endPost, type NamedDuty, postDutiesQuery, type Taken } from '../../api/administration.ts';
import { useSend } from '../../api/use-send.ts';
import { DateInput } from '../../parts/move/small-inputs.tsx';
import { PersonSearch } from '../../parts/person-search.tsx';
import { Failure } from '../../parts/states.tsx';

type Props = {
  readonly post: string;
  readonly name: string;
  readonly day: string;
  readonly onClose: () => void;
};
type Fields = {
  readonly lastDay: string;
  readonly successor?: string;
  /** By place in the list of duties. */
  readonly takers?: readonly (string | undefined)[];
};

/** A post is handed over, never left empty, and all that somebody answers for by name with it: the server says what is left. */
export function PostEndForm({ post, name, day, onClose }: Props) {
  const send = useSend(endPost, ['people', 'evaluation', 'actions']);
  const duties = useQuery(postDutiesQuery(post));
  const named = duties.data?.named ?? [];
  const finish = ({ lastDay, successor, takers = [] }: Fields) => {
    const takes = named.flatMap(({ kind, object }, at): readonly Taken[] => {
      const person = takers[at];
      return person ? [{ kind, object, person }] : [];
    });
    send.mutate({ id: post, lastDay, takes, ...(successor && { successor }) }, { onSuccess: onClose });
  };
  return (
    <Form<Fields>
      layout="vertical"
      initialValues={{ lastDay: day }}
      onFinish={finish}
      style={{ width: '100%', maxWidth: 560 }}
    >
      <Form.Item name="lastDay" label={`${name}任到哪天（含当天）`} rules={[{ required: true }]}>
        <DateInput />
      </Form.Item>
      <Form.Item name="successor" label="接任人" extra="次日起任同一岗位；本单位在办的事项由在岗的人接着办。">
        <PersonSearch />
      </Form.Item>
      {duties.error && <Failure error={duties.error} />}
      {duties.data && duties.data.places > 0 && (
        <p className="meta">服务的网格、挂联的区块 {duties.data.places} 个，随岗位移交给接任人。</p>
      )}
      {named.length > 0 && <Takers named={named} stays={duties.data?.stays ?? false} />}
      {send.error && <Failure error={send.error} />}
      <div className="row">
        <Button htmlType="submit" loading={send.isPending}>
          办理离任
        </Button>
        <Button onClick={onClose}>取消</Button>
      </div>
    </Form>
  );
}

const KINDS = { 'aim-measure': '目标措施', 'special-action': '专项行动' } as const;

type TakersProps = { readonly named: readonly NamedDuty[]; readonly stays: boolean };

/** Who takes what: each may go to somebody else. */
function Takers({ named, stays }: TakersProps) {
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
      <legend style={{ fontWeight: 600 }}>名下 {named.length} 项，由谁接手</legend>
      <p className="meta">{stays ? '还有别的任职：不写的仍由本人负责。' : '不写的归接任人；接手的人会收到消息。'}</p>
      {named.map(({ kind, object, title }, at) => (
        <Form.Item key={`${kind} ${object}`} name={['takers', at]} label={`${KINDS[kind]}：${title}`}>
          <PersonSearch placeholder={stays ? '不移交' : '归接任人'} />
        </Form.Item>
      ))}
    </fieldset>
  );
}
