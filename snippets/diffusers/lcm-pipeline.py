# concept: latent-consistency-models
# prefix: [lcm-pipeline, lcm]
# description: A latent consistency model in four steps
# needs: [diffusers >= 0.22, torch >= 2.0, transformers >= 4.30]
# position: statement
# placeholders: {4: ["4", "2", "6", "8"], 8.5: , '"a lighthouse at dusk"': }

# --- setup
import torch
from diffusers import LatentConsistencyModelPipeline

# The real pipeline with tiny random weights stands in for the checkpoint.
from diffusers import AutoencoderKL, LCMScheduler, UNet2DConditionModel
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

torch.manual_seed(0)
unet = UNet2DConditionModel(
    sample_size=8, block_out_channels=(4,), norm_num_groups=1, layers_per_block=1, cross_attention_dim=8,
    down_block_types=("CrossAttnDownBlock2D",), up_block_types=("CrossAttnUpBlock2D",),
    attention_head_dim=1, time_cond_proj_dim=8,
)
text = CLIPTextModel(CLIPTextConfig(
    vocab_size=2, hidden_size=8, intermediate_size=8, num_hidden_layers=1, num_attention_heads=1,
    max_position_embeddings=8, bos_token_id=0, eos_token_id=1,
))
tokenizer = CLIPTokenizer(vocab={"<|startoftext|>": 0, "<|endoftext|>": 1}, merges=[], model_max_length=8)
vae = AutoencoderKL(block_out_channels=(4,), norm_num_groups=1)
tiny = LatentConsistencyModelPipeline(
    vae, text, tokenizer, unet, LCMScheduler(), None, None, requires_safety_checker=False
)
LatentConsistencyModelPipeline.from_pretrained = lambda name, **_: tiny
calls = []
unet.register_forward_hook(lambda module, args, output: calls.append(args[0].shape[0]))

# --- snippet
pipe = LatentConsistencyModelPipeline.from_pretrained("SimianLuo/LCM_Dreamshaper_v7", torch_dtype=torch.float16)
image = pipe("a lighthouse at dusk", num_inference_steps=4, guidance_scale=8.5).images[0]

# --- test
assert calls == [1, 1, 1, 1], calls  # one evaluation a step, without a second for guidance
assert pipe.scheduler.timesteps.tolist() == [999, 759, 499, 259]
assert image.size == (8, 8)
latents = dict(prompt="a", num_inference_steps=2, output_type="latent")
same = [pipe(**latents, **more, generator=torch.Generator().manual_seed(1)).images for more in ({}, {"negative_prompt": "b"})]
assert torch.equal(*same)  # a negative prompt is passed over in silence
try:
    pipe("a", num_inference_steps=60)
    raise AssertionError("60 steps of 50")
except ValueError:
    pass
