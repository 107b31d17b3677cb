# concept: llm-pretraining
# prefix: [train-days, gpu-hours]
# description: Days that a training run takes, and tokens per parameter
# position: statement
# placeholders: {0.4: [0.4, 0.35, 0.5]}

# --- setup

# --- snippet
def training_days(params, tokens, gpus, peak=989.4e12, mfu=0.4):
    """Days for 6·params·tokens FLOP; `peak` is the dense FLOP per second of one GPU (H100 SXM in bfloat16)."""
    return 6 * params * tokens / (gpus * peak * mfu) / 86400

# --- test
assert abs(training_days(70e9, 2e12, 2000) - 12.28) < 1e-2
hours = training_days(65e9, 1.4e12, 2048, peak=312e12, mfu=0.476) * 24 * 2048
assert abs(hours / 1.0217e6 - 1) < 0.01
