# concept: late-fusion
# prefix: [fuse-torch, late-fusion]
# description: Weighted average of the class probabilities of two models
# needs: torch >= 1.10
# position: statement
# placeholders: {logits_a: , logits_b: , 0.6: , 0.4: }

# --- setup
import torch

logits_a = torch.tensor([[0.7, 0.2, 0.1]]).log()
logits_b = torch.tensor([[0.4, 0.5, 0.1]]).log()

# --- snippet
weights = torch.tensor([0.6, 0.4], device=logits_a.device)
scores = torch.stack([logits_a, logits_b]).softmax(dim=-1)
average = torch.einsum("m,mbk->bk", weights / weights.sum(), scores)
log_linear = torch.einsum("m,mbk->bk", weights, scores.clamp_min(1e-30).log()).softmax(dim=-1)

# --- test
torch.testing.assert_close(average, torch.tensor([[0.58, 0.32, 0.1]]), rtol=0, atol=1e-6)
torch.testing.assert_close(log_linear, torch.tensor([[0.590211, 0.304320, 0.105469]]), rtol=0, atol=1e-6)
