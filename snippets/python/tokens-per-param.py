# concept: llm-pretraining
# prefix: [tokens-per-param, undertrained-check]
# description: Warns where a model gets too few tokens for its size
# position: statement
# placeholders: {5: [5, 20]}

# --- setup
import warnings

# --- snippet
def tokens_per_param(params, tokens, least=5):
    """Tokens per parameter; about 20 is optimal for the compute, models that are used a lot get 100 and more."""
    ratio = tokens / params
    if ratio < least:
        warnings.warn(f"{ratio:.1f} tokens per parameter: a smaller model would do better with this compute")
    return ratio

# --- test
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    assert abs(tokens_per_param(175e9, 300e9) - 1.714) < 1e-3
    assert len(caught) == 1 and "1.7 tokens" in str(caught[0].message)
    assert tokens_per_param(70e9, 1.4e12) == 20
    assert len(caught) == 1
