import { parseArgs } from 'node:util';

export interface Options {
  /** List what is missed; what is falsely called. */
  readonly misses: boolean;
  readonly false: boolean;
  readonly patterns: boolean;
  readonly pairs: boolean;
  /** Leave out what takes long. */
  readonly quick: boolean;
  /** Weights and thresholds chosen and judged on different texts. */
  readonly folds: boolean;
  readonly json: string | undefined;
  readonly against: string | undefined;
}

export const USAGE = `npm run eval -- [OPTIONS]
  --quick         recall and false alarms only
  --misses        ids of what is missed, with the signals found
  --false         ids of false alarms, with the signals found
  --patterns      what each pattern finds, and what would be lost without it
  --folds         cross-validation: authors’ weights and learned ones, judged out of fold
  --pairs         the obfuscation suite with tactics in pairs, on a sample
  --json FILE     keep the run
  --against FILE  compare with a kept run; exit code 1 when a figure fell`;

/** @throws when an option is not known. */
export function readOptions(args: readonly string[]): Options {
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      misses: flag,
      false: flag,
      patterns: flag,
      pairs: flag,
      quick: flag,
      folds: flag,
      json: { type: 'string' },
      against: { type: 'string' },
    },
  });
  return { ...values, json: values.json, against: values.against };
}
