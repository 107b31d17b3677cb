# concept: late-interaction
# prefix: [st-multivector, late-interaction]
# description: Encode queries and documents token by token and score them by MaxSim
# needs: sentence-transformers >= 6.0
# position: statement
# placeholders: {queries: , documents: , '"colbert-ir/colbertv2.0"': }
# run: compile

# --- setup
from sentence_transformers import MultiVectorEncoder

queries = ["layernorm eps in half precision"]
documents = ["The epsilon of layer normalization is added to the variance."]

# --- snippet
model = MultiVectorEncoder("colbert-ir/colbertv2.0")
scores = model.similarity(model.encode_query(queries), model.encode_document(documents))

# --- test
assert tuple(scores.shape) == (1, 1)
