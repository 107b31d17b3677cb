/** How good, and how honest about it, the probabilities of a classifier are. */

/** One bin of a reliability diagram. */
export interface ReliabilityBin {
  /** Share of all predictions in this bin. */
  readonly share: number;
  /** Mean probability of the predicted class, and how often that class was right. */
  readonly confidence: number;
  readonly accuracy: number;
}

export interface ClassificationScore {
  readonly accuracy: number;
  /** Mean -log of the probability of the true class, in nats. */
  readonly nll: number;
  /** Mean probability of the predicted class. */
  readonly confidence: number;
  /** Expected calibration error: mean |confidence - accuracy| over the bins, weighted by their share. */
  readonly ece: number;
  /** Bins without predictions are left out. */
  readonly bins: readonly ReliabilityBin[];
}

/**
 * Scores softmax predictions; the calibration error has equally wide bins over the confidence (Guo et al. 2017).
 * @param logits row by row, one row a label
 */
export function scoreLogits(
  logits: Float32Array,
  labels: Int32Array,
  classes: number,
  bins = 10,
): ClassificationScore {
  const counts = new Float64Array(bins);
  const confidences = new Float64Array(bins);
  const hits = new Float64Array(bins);
  let nll = 0;
  for (let i = 0; i < labels.length; i++) {
    const row = logits.subarray(i * classes, (i + 1) * classes);
    let best = 0;
    for (let k = 1; k < classes; k++) if (row[k]! > row[best]!) best = k;
    let sum = 0;
    for (const logit of row) sum += Math.exp(logit - row[best]!);
    const confidence = 1 / sum;
    const bin = Math.min(bins - 1, Math.floor(confidence * bins));
    counts[bin]!++;
    confidences[bin]! += confidence;
    if (best === labels[i]) hits[bin]!++;
    nll += Math.log(sum) - (row[labels[i]!]! - row[best]!);
  }
  const n = labels.length;
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
  const filled = Array.from(counts, (count, b) => ({
    share: count / n,
    confidence: confidences[b]! / count,
    accuracy: hits[b]! / count,
  })).filter(({ share }) => share > 0);
  return {
    accuracy: total(hits) / n,
    nll: nll / n,
    confidence: total(confidences) / n,
    ece: filled.reduce((sum, bin) => sum + bin.share * Math.abs(bin.confidence - bin.accuracy), 0),
    bins: filled,
  };
}

/** Mean over rows of the logit of the row's label minus the mean of its other logits. */
export function meanLogitGap(logits: Float32Array, labels: Int32Array, classes: number): number {
  let gap = 0;
  for (let i = 0; i < labels.length; i++) {
    const row = logits.subarray(i * classes, (i + 1) * classes);
    const own = row[labels[i]!]!;
    const others = row.reduce((sum, logit) => sum + logit, -own) / (classes - 1);
    gap += own - others;
  }
  return gap / labels.length;
}
