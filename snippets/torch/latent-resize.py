# concept: latent-upscaling
# prefix: [latent-resize, resize-latents]
# description: A latent at twice the size, before it is denoised again
# needs: torch >= 1.13
# position: statement
# placeholders: {scale_factor=2: ["2", "1.5"], '"nearest-exact"': ['"nearest-exact"', '"bilinear"', '"bicubic"'], latents: }

# --- setup
import torch
import torch.nn.functional as F

torch.manual_seed(0)
latents = torch.randn(1, 4, 64, 64)
small = latents

# --- snippet
latents = F.interpolate(latents, scale_factor=2, mode="nearest-exact")

# --- test
assert latents.shape == (1, 4, 128, 128)
assert torch.equal(latents[..., ::2, ::2], small) and torch.equal(latents[..., 1::2, 1::2], small)
assert torch.allclose(latents.mean(), small.mean(), atol=1e-6)
row = torch.tensor([[[[2.0, 7.0]]]])
smooth = F.interpolate(row, size=(1, 4), mode="bilinear", align_corners=False)
assert smooth.flatten().tolist() == [2.0, 3.25, 5.75, 7.0]
assert abs(F.interpolate(small, scale_factor=2, mode="bilinear").std() - small.std()) > 0.3  # noise loses its power
