# concept: llm-pretraining
# prefix: [chinchilla-optimal, compute-optimal]
# description: Parameters and tokens with the least predicted loss for a compute budget
# position: statement

# --- setup

# --- snippet
def compute_optimal(flop, floor=1.8172, a=482.01, b=2085.43, alpha=0.3478, beta=0.3658):
    """(parameters, tokens, loss in nats) that minimise floor + a/N^alpha + b/D^beta on 6·N·D = flop."""
    ratio = (alpha * a / (beta * b)) ** (1 / (alpha + beta))
    params = ratio * (flop / 6) ** (beta / (alpha + beta))
    tokens = flop / (6 * params)
    return params, tokens, floor + a / params**alpha + b / tokens**beta

# --- test
hoffmann = {"floor": 1.69, "a": 406.4, "b": 410.7, "alpha": 0.34, "beta": 0.28}
table = [
    (1e20, hoffmann, (6.449e8, 2.585e10, 2.5998)),
    (5.88e23, hoffmann, (3.249e10, 3.016e12, 1.9300)),
    (1e20, {}, (8.535e8, 1.953e10, 2.5534)),
    (5.88e23, {}, (7.302e10, 1.342e12, 1.9739)),
    (1e25, {}, (3.121e11, 5.341e12, 1.9117)),
]
for flop, law, expected in table:
    for found, value in zip(compute_optimal(flop, **law), expected):
        assert abs(found / value - 1) < 1e-3, (flop, law, found, value)
params, tokens, loss = compute_optimal(5.88e23)
for factor in (0.9, 1.1):
    assert 1.8172 + 482.01 / (factor * params) ** 0.3478 + 2085.43 / (tokens / factor) ** 0.3658 > loss
