# concept: language-adversarial-training
# prefix: [grl-torch, gradient-reversal]
# description: Gradient reversal layer, identity forward and -lambda times the gradient backward
# needs: torch >= 1.10
# position: statement

# --- setup
import torch

# --- snippet
class GradientReversal(torch.autograd.Function):
    """features = GradientReversal.apply(features, lam) in front of the language discriminator."""

    @staticmethod
    def forward(ctx, x, lam):
        ctx.lam = lam
        return x.view_as(x)

    @staticmethod
    def backward(ctx, grad):
        return -ctx.lam * grad, None

# --- test
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = GradientReversal.apply(x, 0.5)
assert y.tolist() == [1.0, 2.0]
(3 * y[0] + 4 * y[1]).backward()
assert x.grad.tolist() == [-1.5, -2.0]
