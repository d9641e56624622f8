import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';

export function PrintButton() {
  return (
    <Button className="no-print no-phone" icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
      打印
    </Button>
  );
}
