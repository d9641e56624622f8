export type ChartColours = {
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly point: string;
  readonly rest: string;
  readonly font: string;
};

/** The theme's own tokens, read where antd published them: a canvas knows no CSS variables. */
export function chartColours(): ChartColours {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string, otherwise: string) => style.getPropertyValue(name).trim() || otherwise;
  return {
    ink: read('--ant-color-text', '#1b2430'),
    soft: read('--ant-color-text-secondary', '#515e6c'),
    line: read('--ant-color-border-secondary', '#dce2e8'),
    point: read('--ant-color-error', '#bf2128'),
    rest: '#b9c4cf',
    font: read('--ant-font-family', 'sans-serif'),
  };
}
