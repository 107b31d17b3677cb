/** Views of concepts for the tests: one full of ordinary content, one full of hostile text. */
import type { ConceptView } from '../../src/protocol/messages';

const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="140" viewBox="0 0 480 140">
${[0.02, 0.02, 0.92, 0.02, 0.02]
  .map(
    (p, i) => `<rect x="${20 + i * 92}" y="${120 - p * 100}" width="60" height="${p * 100}" fill="#3794ff"/>`,
  )
  .join('')}<path d="M10 120H470" stroke="#888"/></svg>`;

export const labelSmoothing: ConceptView = {
  view: 1,
  concept: 'label-smoothing',
  title: 'Label smoothing',
  category: 'regularization',
  summary:
    'Mixes the one-hot target with the uniform distribution so the model is never asked for certainty.',
  formula: 'q_k = (1-\\varepsilon)\\,\\mathbb{1}[k=y] + \\frac{\\varepsilon}{K}',
  symbols: [
    {
      tex: '\\varepsilon',
      means: 'smoothing strength',
      role: 'eps',
      value: '0.1',
      spelled: 'label_smoothing',
    },
    { tex: 'K', means: 'number of classes', role: 'num_classes', value: '10' },
    { tex: 'y', means: 'true class' },
  ],
  worked: ['(1 − 0.1)·y + 0.1/10  →  0.91 for the true class, 0.01 for each other'],
  verdict: { level: 'usual', text: '0.1 is usual (0.05 – 0.2; Szegedy et al. 2016)' },
  picture: {
    svg: picture,
    text: 'Five bars: 0.92 for the true class, 0.02 for each other.',
    width: 480,
    height: 140,
  },
  articleHtml: `<h2>Idea</h2>
<p>A hard target says <em>certainly this class</em>. Cross-entropy then rewards <span class="tex" data-tex="p_y \\to 1">p_y \\to 1</span> without end<a class="citation" href="#source-szegedy2016" title="Szegedy et al. 2016">[1]</a>. See <a data-concept="label-flipping" role="link" tabindex="0">label flipping</a>.</p>
<p class="display"><span class="tex" data-tex="\\mathcal L = (1-\\varepsilon)\\,\\mathrm{CE} + \\varepsilon\\,\\mathrm{KL}(u\\Vert p) + \\varepsilon\\ln K" data-display="true">L</span></p>
<h2>How it works</h2>
<p>The loss has a floor <span class="derived" title="Follows from the formulas above">[derived]</span>, so a smoothed training loss is not comparable with a plain validation loss.</p>
<table><thead><tr><th>K</th><th class="align-right">floor (nats)</th><th class="align-right">largest gap</th></tr></thead>
<tbody><tr><td>5</td><td class="align-right">0.390</td><td class="align-right">3.83</td></tr><tr><td>1000</td><td class="align-right">1.015</td><td class="align-right">9.11</td></tr></tbody></table>
<h2>Pitfalls</h2>
<ul><li>Keep <code>label_smoothing=0</code> for the validation loss.</li><li>Do not smooth the teacher of a distillation; the <a data-url="https://arxiv.org/abs/1906.02629" role="link" tabindex="0">paper</a> says why.</li></ul>
<pre><code>criterion = nn.CrossEntropyLoss(label_smoothing=0.1, ignore_index=-100, reduction="mean")</code></pre>`,
  corrections: [
    {
      claimHtml: 'The true class gets <span class="tex" data-tex="1-\\varepsilon">1-e</span>.',
      rightHtml:
        'It gets <span class="tex" data-tex="1-\\varepsilon+\\varepsilon/K">1-e+e/K</span>: 0.925 for four classes.',
      source: 'szegedy2016',
    },
  ],
  equivalents: [
    {
      framework: 'Keras',
      code: 'keras.losses.CategoricalCrossentropy(label_smoothing=0.1)',
      defaults: [{ role: 'eps', value: '0.0', differs: false }],
      docs: 'https://keras.io/api/losses/',
    },
    {
      framework: 'fairseq',
      code: 'fairseq-train --criterion label_smoothed_cross_entropy --label-smoothing 0.1',
      defaults: [{ role: 'eps', value: '0.0', differs: true }],
      note: 'Spreads the mass over the K − 1 wrong classes only.',
    },
  ],
  names: [
    { symbol: 'torch.nn.CrossEntropyLoss', since: 'torch 1.10' },
    { symbol: 'torch.nn.functional.cross_entropy', since: 'torch 1.10' },
    {
      symbol: 'tf.compat.v1.losses.softmax_cross_entropy',
      removed: 'TensorFlow 2.0',
      note: 'use keras.losses',
    },
  ],
  snippets: [
    {
      id: 'torch/ls-torch',
      framework: 'PyTorch',
      description: 'Cross-entropy with smoothed targets',
      code: 'criterion = nn.CrossEntropyLoss(label_smoothing=0.1)',
    },
    {
      id: 'numpy/ls-numpy',
      framework: 'NumPy',
      description: 'Smooth one-hot rows',
      code: 'def smooth(y, eps=0.1):\n    k = y.shape[-1]\n    return (1 - eps) * y + eps / k',
    },
  ],
  links: [
    { kind: 'documentation', label: 'PyTorch', url: 'https://docs.pytorch.org/docs/stable/' },
    { kind: 'paper', label: 'Szegedy et al. 2016', url: 'https://arxiv.org/abs/1512.00567' },
  ],
  related: [
    { id: 'label-flipping', title: 'Label flipping' },
    { id: 'late-fusion', title: 'Late fusion' },
  ],
  sources: [
    { id: 'szegedy2016', cite: 'Szegedy et al. 2016, CVPR', url: 'https://arxiv.org/abs/1512.00567' },
    { id: 'house', cite: 'Measured on torch 1.13.1' },
  ],
  demo: 'label-smoothing',
  code: {
    label: 'train.py:42',
    values: {
      eps: { value: 0.1, text: '0.1', from: 'code' },
      num_classes: { value: 10, text: '10', from: 'concept' },
    },
    writable: ['eps'],
  },
  known: false,
  surface: {
    kind: 'view',
    back: true,
    forward: false,
    pinned: false,
    state: { concept: 'label-smoothing', pinned: false },
  },
};

const attack = `"'><script>window.hacked=1</script><img src=x onerror="window.hacked=2"><a href="javascript:window.hacked=3">x</a>`;
const attackHtml = `<p onclick="window.hacked=4" style="position:fixed">a</p><script>window.hacked=5</script><svg onload="window.hacked=6"><use href="data:x"/></svg>
<a href="javascript:window.hacked=7">js</a><a href="command:workbench.action.quit">cmd</a><a data-url="javascript:window.hacked=8">u</a><a data-concept='"><b>'>c</a>
<iframe src="https://example.com"></iframe><form action="https://example.com"><input name="attributes"></form><img src="https://example.com/x.png"><base href="https://example.com/">
<style>body{display:none}</style><link rel="stylesheet" href="https://example.com/x.css"><span class="tex" data-tex="\\href{javascript:window.hacked=9}{x}\\htmlId{gloss}{y}">t</span><math><mi//xlink:href="data:x,<script>1</script>">`;

