/** Adam (Kingma and Ba 2014) for weights that are plain numbers. */

const [firstDecay, epsilon] = [0.9, 1e-7];

/** Moves weights one step against their gradient. */
export type Optimizer = (weights: Numbers, gradient: Numbers, learningRate: number) => void;

type Numbers = Float32Array | Float64Array;

/** @param size how many weights there are @param secondDecay of the mean of squares, β₂ */
export function adam(size: number, secondDecay = 0.999): Optimizer {
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  let steps = 0;
  return (weights, gradient, learningRate) => {
    steps++;
    const correction = Math.sqrt(1 - secondDecay ** steps);
    const rate = (learningRate * correction) / (1 - firstDecay ** steps);
    for (let i = 0; i < size; i++) {
      const g = gradient[i]!;
      first[i] = firstDecay * first[i]! + (1 - firstDecay) * g;
      second[i] = secondDecay * second[i]! + (1 - secondDecay) * g * g;
      weights[i]! -= (rate * first[i]!) / (Math.sqrt(second[i]!) + epsilon * correction);
    }
  };
}
