# concept: latent-space-arithmetic
# prefix: [analogy, 3cosadd]
# description: Word analogy by vector offset, with and without the words of the question
# needs: numpy >= 1.20
# position: statement
# placeholders: {exclude_inputs=True: ["True", "False"]}

# --- setup
import numpy as np

words = ["man", "woman", "king", "queen"]
vectors = np.array([[1.0, 0.0], [1.0, 1.0], [4.0, 0.2], [4.0, 1.2]])

# --- snippet
def analogy(vectors, minus, plus, to, exclude_inputs=True):
    """Index of the vector nearest by cosine to plus - minus + to. Report both settings of exclude_inputs."""
    query = vectors[plus] - vectors[minus] + vectors[to]
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    scores = unit @ query
    if exclude_inputs:
        scores[[minus, plus, to]] = -np.inf
    return int(np.argmax(scores))

# --- test
at = words.index
question = (at("man"), at("woman"), at("king"))
assert words[analogy(vectors, *question)] == "queen"
assert words[analogy(vectors, *question, exclude_inputs=False)] == "queen"
short = vectors.copy()
short[at("woman")] = [1.0, 0.2]
assert words[analogy(short, *question)] == "queen"
assert words[analogy(short, *question, exclude_inputs=False)] != "queen"
