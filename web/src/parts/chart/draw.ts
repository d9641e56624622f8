import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Bar } from './bar.ts';
import type { ChartColours } from './chart-colours.ts';

use([BarChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

type Input = {
  readonly bars: readonly Bar[];
  readonly pointName: string;
  readonly restName: string;
  readonly colours: ChartColours;
};

/** Draws into the element and follows its size; returns how to clear it away. */
export function drawBars(element: HTMLElement, { bars, pointName, restName, colours }: Input): () => void {
  const chart = init(element, null, { renderer: 'svg' });
  const shared = { type: 'bar', stack: 'all', barWidth: 14 } as const;
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: colours.font, color: colours.ink },
    grid: { left: 8, right: 24, top: 32, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    legend: { left: 0, top: 0, itemWidth: 10, itemHeight: 10, textStyle: { color: colours.soft } },
    tooltip: { trigger: 'axis', axisPointer: { type: 'none' } },
    xAxis: {
      type: 'value',
      minInterval: 1,
      axisLabel: { color: colours.soft },
      splitLine: { lineStyle: { color: colours.line } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map((bar) => bar.name),
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: { color: colours.ink, width: 168, overflow: 'truncate' },
    },
    series: [
      { ...shared, name: pointName, data: bars.map((bar) => bar.point), itemStyle: { color: colours.point } },
      { ...shared, name: restName, data: bars.map((bar) => bar.rest), itemStyle: { color: colours.rest } },
    ],
  });
  const observer = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(() => chart.resize());
  observer?.observe(element);
  return () => {
    observer?.disconnect();
    chart.dispose();
  };
}
