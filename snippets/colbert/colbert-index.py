# concept: late-interaction
# prefix: [colbert-index, late-interaction]
# description: Index passages with 2-bit residuals and search them
# position: statement
# placeholders: {2: [2, 1, 4], passages: , 10: }
# run: compile

# --- setup
from colbert import Indexer, Searcher
from colbert.infra import ColBERTConfig

passages = ["Late interaction keeps one vector per token."]

# --- snippet
config = ColBERTConfig(nbits=2, doc_maxlen=220, query_maxlen=32)
Indexer(checkpoint="colbert-ir/colbertv2.0", config=config).index(name="passages", collection=passages)
ids, ranks, scores = Searcher(index="passages", config=config).search("one vector per token", k=10)

# --- test
assert ranks[0] == 1
