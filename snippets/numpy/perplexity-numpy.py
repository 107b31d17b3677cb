# concept: language-model-pretraining
# prefix: [perplexity-numpy, bits-per-byte]
# description: Perplexity of a loss in nats, and bits per byte, which can be compared across tokenizers
# needs: numpy >= 1.20
# position: statement

# --- setup
import numpy as np

# --- snippet
def perplexity(loss):
    """Of a mean loss in nats per token."""
    return np.exp(loss)


def bits_per_byte(loss, tokens, text_bytes):
    """Mean loss in nats per token, spread over the bytes of the same text."""
    return loss / np.log(2) * tokens / text_bytes

# --- test
assert abs(perplexity(np.log(50)) - 50) < 1e-9
assert abs(perplexity(np.log(50257)) - 50257) < 1e-6
assert abs(np.log(50257) - 10.8249) < 1e-4 and abs(np.log(30522) - 10.3262) < 1e-4
assert abs(bits_per_byte(np.log(2), 100, 100) - 1) < 1e-12
assert abs(bits_per_byte(3.0, 250, 1000) - 1.082021) < 1e-6
