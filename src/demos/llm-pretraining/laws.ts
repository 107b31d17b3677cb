/** Published scaling laws of the loss of a language model, and what they advise for a budget. */

export type LawName = 'hoffmann' | 'besiroglu' | 'kaplan';

export interface Plan {
  /** Parameters and training tokens. */
  readonly params: number;
  readonly tokens: number;
  /** Nats per token. */
  readonly loss: number;
}

export interface Law {
  readonly label: string;
  /** @param params without embeddings */
  loss(params: number, tokens: number): number;
  /** The least loss on 6 · params · tokens = flop. */
  best(flop: number): Plan;
}

/** E + A/N^α + B/D^β; α, β > 0. */
export interface Coefficients {
  readonly floor: number;
  readonly a: number;
  readonly alpha: number;
  readonly b: number;
  readonly beta: number;
}

/** Share of the budget's logarithm that goes into parameters: N* grows as C to this power. */
export const paramsExponent = ({ alpha, beta }: Pick<Coefficients, 'alpha' | 'beta'>): number =>
  beta / (alpha + beta);

/** The sum of two power laws, whose minimum on C = 6ND is known in closed form (Hoffmann et al. 2022, equation 4). */
export function sumLaw(label: string, coefficients: Coefficients): Law {
  const { floor, a, alpha, b, beta } = coefficients;
  const loss = (params: number, tokens: number) => floor + a / params ** alpha + b / tokens ** beta;
  const ratio = ((alpha * a) / (beta * b)) ** (1 / (alpha + beta));
  return {
    label,
    loss,
    best(flop) {
      const params = ratio * (flop / 6) ** paramsExponent(coefficients);
      const tokens = flop / (6 * params);
      return { params, tokens, loss: loss(params, tokens) };
    },
  };
}

/** Kaplan et al. 2020, equation 1.5. */
function kaplanLaw(): Law {
  const [paramScale, tokenScale, alpha, beta] = [8.8e13, 5.4e13, 0.076, 0.095];
  const ratio = alpha / beta;
  const loss = (params: number, tokens: number) =>
    ((paramScale / params) ** ratio + tokenScale / tokens) ** beta;
  return {
    label: 'Kaplan 2020',
    loss,
    best(flop) {
      const params = ((ratio * paramScale ** ratio * flop) / (6 * tokenScale)) ** (1 / (ratio + 1));
      const tokens = flop / (6 * params);
      return { params, tokens, loss: loss(params, tokens) };
    },
  };
}

export const laws: Readonly<Record<LawName, Law>> = {
  besiroglu: sumLaw('Besiroglu 2024', {
    floor: 1.8172,
    a: 482.01,
    alpha: 0.3478,
    b: 2085.43,
    beta: 0.3658,
  }),
  hoffmann: sumLaw('Hoffmann 2022', { floor: 1.69, a: 406.4, alpha: 0.34, b: 410.7, beta: 0.28 }),
  kaplan: kaplanLaw(),
};

/** Training costs 2 FLOP a parameter and token forward and 4 backward (Kaplan et al. 2020). */
export const trainingFlop = (params: number, tokens: number): number => 6 * params * tokens;

/** Twenty tokens for each parameter, from approaches 1 and 2 of Hoffmann et al. 2022. */
export function ruleOfTwenty(flop: number): { readonly params: number; readonly tokens: number } {
  const params = Math.sqrt(flop / 120);
  return { params, tokens: 20 * params };
}

/** @param peak FLOP per second of one GPU; @param utilization share of it that training uses */
export function trainingDays(flop: number, gpus: number, peak: number, utilization: number): number {
  return flop / (gpus * peak * utilization * 86400);
}

/** Published models, sizes and tokens as their papers say. */
export const publishedModels = [
  { label: 'GPT-3', params: 175e9, tokens: 300e9 },
  { label: 'Gopher', params: 280e9, tokens: 300e9 },
  { label: 'Chinchilla', params: 70e9, tokens: 1.4e12 },
  { label: 'LLaMA 65B', params: 65e9, tokens: 1.4e12 },
  { label: 'Llama 3 8B', params: 8e9, tokens: 15e12 },
] as const;
