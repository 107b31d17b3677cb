# concept: llm-application-frameworks
# also: [langchain]
# prefix: [li-rag, llamaindex]
# description: Answer questions about the files of a folder
# needs: [llama-index-core >= 0.13]
# position: statement
# placeholders: {'"data"': , 4: [4, 2, 8], '"compact"': ['"compact"', '"refine"', '"tree_summarize"', '"simple_summarize"']}

# --- setup
from llama_index.core import SimpleDirectoryReader, VectorStoreIndex
import os
import tempfile
from llama_index.core import MockEmbedding, Settings
from llama_index.core.llms import MockLLM

os.chdir(tempfile.mkdtemp())
os.mkdir("data")
for i in range(6):
    with open(f"data/{i}.txt", "w") as file:
        file.write(f"Passage {i} is about step {i}.")
Settings.llm = MockLLM()
Settings.embed_model = MockEmbedding(embed_dim=8)

# --- snippet
documents = SimpleDirectoryReader("data").load_data()
index = VectorStoreIndex.from_documents(documents)
engine = index.as_query_engine(similarity_top_k=4, response_mode="compact")
response = engine.query("What is step 3 about?")

# --- test
assert str(response).strip() and len(response.source_nodes) == 4
calls = []
complete = MockLLM.complete
MockLLM.complete = lambda self, *args, **kwargs: calls.append(1) or complete(self, *args, **kwargs)


def cost(mode):
    calls.clear()
    index.as_query_engine(similarity_top_k=4, response_mode=mode).query("What?")
    return len(calls)


assert [cost(mode) for mode in ["simple_summarize", "compact", "refine", "accumulate"]] == [1, 1, 4, 4]
assert index.as_query_engine().retriever.similarity_top_k == 2