/** Every text of the view tries to break out of its place. */
export const hostile: ConceptView = {
  view: 2,
  concept: 'hostile',
  title: attack,
  category: attack,
  summary: attack,
  pack: attack,
  formula: `\\href{javascript:alert(1)}{x} ${attack}`,
  symbols: [{ tex: attack, means: attack, role: 'constructor', value: attack }],
  worked: [attack],
  verdict: { level: 'error', text: attack },
  picture: {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10" onload="window.hacked=1"><script>window.hacked=1</script><image href="https://example.com/x.png"/><foreignObject><iframe src="https://example.com"/></foreignObject></svg>`,
    text: attack,
    width: 10,
    height: 10,
  },
  articleHtml: attackHtml,
  corrections: [{ claimHtml: attackHtml, rightHtml: attackHtml, source: attack }],
  equivalents: [
    {
      framework: attack,
      code: attack,
      defaults: [{ role: '__proto__', value: attack, differs: true }],
      note: attack,
      docs: 'javascript:window.hacked=1',
    },
  ],
  names: [{ symbol: attack, since: attack, removed: attack, note: attack }],
  snippets: [{ id: attack, framework: attack, description: attack, code: attack }],
  related: [{ id: attack, title: attack }],
  sources: [{ id: attack, cite: attack, url: 'javascript:window.hacked=1' }],
  demo: '__proto__',
  code: {
    label: attack,
    values: { constructor: { value: attack, text: attack, from: 'code' as const } },
    writable: ['constructor'],
  },
  links: [{ kind: 'paper', label: attack, url: 'javascript:window.hacked=1' }],
  known: true,
  surface: {
    kind: 'tab',
    back: false,
    forward: false,
    pinned: true,
    state: { concept: attack, pinned: true },
  },
};
