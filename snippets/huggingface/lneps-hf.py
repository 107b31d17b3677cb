# concept: layer-norm-epsilon
# prefix: lneps-hf
# description: The epsilon that a checkpoint was trained with, whatever its configuration calls it
# needs: [transformers >= 4.6, torch >= 1.10]
# position: statement
# placeholders: {model: }

# --- setup
from transformers import BertConfig, BertModel, GPT2Config, LlamaConfig

size = dict(hidden_size=4, num_hidden_layers=1, num_attention_heads=1, intermediate_size=4)
model = BertModel(BertConfig(vocab_size=9, **size))

# --- snippet
names = ("layer_norm_eps", "rms_norm_eps", "layer_norm_epsilon", "norm_eps")
eps = next(getattr(model.config, name) for name in names if hasattr(model.config, name))

# --- test
assert eps == 1e-12
assert model.encoder.layer[0].output.LayerNorm.eps == eps
assert GPT2Config().layer_norm_epsilon == 1e-5
assert LlamaConfig().rms_norm_eps == 1e-6
