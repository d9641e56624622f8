import { Button } from 'antd';
import { useState } from 'react';
import { faultySheet, importFilled } from '../../api/collect.ts';
import { useSend } from '../../api/use-send.ts';
import { DropFile } from '../../parts/drop-file.tsx';
import { FaultTable } from '../../parts/fault-table.tsx';
import { FileUpload } from '../../parts/file-upload.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { Failure } from '../../parts/states.tsx';
import type { StoredUpload } from '../../parts/use-uploads.ts';

/** The good rows go in; the others are named by row and column, and come back as a file to be put right. */
export function ImportBox() {
  const send = useSend(importFilled, ['collect', 'matters', 'todo']);
  const [evidence, setEvidence] = useState<readonly StoredUpload[]>([]);
  const sent = send.variables;
  const faults = send.data?.faults ?? [];
  const wrong = new Set(faults.map((each) => each.row).filter((row) => row > 0));
  return (
    <section className="panel panel-pad" aria-label="导入填报表">
      <h2 className="section-title">用表格填</h2>
      <p style={{ marginBottom: 8 }}>
        一、先选佐证材料。文件名里写上编号或指标代码，例如“TB-2026-000012
        统计表.pdf”，就会附到那一行；没有佐证的，在表里写明理由。
      </p>
      <FileUpload max={50} onStored={setEvidence} />
      <p style={{ margin: '12px 0 8px' }}>二、再传填好的表。</p>
      <DropFile
        busy={send.isPending}
        accept=".xlsx,.csv"
        what="填好的填报表拖到这里"
        hint="没有毛病的行直接报送，有毛病的行指到行和列"
        onFile={(file) => send.mutate({ file, evidence })}
      />
      {send.error && <Failure error={send.error} />}
      {send.data && sent && (
        <div role="status" style={{ marginTop: 12 }}>
          <p>
            {sent.file.name}：报送了&thinsp;{send.data.taken}&thinsp;行
            {wrong.size > 0 && `，${wrong.size} 行需要改正`}。
            {sent.evidence.length > 0 && `佐证 ${sent.evidence.length} 件，附上了 ${send.data.shown} 件。`}
          </p>
          {faults.length > 0 && (
            <>
              <FaultTable faults={faults} most={50} />
              {wrong.size > 0 && (
                <Button style={{ marginTop: 12 }} onClick={() => void save(sent.file)}>
                  下载需要改正的行
                </Button>
              )}
            </>
          )}
        </div>
      )}
    </section>
  );
}

async function save(file: File): Promise<void> {
  saveFile('需要改正的行.xlsx', await faultySheet(file));
}
