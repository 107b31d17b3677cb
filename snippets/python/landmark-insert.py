# concept: landmark-attention
# prefix: landmark-insert
# description: A landmark token behind every block of a token list
# position: statement
# placeholders: {50: [50, 64]}

# --- setup

# --- snippet
def with_landmarks(ids, landmark, block=50):
    """The same ids with the landmark's id behind each full block."""
    marked = []
    for start in range(0, len(ids), block):
        part = ids[start : start + block]
        marked += [*part, landmark] if len(part) == block else part
    return marked

# --- test
marked = with_landmarks(list(range(120)), 32001)
assert len(marked) == 122
assert [i for i, token in enumerate(marked) if token == 32001] == [50, 101]
assert [token for token in marked if token != 32001] == list(range(120))
