# concept: latent-consistency-models
# prefix: [consistency-boundary, cskip-cout]
# description: A network made a consistency function, which leaves the least noise alone
# needs: torch >= 1.13
# position: statement
# placeholders: {sigma_min=0.002: , sigma_data=0.5: }

# --- setup
import torch

torch.manual_seed(0)

# --- snippet
def consistency(network, x, sigma, sigma_min=0.002, sigma_data=0.5):
    """x of noise sigma, one for each row. At sigma_min the answer is x itself, whatever the network says."""
    sigma = sigma.reshape(-1, *[1] * (x.dim() - 1))
    skip = sigma_data**2 / ((sigma - sigma_min) ** 2 + sigma_data**2)
    out = (sigma - sigma_min) * sigma_data / (sigma**2 + sigma_data**2) ** 0.5
    scaled = x / (sigma**2 + sigma_data**2) ** 0.5
    return skip * x + out * network(scaled, sigma.flatten())

# --- test
layer = torch.nn.Linear(3, 3)
network = lambda x, sigma: 10 * layer(x) * sigma[:, None]
x = torch.randn(5, 3)
assert torch.equal(consistency(network, x, torch.full((5,), 0.002)), x)
assert not torch.allclose(consistency(network, x, torch.full((5,), 0.1)), x)
one = lambda x, sigma: torch.ones_like(x)
for sigma, skip, out in [(0.5, 0.907112, 0.455368), (5.0, 0.083178, 1.430992)]:
    y = consistency(one, torch.tensor([[2.0]]), torch.tensor([sigma]), sigma_min=0.02, sigma_data=1.5)
    assert abs(y.item() - (2 * skip + out)) < 1e-5, y
