/** The standard normal distribution. */

/** Beyond it the tail converges quickly, before it the series. */
const tailFrom = 2.5;

/** Φ(x), the probability of a value below x; both tails keep their relative precision. */
export function normalCdf(x: number): number {
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  if (Math.abs(x) < tailFrom) return 0.5 + density * oddSeries(x);
  const tail = density / millsFraction(Math.abs(x));
  return x > 0 ? 1 - tail : tail;
}

/** x + x³/3 + x⁵/15 + …, (Φ(x) − ½)/φ(x). */
function oddSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let odd = 3; Math.abs(term) > 1e-17; odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return sum;
}

/** x + 1/(x + 2/(x + 3/(x + …))), Laplace's fraction for φ(x) over the tail beyond x > 0. */
function millsFraction(x: number): number {
  let fraction = x;
  for (let k = 80; k > 0; k--) fraction = x + k / fraction;
  return fraction;
}
