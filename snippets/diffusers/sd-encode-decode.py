# concept: latent-diffusion
# prefix: [sd-encode-decode, vae-encode-decode]
# description: Image to scaled latents and back, for any autoencoder
# needs: [diffusers >= 0.22, torch >= 2.0]
# position: statement

# --- setup
import torch

from diffusers import AutoencoderKL

torch.manual_seed(0)
vae = AutoencoderKL(
    block_out_channels=(4, 4, 4, 4), norm_num_groups=1, layers_per_block=1, latent_channels=16,
    down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4,
    scaling_factor=1.5305, shift_factor=0.0609,
)
pixels = torch.rand(1, 3, 64, 64) * 2 - 1

# --- snippet
@torch.no_grad()
def encode(vae, pixels):
    """pixels in [-1, 1]; the latents have about unit variance."""
    latents = vae.encode(pixels).latent_dist.sample()
    return (latents - (vae.config.shift_factor or 0)) * vae.config.scaling_factor


@torch.no_grad()
def decode(vae, latents):
    latents = latents / vae.config.scaling_factor + (vae.config.shift_factor or 0)
    return vae.decode(latents).sample

# --- test
torch.manual_seed(1)
latents = encode(vae, pixels)
assert latents.shape == (1, 16, 8, 8)
torch.manual_seed(1)
raw = vae.encode(pixels).latent_dist.sample()
assert torch.allclose(latents, (raw - 0.0609) * 1.5305)
assert decode(vae, latents).shape == pixels.shape
assert torch.allclose(decode(vae, latents), vae.decode(raw).sample, atol=1e-5)
assert not torch.allclose(decode(vae, latents), vae.decode(latents).sample, atol=1e-3)
plain = AutoencoderKL(block_out_channels=(4,), norm_num_groups=1)
assert plain.config.scaling_factor == 0.18215 and plain.config.shift_factor is None
assert decode(plain, encode(plain, torch.rand(1, 3, 8, 8))).shape == (1, 3, 8, 8)
