# concept: llm-application-frameworks
# also: [langchain]
# prefix: [rag-direct, rag-numpy]
# description: Retrieval without a framework, a product of matrices and a template
# needs: numpy >= 1.20
# position: statement
# placeholders: {passages: , vectors: , query: , 2: [2, 4, 8]}

# --- setup
import numpy as np

passages = ["Late fusion merges predictions.", "An L0 attack changes few pixels.", "A latent ODE has irregular times."]
vectors = np.array([[0.9, 0.1, 0.0], [0.1, 0.8, 0.2], [0.0, 0.3, 0.9]])
query = np.array([0.0, 1.0, 0.5])
question = "Which attack changes few pixels?"

# --- snippet
def retrieve(query, k=2):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    scores = unit @ (query / np.linalg.norm(query))
    return np.argsort(-scores)[:k]


best = retrieve(query)
context = "\n\n".join(passages[i] for i in best)
prompt = f"Answer from the context only.\n\n{context}\n\nQuestion: {question}"

# --- test
assert best.tolist() == [1, 2], best
assert retrieve(vectors[0], k=1).tolist() == [0]
assert prompt.index("L0 attack") < prompt.index("latent ODE") and "Late fusion" not in prompt
