# concept: latent-space-manipulation
# also: [latent-direction]
# prefix: [stylegan-edit, edit-layers]
# description: Move the codes of chosen layers of a StyleGAN along a direction, and leave the noise as it is
# needs: torch >= 1.9
# position: statement
# placeholders: {alpha=1.5: [1.0, 1.5, 3.0], "layers=range(0, 4": ["0, 4", "4, 8", "8, 18"]}

# --- setup
import torch


class Generator:
    """Answers as the generator of stylegan2-ada-pytorch does."""

    num_ws = 18

    def __init__(self):
        self.seen = []

    def synthesis(self, ws, noise_mode="random"):
        self.seen.append((ws, noise_mode))
        return ws.sum(dim=(1, 2))


G = Generator()

# --- snippet
@torch.no_grad()
def edit_layers(G, w, direction, alpha=1.5, layers=range(0, 4)):
    """w: batch x layers x width. Coarse layers hold pose and shape, fine ones colour."""
    edited = w.clone()
    edited[:, list(layers)] += alpha * direction / direction.norm()
    return G.synthesis(edited, noise_mode="const")

# --- test
torch.manual_seed(0)
w = torch.randn(2, G.num_ws, 8)
before = w.clone()
direction = 5 * torch.randn(8)
edit_layers(G, w, direction, alpha=2.0, layers=range(4, 8))
edited, noise_mode = G.seen[-1]
assert noise_mode == "const" and torch.equal(w, before)
assert torch.equal(edited[:, :4], w[:, :4]) and torch.equal(edited[:, 8:], w[:, 8:])
moved = (edited - w)[:, 4:8].norm(dim=-1)
assert torch.allclose(moved, torch.full_like(moved, 2.0), atol=1e-5)
