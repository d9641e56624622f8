import { Button, Form, Input, Radio, Select } from 'antd';
import { useRef, useState } from 'react';
import { addMaterial, type MaterialKind } from '../../api/materials.ts';
import type { Named } from '../../api/types/index.ts';
import { useSend } from '../../api/use-send.ts';
import { fileSize } from '../../parts/figures.ts';
import { FormFoot } from '../../parts/form-foot.tsx';
import { HiddenInput } from '../../parts/hidden-input.tsx';
import { DateInput } from '../../parts/move/small-inputs.tsx';

export const KINDS: Readonly<Record<MaterialKind, string>> = {
  file: '文件',
  picture: '图片',
  link: '链接',
  statistic: '统计数据',
};

type Props = { readonly leaves: readonly Named[]; readonly onClose: () => void };
type Fields = {
  readonly kind: MaterialKind;
  readonly indicators: readonly string[];
  readonly title: string;
  readonly supports: string;
  readonly source: string;
  readonly day: string;
  readonly url?: string;
  readonly figure?: string;
};

/** What it is, where it comes from, of which day, and what it shows. */
export function MaterialForm({ leaves, onClose }: Props) {
  const send = useSend(addMaterial, ['materials']);
  const [file, setFile] = useState<File>();
  const submit = ({ indicators, ...rest }: Fields) =>
    send.mutate({ ...rest, indicators: indicators.join(','), ...(file ? { file } : {}) }, { onSuccess: onClose });
  return (
    <section className="panel panel-pad" aria-label="登记资料">
      <Form<Fields>
        layout="vertical"
        requiredMark={false}
        initialValues={{ kind: 'file' }}
        onFinish={submit}
        style={{ maxWidth: 640 }}
      >
        <Form.Item name="kind" label="种类">
          <Radio.Group>
            {Object.entries(KINDS).map(([code, title]) => (
              <Radio key={code} value={code}>
                {title}
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
        <Form.Item name="indicators" label="用于哪些指标" rules={[{ required: true, message: '请选指标' }]}>
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            options={leaves.map((each) => ({ value: each.id, label: each.name }))}
          />
        </Form.Item>
        <Form.Item name="title" label="资料名称" rules={[{ required: true, min: 2, message: '请写名称' }]}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="supports" label="它说明什么" rules={[{ required: true, min: 2, message: '请写明支撑的要点' }]}>
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} />
        </Form.Item>
        <Form.Item
          name="source"
          label="来源"
          extra="文号、系统或报表"
          rules={[{ required: true, min: 2, message: '请写来源' }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="day" label="资料日期" rules={[{ required: true, message: '请选日期' }]}>
          <DateInput />
        </Form.Item>
        <Form.Item noStyle dependencies={['kind']}>
          {({ getFieldValue }) => (
            <Substance kind={getFieldValue('kind') as MaterialKind} file={file} onFile={setFile} />
          )}
        </Form.Item>
        <FormFoot submit="登记" sending={send} onCancel={onClose} />
      </Form>
    </section>
  );
}

type SubstanceProps = {
  readonly kind: MaterialKind;
  readonly file: File | undefined;
  readonly onFile: (file: File | undefined) => void;
};

function Substance({ kind, file, onFile }: SubstanceProps) {
  const pick = useRef<HTMLInputElement>(null);
  if (kind === 'link')
    return (
      <Form.Item name="url" label="链接" rules={[{ required: true, type: 'url', message: '请填完整网址' }]}>
        <Input maxLength={1000} inputMode="url" />
      </Form.Item>
    );
  if (kind === 'statistic')
    return (
      <Form.Item name="figure" label="数据，带单位" rules={[{ required: true, message: '请填数据' }]}>
        <Input maxLength={200} placeholder="例如：平均 12.4 个工作日" />
      </Form.Item>
    );
  return (
    <div style={{ marginBottom: 16 }}>
      <Button onClick={() => pick.current?.click()}>{kind === 'picture' ? '选图片' : '选文件'}</Button>
      <HiddenInput
        ref={pick}
        label="选择资料文件"
        accept={kind === 'picture' ? 'image/*' : ''}
        onFiles={(files) => onFile(files[0])}
      />
      <p className="meta">
        {file ? `${file.name}（${fileSize(file.size)}）` : '20 MB 以内。涉密不上网：涉密和内部文件不得上传。'}
      </p>
    </div>
  );
}
