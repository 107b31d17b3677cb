# concept: latent-space-arithmetic
# prefix: [gensim-analogy, most-similar]
# description: Word analogy that also shows the answer with the question's own words among the candidates
# needs: gensim >= 4.0
# position: statement
# placeholders: {topn=3: [1, 3, 10]}

# --- setup
import numpy as np
from gensim.models import KeyedVectors

kv = KeyedVectors(vector_size=2)
kv.add_vectors(["man", "woman", "king", "queen"], np.array([[1.0, 0.0], [1.0, 0.1], [4.0, 0.2], [4.0, 1.2]], dtype=np.float32))

# --- snippet
def word_analogy(kv, minus, plus, to, topn=3):
    """Answers without the three words, as published, and with them, as a search would give."""
    without = kv.most_similar(positive=[plus, to], negative=[minus], topn=topn)
    query = kv.get_mean_vector([plus, to, minus], weights=[1, 1, -1], pre_normalize=True)
    return without, kv.similar_by_vector(query, topn=topn)

# --- test
without, with_inputs = word_analogy(kv, "man", "woman", "king")
assert [word for word, _ in without] == ["queen"]
assert with_inputs[0][0] != "queen"
assert len(with_inputs) == 3
