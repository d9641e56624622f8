import { Button } from 'antd';
import { GRADES } from './grades.ts';

type Props = { readonly value: number | undefined; readonly onChange: (grade: number) => void };

/** Five big buttons, best first. */
export function GradeChoice({ value, onChange }: Props) {
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0, display: 'grid', gap: 8 }}>
      <legend className="meta">您对这次服务</legend>
      {GRADES.map(([grade, word]) => (
        <Button
          key={grade}
          size="large"
          block
          aria-pressed={value === grade}
          type={value === grade ? 'primary' : 'default'}
          onClick={() => onChange(grade)}
        >
          {word}
        </Button>
      ))}
    </fieldset>
  );
}
