"""Train a small classifier to withstand changes of every pixel, and measure whether it does.

Runs on a CPU in a few seconds: python train_robust.py --epochs 5
"""

import argparse

import torch
import torch.nn as nn
import torch.nn.functional as F

SIDE = 12
NUM_CLASSES = 4


def make_shapes(count: int, seed: int = 0) -> tuple[torch.Tensor, torch.Tensor]:
    """A bar on noisy pixels in [0, 1]; the class is its direction."""
    generator = torch.Generator().manual_seed(seed)
    labels = torch.randint(NUM_CLASSES, (count,), generator=generator)
    images = 0.5 * torch.rand(count, 1, SIDE, SIDE, generator=generator)
    offsets = torch.randint(-2, 3, (count,), generator=generator)
    row = torch.arange(SIDE).view(SIDE, 1) - SIDE / 2
    column = torch.arange(SIDE).view(1, SIDE) - SIDE / 2
    lines = [row + 0 * column, column + 0 * row, row - column, row + column]
    for i in range(count):
        images[i, 0] += 0.45 * ((lines[labels[i]] - offsets[i]).abs() < 1.5)
    return images, labels


def make_model() -> nn.Module:
    return nn.Sequential(nn.Flatten(), nn.Linear(SIDE * SIDE, 64), nn.ReLU(), nn.Linear(64, NUM_CLASSES))


def pgd_linf(model, images, labels, eps=0.1, alpha=0.025, steps=10, random_start=True):
    """Projected gradient descent: small steps along the sign of the gradient, kept within eps of the images."""
    start = torch.empty_like(images).uniform_(-eps, eps) if random_start else torch.zeros_like(images)
    attacked = (images + start).clamp(0, 1)
    for _ in range(steps):
        attacked.requires_grad_(True)
        loss = F.cross_entropy(model(attacked), labels, reduction="sum")
        (gradient,) = torch.autograd.grad(loss, attacked)
        attacked = attacked.detach() + alpha * gradient.sign()
        attacked = torch.min(torch.max(attacked, images - eps), images + eps).clamp(0, 1)
    return attacked


def accuracy(model, images, labels):
    with torch.no_grad():
        return (model(images).argmax(1) == labels).float().mean().item()


def train(images, labels, epochs, adv_eps):
    model = make_model()
    optimizer = torch.optim.Adam(model.parameters(), lr=3e-3, eps=1e-8)
    for _ in range(epochs):
        for rows in torch.randperm(len(images)).split(64):
            x, y = images[rows], labels[rows]
            if adv_eps > 0:
                x = pgd_linf(model, x, y, eps=adv_eps, alpha=adv_eps / 4, steps=7)
            loss = F.cross_entropy(model(x), y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return model.eval()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--adv-eps", type=float, default=0.1)
    args = parser.parse_args()
    torch.manual_seed(0)

    images, labels = make_shapes(2000)
    test_images, test_labels = make_shapes(500, seed=1)
    for adv_eps in (0.0, args.adv_eps):
        model = train(images, labels, args.epochs, adv_eps)
        attacked = pgd_linf(model, test_images, test_labels, eps=0.1, alpha=0.025, steps=40)
        # Too short to reach eps: the model looks stronger than it is.
        weak = pgd_linf(model, test_images, test_labels, eps=0.1, alpha=0.005, steps=5, random_start=False)
        print(
            f"trained with eps {adv_eps}: clean {accuracy(model, test_images, test_labels):.3f}, "
            f"PGD {accuracy(model, attacked, test_labels):.3f}, short PGD {accuracy(model, weak, test_labels):.3f}"
        )


if __name__ == "__main__":
    main()
