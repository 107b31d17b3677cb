# concept: latent-diffusion
# prefix: [sd-txt2img, stable-diffusion]
# description: An image from a prompt with Stable Diffusion
# needs: [diffusers >= 0.22, torch >= 2.0, transformers >= 4.30]
# position: statement
# placeholders: {num_inference_steps=30: ["30", "20", "50"], guidance_scale=7.5: ["7.5", "5.0"], '"a lighthouse at dusk"': }

# --- setup
import torch
from diffusers import StableDiffusionPipeline

# The real pipeline with tiny random weights stands in for the checkpoint.
from diffusers import AutoencoderKL, DDIMScheduler, UNet2DConditionModel
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

torch.manual_seed(0)
torch.set_num_threads(1)
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
tiny = StableDiffusionPipeline(
    vae, text, tokenizer, unet, DDIMScheduler(), None, None, requires_safety_checker=False
)
StableDiffusionPipeline.from_pretrained = lambda name, **options: tiny
calls = []
unet.register_forward_hook(lambda module, args, output: calls.append(tuple(args[0].shape)))

# --- snippet
pipe = StableDiffusionPipeline.from_pretrained(
    "stable-diffusion-v1-5/stable-diffusion-v1-5", torch_dtype=torch.float16
)
image = pipe("a lighthouse at dusk", num_inference_steps=30, guidance_scale=7.5).images[0]

# --- test
assert image.size == (8, 8)
assert calls == [(2, 4, 8, 8)] * 30, calls  # with and without the prompt, at every step
calls.clear()
pipe("a", num_inference_steps=2, guidance_scale=1.0)
assert calls == [(1, 4, 8, 8)] * 2, calls
latents = pipe("a", num_inference_steps=2, output_type="latent").images
assert latents.shape == (1, 4, 8, 8)
try:
    pipe("a", height=500, width=512)
    raise AssertionError("500 is not divisible by 8")
except ValueError:
    pass
