# concept: latent-consistency-models
# prefix: [lcm-lora-sd, lcm-lora]
# description: Four-step sampling of a Stable Diffusion pipeline with LCM-LoRA
# needs: [diffusers >= 0.23, torch >= 2.0, transformers >= 4.30, peft]
# position: statement
# placeholders: {4: ["4", "2", "6", "8"], 1.5: ["1.5", "1.0", "2.0"], '"a lighthouse at dusk"': }

# --- setup
from diffusers import LCMScheduler

# The real pipeline with tiny random weights stands in for the checkpoint, and an untrained adapter for LCM-LoRA.
import torch
from diffusers import AutoencoderKL, DDIMScheduler, StableDiffusionPipeline, UNet2DConditionModel
from peft import LoraConfig
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
schedule = DDIMScheduler(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear")
pipe = StableDiffusionPipeline(
    vae, text, tokenizer, unet, schedule, None, None, requires_safety_checker=False
)
loaded = []
pipe.load_lora_weights = lambda name: loaded.append(name) or unet.add_adapter(LoraConfig(r=1, target_modules=["to_q"]))
calls = []
unet.register_forward_hook(lambda module, args, output: calls.append(args[0].shape[0]))

# --- snippet
pipe.load_lora_weights("latent-consistency/lcm-lora-sdv1-5")
pipe.scheduler = LCMScheduler.from_config(pipe.scheduler.config)
image = pipe("a lighthouse at dusk", num_inference_steps=4, guidance_scale=1.5).images[0]

# --- test
assert loaded == ["latent-consistency/lcm-lora-sdv1-5"]
assert calls == [2, 2, 2, 2], calls  # above 1 guidance runs the network for the empty prompt too
times = pipe.scheduler.timesteps.tolist()
assert times == [999, 759, 499, 259], times
assert pipe.scheduler.config.beta_schedule == "scaled_linear"
calls.clear()
pipe("a", num_inference_steps=4, guidance_scale=1.0)
assert calls == [1, 1, 1, 1], calls
assert image.size == (8, 8)
