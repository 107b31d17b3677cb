// concept: langchain
// also: [llm-application-frameworks]
// prefix: [lc-js-split, langchain]
// description: Cut text at paragraphs, lines and words; sizes in characters
// needs: ["@langchain/textsplitters >= 1.0"]
// position: statement
// placeholders: {1000: [1000, 500, 2000], 200: [200, 50, 0], text: }

// --- setup
import { RecursiveCharacterTextSplitter } from '@langchain/textsplitters';

const text =
  'The epsilon of layer normalization is added to the variance before the square root so that the division never blows up. Typical values are 1e-5 in PyTorch and 1e-6 in many language models; 1e-12 is found in BERT. In half precision a value below about 3e-8 rounds to zero and protects nothing.';

// --- snippet
const splitter = new RecursiveCharacterTextSplitter({ chunkSize: 1000, chunkOverlap: 200 });
const chunks: Promise<string[]> = splitter.splitText(text);

// --- test
void chunks.then((whole) => {
  if (whole.length !== 1 || whole[0] !== text) throw new Error(`${whole.length} chunks`);
});
const second =
  'the square root so that the division never blows up. Typical values are 1e-5 in PyTorch and 1e-6 in';
const short = new RecursiveCharacterTextSplitter({ chunkSize: 100, chunkOverlap: 30 }).splitText(text);
void short.then((parts) => {
  if (parts.length !== 4 || parts[1] !== second) throw new Error(parts.join('\n'));
});
