# concept: language-adversarial-training
# prefix: [lang-adv-step, dann-step]
# description: One training step with task loss on the labelled language, discriminator on all, one optimiser
# needs: torch >= 1.10
# position: statement

# --- setup
import math

import torch
from torch import nn
from torch.nn import functional as F


class GradientReversal(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, lam):
        ctx.lam = lam
        return x.view_as(x)

    @staticmethod
    def backward(ctx, grad):
        return -ctx.lam * grad, None


torch.manual_seed(0)
encoder, head, discriminator = nn.Linear(8, 4), nn.Linear(4, 3), nn.Linear(4, 2)
optimizer = torch.optim.SGD([*encoder.parameters(), *head.parameters(), *discriminator.parameters()], lr=0.0)
source, source_labels = torch.randn(16, 8), torch.randint(0, 3, (16,))
mixed, languages = torch.randn(24, 8), torch.randint(0, 2, (24,))

# --- snippet
def adversarial_step(source, source_labels, mixed, languages, progress, lam=0.3):
    """progress goes from 0 to 1 over the training; mixed holds as many rows of each language."""
    ramped = lam * (2 / (1 + math.exp(-10 * progress)) - 1)
    task = F.cross_entropy(head(encoder(source)), source_labels)
    reversed_features = GradientReversal.apply(encoder(mixed), ramped)
    language = F.cross_entropy(discriminator(reversed_features), languages)
    optimizer.zero_grad()
    (task + language).backward()  # the reversal has the minus sign: do not subtract here
    optimizer.step()
    return task.item(), language.item()

# --- test
def encoder_gradient(progress):
    adversarial_step(source, source_labels, mixed, languages, progress)
    return encoder.weight.grad.clone(), discriminator.weight.grad.clone()


without, discriminator_gradient = encoder_gradient(0.0)
task_only = torch.autograd.grad(F.cross_entropy(head(encoder(source)), source_labels), encoder.weight)[0]
assert (without - task_only).abs().max() < 1e-7
assert discriminator_gradient.abs().max() > 1e-3
language_only = torch.autograd.grad(F.cross_entropy(discriminator(encoder(mixed)), languages), encoder.weight)[0]
with_half = encoder_gradient(0.5)[0]
assert (with_half - (task_only - 0.3 * 0.98661430 * language_only)).abs().max() < 1e-6
