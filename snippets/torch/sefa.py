# concept: latent-space-manipulation
# prefix: [sefa, factorize-weight]
# description: Directions of a generator from the weights of its first layer, strongest first
# needs: torch >= 1.13
# position: statement
# placeholders: {k=5: [5, 10]}

# --- setup
import torch

# --- snippet
def sefa(weight, k=5):
    """weight: outputs x latents of the layer that first meets the code. Returns k unit directions and eigenvalues."""
    values, vectors = torch.linalg.eigh(weight.T @ weight)
    return vectors.flip(1).T[:k], values.flip(0)[:k]  # eigh puts the smallest first

# --- test
directions, values = sefa(torch.tensor([[3.0, 0.0], [0.0, 1.0], [0.0, 0.0]]), k=2)
assert torch.allclose(values, torch.tensor([9.0, 1.0]), atol=1e-5)
assert torch.allclose(directions[0].abs(), torch.tensor([1.0, 0.0]), atol=1e-5)
torch.manual_seed(0)
weight = torch.randn(64, 6)
directions, values = sefa(weight, k=6)
gains = (weight @ directions.T).norm(dim=0)
assert torch.allclose(gains**2, values, rtol=1e-4)
assert (gains[:-1] >= gains[1:]).all()
