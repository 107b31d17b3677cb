# concept: latent-upscaling
# prefix: [hires-two-pass, hires-fix]
# description: Draw small, enlarge the latent, denoise it again at the larger size
# needs: [diffusers >= 0.26, torch >= 2.0, transformers >= 4.30]
# position: statement
# placeholders: {strength=0.6: ["0.6", "0.5", "0.7"], scale_factor=2: ["2", "1.5"], num_inference_steps=30: , '"a lighthouse at dusk"': }

# --- setup
import torch.nn.functional as F
from diffusers import StableDiffusionImg2ImgPipeline

# The real pipeline with tiny random weights stands in for the checkpoint.
import torch
from diffusers import AutoencoderKL, DDIMScheduler, StableDiffusionPipeline, UNet2DConditionModel
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

torch.manual_seed(0)
unet = UNet2DConditionModel(
    sample_size=8, block_out_channels=(4,), norm_num_groups=1, layers_per_block=1, cross_attention_dim=8,
    down_block_types=("CrossAttnDownBlock2D",), up_block_types=("CrossAttnUpBlock2D",), attention_head_dim=1,
)
text = CLIPTextModel(CLIPTextConfig(
    vocab_size=2, hidden_size=8, intermediate_size=8, num_hidden_layers=1, num_attention_heads=1,
    max_position_embeddings=8, bos_token_id=0, eos_token_id=1,
))
tokenizer = CLIPTokenizer(vocab={"<|startoftext|>": 0, "<|endoftext|>": 1}, merges=[], model_max_length=8)
vae = AutoencoderKL(block_out_channels=(4,), norm_num_groups=1)
pipe = StableDiffusionPipeline(
    vae, text, tokenizer, unet, DDIMScheduler(), None, None, requires_safety_checker=False
)
calls = []
unet.register_forward_hook(lambda module, args, output: calls.append(tuple(args[0].shape[-2:])))

# --- snippet
prompt = "a lighthouse at dusk"
latents = pipe(prompt, output_type="latent").images
latents = F.interpolate(latents, scale_factor=2, mode="nearest-exact")
img2img = StableDiffusionImg2ImgPipeline(**pipe.components, requires_safety_checker=False)
image = img2img(prompt, image=latents, strength=0.6, num_inference_steps=30).images[0]

# --- test
small, large = [size for size in calls if size == (8, 8)], [size for size in calls if size == (16, 16)]
assert (len(small), len(large)) == (50, 18), (len(small), len(large))  # int(30 * 0.6) of 30
assert image.size == (16, 16)
for steps, strength, run in [(50, 0.8, 40), (20, 0.5, 10)]:
    calls.clear()
    img2img("a", image=latents, strength=strength, num_inference_steps=steps)
    assert len(calls) == run, (steps, strength, len(calls))
for strength in (-0.1, 1.1):
    try:
        img2img("a", image=latents, strength=strength)
        raise AssertionError(strength)
    except ValueError:
        pass
