/**
 * A long, plausible Python training file, made by repetition with varying names and numbers. One block in `every` uses
 * what concepts are about; the others are as long and as deep.
 */
export function longPythonFile(lines: number, every = 1): string {
  const head = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n\n';
  const parts = [head];
  for (let i = 0, count = 4; count < lines; i++, count += 14) {
    parts.push(i % every === every - 1 ? namingBlock(i) : plainBlock(i));
  }
  return parts.join('');
}

const plainBlock = (i: number): string => `class Block${i}(nn.Module):
    def __init__(self, width=${64 + (i % 8) * 32}, rate=0.${i % 9}):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(width), requires_grad=True)
        self.inner = nn.Linear(width, 4 * width)
        self.outer = nn.Linear(4 * width, width)
        self.drop = nn.Dropout(rate)

    def forward(self, x, target=None):
        y = self.drop(self.outer(F.gelu(self.inner(self.scale * x))))
        loss = F.mse_loss(y, target, reduction="mean") * 0.${1 + (i % 4)}
        print(f"block ${i}: {loss.item():.3f}", y.shape)
        return x + y, loss

`;

const namingBlock = (i: number): string => `class Block${i}(nn.Module):
    def __init__(self, width=${64 + (i % 8) * 32}, rate=0.${i % 9}):
        super().__init__()
        self.norm = nn.LayerNorm(width, eps=1e-${5 + (i % 3)})
        self.inner = nn.Linear(width, 4 * width)
        self.outer = nn.Linear(4 * width, width)
        self.drop = nn.Dropout(rate)

    def forward(self, x, target=None):
        y = self.drop(self.outer(F.gelu(self.inner(self.norm(x)))))
        loss = F.cross_entropy(y, target, label_smoothing=0.${1 + (i % 4)})
        print(f"block ${i}: {loss.item():.3f}", y.shape)
        return x + y, loss

`;
