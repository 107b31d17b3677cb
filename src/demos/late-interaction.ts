/**
 * Twelve short passages are searched twice: by comparing every query token with every passage token, and by comparing
 * one pooled vector each. Padding a passage with text about something else hides it from the second way only.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { defineDemo, type Tf } from './contract/demo';
import { bytesPerToken, compressed, meanCosine, trainCodec } from './late-interaction/compression';
import { diluted, fillerWords, passages, questions } from './late-interaction/corpus';
import { lateInteractionFrame, type Comparison } from './late-interaction/frame';
import { encodeBy, Exam, ownerMatrix, type Encode } from './late-interaction/recall';
import { maxSim, pooledCosine, similarities } from './late-interaction/scoring';
import { tokenise, tokenMatrix } from './models/retrieval/words';

const fillers = [0, 20, 40, 80, 160, 320];
const precisions = [32, 4, 2, 1];
/** ColBERT reads at most this many query tokens. */
const longestQuery = 32;
const codecSeed = 1;

export default defineDemo({
  id: 'late-interaction',
  engine: 'wasm',
  controls: [
    {
      kind: 'text',
      id: 'query',
      label: 'Query',
      help: 'Any words; the vectors know spelling, not meaning.',
      maxLength: 80,
      default: 'layernorm eps in half precision',
    },
    {
      kind: 'range',
      id: 'filler',
      label: 'Filler words',
      help: 'Words about something else behind the passage that has the answer.',
      scale: 'integer',
      min: 0,
      max: 320,
      step: 10,
      default: 0,
    },
    {
      kind: 'range',
      id: 'dim',
      label: 'Dimensions m of a token vector',
      tex: 'm',
      scale: 'integer',
      min: 32,
      max: 512,
      step: 32,
      default: 256,
      seeds: [{ role: 'dim', clamp: true }],
      writes: 'dim',
    },
    {
      kind: 'choice',
      id: 'bits',
      label: 'Bits per dimension in the index',
      help: '32 keeps the vectors; fewer keep a centroid and a coarse residual.',
      options: precisions.map((bits) => ({ value: String(bits), label: String(bits) })),
      default: '32',
      seeds: [{ role: 'nbits' }],
    },
    {
      kind: 'range',
      id: 'centroids',
      label: 'Centroids',
      scale: 'integer',
      min: 4,
      max: 64,
      step: 4,
      default: 16,
    },
  ],

  async run({ tf, random, emit }, { query, filler, dim, bits: chosenBits, centroids }) {
    const bits = Number(chosenBits);
    const words = tokenise(query).slice(0, longestQuery);
    const inPassages = [...new Set(passages.flatMap((passage) => passage.words))];
    const known = [
      ...new Set([...inPassages, ...questions.flatMap((one) => one.words), ...fillerWords, ...words]),
    ];
    const vectors = tf.tensor2d(tokenMatrix(known, dim), [known.length, dim]);
    const full = encodeBy(tf, known, vectors);
    const distinct = full(inPassages);
    const codec = trainCodec(tf, distinct, centroids, random(codecSeed));
    const storedWith = (precision: number): Encode =>
      precision === 32 ? full : encodeBy(tf, known, compressed(tf, codec, vectors, precision));

    const comparison: Comparison = {
      ...search(tf, words.length > 0 ? full(words) : tf.zeros([1, dim]), full, storedWith(bits), filler),
      words,
      filler,
      dim,
      bits,
      recalls: [],
      codes: [],
      parts: fillers.length + precisions.length,
    };
    const show = () => emit(lateInteractionFrame(comparison));
    await show();

    const exam = new Exam(tf, full, storedWith(bits), show);
    for (const count of fillers) {
      comparison.recalls.push(await exam.recall(count));
      await show();
    }
    comparison.now = await exam.recall(filler);
    for (const precision of precisions) {
      const stored = storedWith(precision);
      const { maxSim: recall } = await new Exam(tf, full, stored, show).recall(0);
      const cosine = meanCosine(tf, distinct, stored(inPassages));
      const bytes = bytesPerToken(dim, precision, centroids);
      comparison.codes.push({ bits: precision, bytes, cosine, recall });
      await show();
    }
  },
});

/** Ranks all passages for one query, with the filler behind the one that MaxSim finds first without it. */
function search(
  tf: Tf,
  tokens: Tensor2D,
  full: Encode,
  stored: Encode,
  filler: number,
): Pick<Comparison, 'answer' | 'passage' | 'scores' | 'pooled' | 'similarity'> {
  const owner = ownerMatrix(tf, [tokens.shape[0]]);
  const rank = (texts: readonly (readonly string[])[]) => ({
    scores: texts.map((text) => maxSim(tf, tokens, owner, stored(text)).dataSync<'float32'>()[0]!),
    pooled: texts.map((text) => pooledCosine(tf, tokens, owner, full(text)).dataSync<'float32'>()[0]!),
  });
  const plain = rank(passages.map((passage) => passage.words));
  const answer = plain.scores.indexOf(Math.max(...plain.scores));
  const texts = passages.map((passage, i) => (i === answer ? diluted(passage.words, filler) : passage.words));
  const passage = texts[answer]!;
  const similarity = similarities(tf, tokens, stored(passage)).dataSync<'float32'>();
  return { ...rank(texts), answer, passage, similarity };
}
