# concept: latent-diffusion
# prefix: [latent-shape, latent-size]
# description: Shape of the latent of an image, and how many times fewer numbers it has
# position: statement
# placeholders: {channels=4: ["4", "16"], factor=8: }

# --- snippet
def latent_shape(height, width, channels=4, factor=8):
    """Channels, height and width of the latent, and the compression against three colours."""
    if height % factor or width % factor:
        raise ValueError(f"{height} x {width} is not divisible by {factor}")
    shape = channels, height // factor, width // factor
    return shape, 3 * factor**2 / channels

# --- test
assert latent_shape(512, 512) == ((4, 64, 64), 48)
assert latent_shape(1024, 1024) == ((4, 128, 128), 48)
assert latent_shape(1024, 768, channels=16) == ((16, 128, 96), 12)
try:
    latent_shape(500, 512)
    raise AssertionError("500")
except ValueError:
    pass
