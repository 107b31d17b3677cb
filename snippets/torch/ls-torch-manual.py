# concept: label-smoothing
# prefix: ls-torch-manual
# description: Label smoothing written out, for older PyTorch or for logits that are masked
# needs: torch >= 1.7
# position: statement
# placeholders: {0.1: [0.1, 0.05, 0.2]}

# --- setup
import torch
import torch.nn.functional as F

logits = torch.tensor([[2.0, -1.0, 0.5, 0.0, 1.0], [0.1, 0.2, 3.0, -0.5, 0.0], [-1.0, 0.0, 1.0, 2.0, -2.0]])
labels = torch.tensor([0, 2, 1])

# --- snippet
def smoothed_cross_entropy(logits, labels, eps=0.1):
    """Loss per row; classes whose logit is -inf get no share of eps."""
    log_probs = F.log_softmax(logits, dim=-1)
    allowed = torch.isfinite(log_probs)
    uniform = -log_probs.masked_fill(~allowed, 0.0).sum(-1) / allowed.sum(-1)
    return (1 - eps) * F.nll_loss(log_probs, labels, reduction="none") + eps * uniform

# --- test
ours = smoothed_cross_entropy(logits, labels)
built_in = F.cross_entropy(logits, labels, label_smoothing=0.1, reduction="none")
assert (ours - built_in).abs().max().item() < 1e-6
assert abs(ours.mean().item() - 1.199728) < 1e-5

masked = logits.clone()
masked[0, 3] = float("-inf")
kept = smoothed_cross_entropy(masked[:, [0, 1, 2, 4]][:1], labels[:1])
torch.testing.assert_close(smoothed_cross_entropy(masked[:1], labels[:1]), kept)
assert torch.isinf(F.cross_entropy(masked, labels, label_smoothing=0.1))
