import type { Ref } from 'react';

type Props = {
  readonly ref: Ref<HTMLInputElement>;
  readonly label: string;
  readonly accept: string;
  readonly capture?: 'environment';
  readonly multiple?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
};

/** The browser's own control, opened by our button; antd's form styles would show a plainly hidden one. */
export function HiddenInput({ ref, label, onFiles, ...rest }: Props) {
  return (
    <input
      ref={ref}
      type="file"
      style={{ display: 'none' }}
      aria-label={label}
      {...rest}
      onChange={({ target }) => {
        onFiles([...(target.files ?? [])]);
        // The same file chosen again is a new choice.
        target.value = '';
      }}
    />
  );
}
