// concept: llm-pretraining
// prefix: [chinchilla-optimal-ts, compute-optimal]
// description: Parameters and tokens with the least predicted loss for a compute budget
// position: statement

// --- setup

// --- snippet
/** Minimises floor + a/N^alpha + b/D^beta on 6·N·D = flop; the loss is in nats per token. */
function computeOptimal(
  flop: number,
  { floor, a, b, alpha, beta } = { floor: 1.8172, a: 482.01, b: 2085.43, alpha: 0.3478, beta: 0.3658 },
) {
  const ratio = ((alpha * a) / (beta * b)) ** (1 / (alpha + beta));
  const params = ratio * (flop / 6) ** (beta / (alpha + beta));
  const tokens = flop / (6 * params);
  return { params, tokens, loss: floor + a / params ** alpha + b / tokens ** beta };
}

// --- test
const hoffmann = { floor: 1.69, a: 406.4, b: 410.7, alpha: 0.34, beta: 0.28 };
const cases = [
  [computeOptimal(1e20), [8.535e8, 1.953e10, 2.5534]],
  [computeOptimal(5.88e23), [7.302e10, 1.342e12, 1.9739]],
  [computeOptimal(5.88e23, hoffmann), [3.249e10, 3.016e12, 1.93]],
] as const;
for (const [{ params, tokens, loss }, expected] of cases)
  [params, tokens, loss].forEach((value, i) => {
    if (!(Math.abs(value / expected[i] - 1) < 1e-3)) throw new Error(`${value} is not ${expected[i]}`);
  });
