/**
 * Finds where a smooth convex function is least: L-BFGS (Nocedal & Wright,
 * Numerical Optimization, algorithm 7.5) with steps that are halved until they
 * help. The same function gives the same numbers.
 */
const MEMORY = 8;
const MOST_STEPS = 80;
const MOST_HALVINGS = 30;
/** Less gain than this share of the value is none. */
const ENOUGH = 1e-7;
const ARMIJO = 1e-4;

/** Writes the slope at `x` into `slope`, and returns the value there. */
export type Smooth = (x: Float64Array, slope: Float64Array) => number;

export function minimise(size: number, at: Smooth): Float64Array {
  let x = new Float64Array(size);
  let slope = new Float64Array(size);
  let value = at(x, slope);
  const steps: { s: Float64Array; y: Float64Array; rho: number }[] = [];
  for (let step = 0; step < MOST_STEPS; step++) {
    const direction = along(slope, steps);
    const descent = dot(direction, slope);
    let length = steps.length === 0 ? 1 / Math.max(1, Math.sqrt(dot(slope, slope))) : 1;
    const next = new Float64Array(size);
    const nextSlope = new Float64Array(size);
    let nextValue = value;
    for (let halving = 0; halving < MOST_HALVINGS; halving++, length /= 2) {
      for (let i = 0; i < size; i++) next[i] = (x[i] ?? 0) + length * (direction[i] ?? 0);
      nextValue = at(next, nextSlope);
      if (nextValue <= value + ARMIJO * length * descent) break;
    }
    if (!(nextValue < value - ENOUGH * Math.abs(value))) return x;
    const s = next.map((one, i) => one - (x[i] ?? 0));
    const y = nextSlope.map((one, i) => one - (slope[i] ?? 0));
    const curve = dot(s, y);
    if (curve > 0) steps.push({ s, y, rho: 1 / curve });
    if (steps.length > MEMORY) steps.shift();
    x = next;
    slope = nextSlope;
    value = nextValue;
  }
  return x;
}

/** Downhill, bent by what the last steps told of the curve. */
function along(slope: Float64Array, steps: readonly { s: Float64Array; y: Float64Array; rho: number }[]) {
  const q = slope.slice();
  const alphas = steps.map(() => 0);
  for (let k = steps.length - 1; k >= 0; k--) {
    const one = steps[k];
    if (!one) continue;
    const alpha = one.rho * dot(one.s, q);
    alphas[k] = alpha;
    addTo(q, one.y, -alpha);
  }
  const last = steps.at(-1);
  const scale = last ? 1 / (last.rho * dot(last.y, last.y)) : 1;
  for (let i = 0; i < q.length; i++) q[i] = (q[i] ?? 0) * scale;
  for (const [k, { s, y, rho }] of steps.entries()) addTo(q, s, (alphas[k] ?? 0) - rho * dot(y, q));
  return q.map((one) => -one);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function addTo(to: Float64Array, other: Float64Array, share: number): void {
  for (let i = 0; i < to.length; i++) to[i] = (to[i] ?? 0) + share * (other[i] ?? 0);
}
