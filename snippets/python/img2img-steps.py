# concept: latent-upscaling
# prefix: [img2img-steps, strength-steps]
# description: Which steps image to image runs at a strength
# position: statement
# placeholders: {strength=0.6: ["0.6", "0.5", "0.7"], steps=30: }

# --- snippet
def img2img_steps(steps=30, strength=0.6):
    """How many steps are run, and the index of the first of them in the schedule."""
    run = min(int(steps * strength), steps)
    return run, steps - run

# --- test
assert img2img_steps(50, 0.8) == (40, 10)
assert img2img_steps(20, 0.5) == (10, 10)
assert img2img_steps(4, 0.2) == (0, 4)
assert img2img_steps(3, 0.3) == (0, 3)
assert img2img_steps(20, 1.0) == (20, 0)
