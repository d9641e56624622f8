import { benchIndicators } from '/work/main/bench/indicators/index.ts';
await benchIndicators({ only: undefined, rounds: 3 });
