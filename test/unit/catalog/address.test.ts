import assert from 'node:assert/strict';
import { isInAddress } from '../../../src/catalog/address';

const asked = (marked: string): boolean => {
  const start = marked.indexOf('|');
  const end = marked.lastIndexOf('|') - 1;
  return isInAddress(marked.replaceAll('|', ''), { start, end });
};

describe('addresses', () => {
  const inside = [
    'see https://host.org/files/|latent-diffusion|/x.zip now',
    '(configs/|latent-diffusion|/a)',
    'run ./|late_fusion|.sh',
    "'/|annealed_langevin|'",
    'figure08-|truncation-trick|.png',
    '`|late_fusion|.py`',
    'www.|langchain|.com',
    'ask docs.|langchain|.com for it',
    '<img src="https://host.org/image?repo=me/|latent-diffusion|" />',
    'import { Chain } from "|langchain|/chains";',
  ];
  for (const text of inside) it(`holds ${text}`, () => assert.ok(asked(text)));

  const outside = [
    'a |latent diffusion| model.',
    'the |layer norm|. Then',
    'layer/|RMS norm|',
    '"runwayml/|stable-diffusion-v1-5|"',
    'x = |layer_norm|.weight',
    '|layer norm|',
    'see https://host.org/a: |layer norm|',
  ];
  for (const text of outside) it(`does not hold ${text}`, () => assert.ok(!asked(text)));
});
