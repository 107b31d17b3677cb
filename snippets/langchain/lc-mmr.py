# concept: langchain
# prefix: [lc-mmr, langchain]
# description: Retriever that prefers chunks that differ from each other
# needs: [langchain-core >= 1.0]
# position: statement
# placeholders: {store: , 4: [4, 2, 6], 20: [20, 50], 0.5: [0.5, 0.7, 0.9]}

# --- setup
from langchain_core.embeddings import Embeddings
from langchain_core.vectorstores import InMemoryVectorStore

VECTORS = {"q": [1, 0, 0], "a": [0.9, 0.1, 0], "b": [0.89, 0.11, 0], "c": [0.6, 0, 0.8], "d": [0.5, 0.8, 0.1]}


class Fixed(Embeddings):
    def embed_documents(self, texts):
        return [VECTORS[text] for text in texts]

    def embed_query(self, text):
        return VECTORS[text]


store = InMemoryVectorStore(Fixed())
store.add_texts(["a", "b", "c", "d"])

# --- snippet
retriever = store.as_retriever(
    search_type="mmr",
    search_kwargs={"k": 4, "fetch_k": 20, "lambda_mult": 0.5},
)

# --- test
assert [doc.page_content for doc in retriever.invoke("q")][:2] == ["a", "c"]


def found(weight):
    docs = store.max_marginal_relevance_search("q", k=3, lambda_mult=weight)
    return "".join(doc.page_content for doc in docs)


assert [found(1), found(0.5), found(0.2)] == ["abc", "acb", "acd"]
