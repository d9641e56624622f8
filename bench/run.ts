import { parseArgs } from 'node:util';
import { benchFacts } from './facts/index.ts';
import { benchIndicators } from './indicators/index.ts';
import { benchMatters } from './matters/index.ts';
import { benchRules } from './rules/index.ts';

// `npm run bench -- facts|matters|indicators|rules [--only life-cycle,reads,lists,sweep] [--sizes 10000,1000000] [--rounds 5] [--seconds 4]`
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    sizes: { type: 'string', default: '10000,1000000' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
  },
});
const BENCHES = { facts: benchFacts, indicators: benchIndicators, matters: benchMatters, rules: benchRules };
const chosen = positionals[0] ?? 'matters';
if (!(chosen in BENCHES)) {
  console.error(`no bench ${chosen}; there is: ${Object.keys(BENCHES).join(', ')}`);
  process.exit(2);
}
const [small = 10_000, large = 1_000_000] = values.sizes.split(',').map(Number);
const kept = await BENCHES[chosen as keyof typeof BENCHES]({
  only: values.only?.split(','),
  small,
  large,
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
});
process.exitCode = kept ? 0 : 1;
