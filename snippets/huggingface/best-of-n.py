# concept: lamda
# prefix: [best-of-n, sample-and-rank-hf]
# description: Samples several replies and keeps the one that a scorer likes best
# needs: [transformers >= 4.40, torch >= 2.0]
# position: statement
# placeholders: {16: [16, 8, 32], 40: [40, 50], 64: [64, 128]}

# --- setup
import torch
from transformers import GPT2Config, GPT2LMHeadModel

torch.manual_seed(0)
model = GPT2LMHeadModel(GPT2Config(vocab_size=50, n_positions=128, n_embd=16, n_layer=1, n_head=2, eos_token_id=None, bos_token_id=0, pad_token_id=0)).eval()
prompt = torch.tensor([[3, 14, 15]])

# --- snippet
def best_of_n(model, input_ids, score, n=16, top_k=40, max_new_tokens=64):
    """The best of n sampled continuations of one prompt [1, length], and all of them; score: ids -> number."""
    replies = model.generate(
        input_ids,
        attention_mask=torch.ones_like(input_ids),
        do_sample=True,
        top_k=top_k,
        num_return_sequences=n,
        max_new_tokens=max_new_tokens,
    )
    scores = torch.tensor([float(score(reply)) for reply in replies])
    return replies[scores.argmax()], replies

# --- test
score = lambda ids: (ids == 7).sum()
best, replies = best_of_n(model, prompt, score, max_new_tokens=10)
assert replies.shape == (16, 13) and torch.equal(replies[:, :3], prompt.expand(16, 3))
assert len({tuple(reply.tolist()) for reply in replies}) > 10
assert score(best) == max(score(reply) for reply in replies)

try:
    model.generate(prompt, do_sample=False, num_return_sequences=4, max_new_tokens=2)
except ValueError as error:
    assert "num_return_sequences" in str(error)
else:
    raise AssertionError("greedy decoding gave several replies")
