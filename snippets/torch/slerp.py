# concept: latent-space-interpolation
# prefix: [slerp, slerp-torch]
# description: Spherical interpolation of codes, batched, with a guard for parallel ones
# needs: torch >= 1.13
# position: statement
# placeholders: {threshold=0.9995: [0.9995, 0.999]}

# --- setup
import torch

torch.manual_seed(0)

# --- snippet
def slerp(t, a, b, threshold=0.9995):
    """Last axis is the code. A straight line where two codes are almost parallel or opposite."""
    cosine = torch.nn.functional.cosine_similarity(a, b, dim=-1).unsqueeze(-1)
    angle = torch.acos(cosine.clamp(-threshold, threshold))
    curved = (torch.sin((1 - t) * angle) * a + torch.sin(t * angle) * b) / torch.sin(angle)
    return torch.where(cosine.abs() > threshold, torch.lerp(a, b, t), curved)

# --- test
a, b = torch.tensor([1.0, 2, 2]), torch.tensor([2.0, -1, 2])
assert torch.allclose(slerp(0.25, a, b), torch.tensor([1.437542, 1.345678, 2.263322]), atol=1e-5)
assert torch.allclose(slerp(0.5, a, b), torch.tensor([1.765045, 0.588348, 2.353394]), atol=1e-5)
for t in torch.linspace(0, 1, 11):
    assert abs(slerp(float(t), a, b).norm().item() - 3) < 1e-5
assert torch.allclose(slerp(0.3, a, a), a)
assert slerp(0.5, a, -a).isfinite().all()
batch = slerp(0.5, torch.randn(8, 512), torch.randn(8, 512))
assert batch.shape == (8, 512) and abs(batch.norm(dim=1).mean().item() - 512**0.5) < 0.7
