/** Raw glossary text of any size: entries that differ, with formulas, code, tables and sentences that recur. */

const subjects = 'adaptive sparse causal robust latent masked spectral recurrent federated contrastive'.split(
  ' ',
);
const objects = 'pruning routing fusion sampling gating matching decoding alignment retrieval folding'.split(
  ' ',
);

function term(i: number): string {
  return `${subjects[i % 10]} ${objects[Math.floor(i / 10) % 10]} ${i.toString(36)}`;
}

/** The text of one entry, about 1 kB for each of `paragraphs`. */
export function rawEntry(i: number, paragraphs: number): string {
  const name = term(i);
  const lines = [
    `${name}, generative models`,
    `**${name}** is a **method number ${i} that nobody has published** - it stands here to be imported.`,
    `**How It Works**`,
    `- **Objective**: minimize $L_ heta(x) = frac{${i}}{2} sum_{k=1}^{K} |x_k - mu_k|_2 + epsilon cdot \nabla_x g$ over $ heta in mathbb{R}^d$.`,
    `- **Outcome Quality**: Better methods improve the reliability of a decision and its measurable effect.`,
    '```python',
    `def step_${i}(x, rate):`,
    `y = x * rate + ${i}`,
    `return y`,
    '```',
    '| Setting | Value |',
    '|---------|-------|',
    `| rate | ${i / 1000} |`,
  ];
  for (let p = 0; p < paragraphs; p++)
    lines.push(
      `- **Point ${p}**: ${`In experiment ${i} of series ${p} the quantity rose by ${(i * 31 + p * 17) % 97} percent while the others stayed. `.repeat(10)}`,
    );
  return `${lines.join('\n')}\n`;
}

/** `count` entries in pieces of about 100 kB. */
export function* rawGlossary(count: number, paragraphs: number): Generator<string> {
  let piece = '';
  for (let i = 0; i < count; i++) {
    piece += rawEntry(i, paragraphs);
    if (piece.length < 100_000 && i < count - 1) continue;
    yield piece;
    piece = '';
  }
}
