/** Area under the ROC curve: how often a positive has the higher score than a negative, ties counting half. */
export function areaUnderRoc(scores: readonly number[], labels: readonly number[]): number {
  const of = (label: number) => scores.filter((_, i) => labels[i] === label);
  const [negatives, positives] = [of(0), of(1)];
  let wins = 0;
  for (const positive of positives)
    for (const negative of negatives) wins += positive > negative ? 1 : positive === negative ? 0.5 : 0;
  return wins / (positives.length * negatives.length);
}
