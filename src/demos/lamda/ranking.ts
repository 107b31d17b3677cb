/** Filters candidates by safety and ranks the rest by SSI (Thoppilan et al. 2022). */

export interface Weights {
  readonly sensible: number;
  readonly specific: number;
  readonly interesting: number;
}

/** Probabilities of sensible, specific, interesting and safe. */
export type Prediction = readonly number[];

export function ssiScore([sensible, specific, interesting]: Prediction, weights: Weights): number {
  return weights.sensible * sensible! + weights.specific * specific! + weights.interesting * interesting!;
}

/** Index of the best candidate that is safe enough; nothing where none is. */
export function winner(
  predictions: readonly Prediction[],
  weights: Weights,
  threshold: number,
): number | undefined {
  let best: number | undefined;
  predictions.forEach((prediction, i) => {
    if (prediction[3]! < threshold) return;
    if (best === undefined || ssiScore(prediction, weights) > ssiScore(predictions[best]!, weights)) best = i;
  });
  return best;
}
