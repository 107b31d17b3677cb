"""Train a small transformer encoder to tell synthetic signals apart.

Runs on a CPU in a few seconds: python train_pytorch.py --epochs 2
"""

import argparse
import math

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, TensorDataset

NUM_CLASSES = 10
LENGTH = 64
PATCH = 8


def make_signals(count: int, seed: int = 0) -> TensorDataset:
    """Noisy sine waves; the class is the frequency."""
    generator = torch.Generator().manual_seed(seed)
    labels = torch.randint(NUM_CLASSES, (count,), generator=generator)
    time = torch.linspace(0, 1, LENGTH)
    waves = torch.sin(2 * math.pi * (labels[:, None] + 1) * time)
    noise = 0.6 * torch.randn(count, LENGTH, generator=generator)
    return TensorDataset((waves + noise).view(count, -1, PATCH), labels)


class Block(nn.Module):
    """Pre-norm encoder block."""

    def __init__(self, width: int, heads: int = 4, dropout: float = 0.1, eps: float = 1e-6):
        super().__init__()
        self.norm1 = nn.LayerNorm(width, eps=eps)
        self.attention = nn.MultiheadAttention(width, heads, dropout=dropout, batch_first=True)
        self.norm2 = nn.LayerNorm(width, eps=eps)
        self.mlp = nn.Sequential(
            nn.Linear(width, 4 * width),
            nn.GELU(),
            nn.Dropout(dropout),
            nn.Linear(4 * width, width),
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        h = self.norm1(x)
        x = x + self.attention(h, h, h, need_weights=False)[0]
        return x + self.mlp(self.norm2(x))


class Classifier(nn.Module):
    def __init__(self, width: int = 32, depth: int = 2):
        super().__init__()
        self.embed = nn.Linear(PATCH, width)
        self.position = nn.Parameter(0.02 * torch.randn(1, LENGTH // PATCH, width))
        self.blocks = nn.ModuleList([Block(width) for _ in range(depth)])
        self.head = nn.Linear(width, NUM_CLASSES)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.embed(x) + self.position
        for block in self.blocks:
            x = block(x)
        return self.head(x.mean(dim=1))


@torch.no_grad()
def evaluate(model: nn.Module, loader: DataLoader) -> tuple[float, float]:
    """Plain cross-entropy: a smoothed validation loss could not be compared with other runs."""
    model.eval()
    loss, correct, count = 0.0, 0, 0
    for signals, labels in loader:
        logits = model(signals)
        loss += F.cross_entropy(logits, labels, reduction="sum").item()
        correct += (logits.argmax(-1) == labels).sum().item()
        count += len(labels)
    return loss / count, correct / count


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--lr", type=float, default=3e-3)
    parser.add_argument("--label-smoothing", type=float, default=0.1)
    args = parser.parse_args()

    torch.manual_seed(0)
    train_loader = DataLoader(make_signals(2000), batch_size=64, shuffle=True)
    valid_loader = DataLoader(make_signals(500, seed=1), batch_size=250)

    model = Classifier()
    criterion = nn.CrossEntropyLoss(label_smoothing=0.1)
    # The same from the command line, and far too strong:
    # criterion = nn.CrossEntropyLoss(label_smoothing=args.label_smoothing)
    # criterion = nn.CrossEntropyLoss(label_smoothing=0.5)
    optimizer = torch.optim.AdamW(model.parameters(), lr=args.lr, weight_decay=0.05)
    steps = args.epochs * len(train_loader)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=args.lr, total_steps=steps)

    for epoch in range(args.epochs):
        model.train()
        for signals, labels in train_loader:
            loss = criterion(model(signals), labels)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
            optimizer.step()
            schedule.step()
        valid_loss, accuracy = evaluate(model, valid_loader)
        print(f"epoch {epoch + 1}: train {loss.item():.3f}  valid {valid_loss:.3f}  accuracy {accuracy:.3f}")


if __name__ == "__main__":
    main()
