# concept: latent-upscaling
# prefix: [latent-x2, latent-upscaler]
# description: The trained upscaler, which doubles each side of a latent
# needs: [diffusers >= 0.12, torch >= 2.0]
# position: statement
# placeholders: {num_inference_steps=20: , guidance_scale=0: , '"a lighthouse at dusk"': }

# --- setup
import torch
from diffusers import StableDiffusionLatentUpscalePipeline

# The real method without weights: what it is called with has to fit.
import inspect
from types import SimpleNamespace

signature = inspect.signature(StableDiffusionLatentUpscalePipeline.__call__)
calls = []


def upscale(*args, **options):
    calls.append(signature.bind(None, *args, **options))
    return SimpleNamespace(images=["large"])


StableDiffusionLatentUpscalePipeline.from_pretrained = lambda name, **options: upscale
pipe = lambda prompt, output_type="pil": SimpleNamespace(images=torch.zeros(1, 4, 64, 64))

# --- snippet
upscaler = StableDiffusionLatentUpscalePipeline.from_pretrained(
    "stabilityai/sd-x2-latent-upscaler", torch_dtype=torch.float16
)
prompt = "a lighthouse at dusk"
latents = pipe(prompt, output_type="latent").images
image = upscaler(prompt, image=latents, num_inference_steps=20, guidance_scale=0).images[0]

# --- test
assert image == "large"
assert calls[0].arguments["image"].shape == (1, 4, 64, 64)
assert [signature.parameters[name].default for name in ("num_inference_steps", "guidance_scale")] == [75, 9.0]
