# concept: llm-pretraining
# prefix: [lr-cosine-warmup-optax, cosine-warmup-jax]
# description: Linear warm-up, then a cosine to a tenth of the peak, in Optax
# needs: optax >= 0.1
# position: statement
# placeholders: {3e-4: [3e-4, 1.5e-4, 1e-3], 2000: , 100000: }

# --- setup
import optax

# --- snippet
schedule = optax.warmup_cosine_decay_schedule(
    init_value=0.0, peak_value=3e-4, warmup_steps=2000, decay_steps=100000, end_value=3e-5
)
optimizer = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(schedule, b1=0.9, b2=0.95, weight_decay=0.1))

# --- test
for step, expected in [(0, 0.0), (1000, 1.5e-4), (2000, 3e-4), (51000, 1.65e-4), (100000, 3e-5)]:
    assert abs(float(schedule(step)) - expected) < 1e-9, step
assert optimizer.init is not None
