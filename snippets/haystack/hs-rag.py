# concept: llm-application-frameworks
# prefix: [hs-rag, haystack]
# description: Pipeline from a keyword search through a prompt to a chat model
# needs: [haystack-ai >= 3.0]
# position: statement
# placeholders: {documents: , 4: [4, 10, 2], '"gpt-5"': }

# --- setup
import os
from haystack import Document, Pipeline
from haystack.components.builders import ChatPromptBuilder
from haystack.components.generators.chat import OpenAIChatGenerator
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever
from haystack.dataclasses import ChatMessage
from haystack.document_stores.in_memory import InMemoryDocumentStore

os.environ["OPENAI_API_KEY"] = "none"
documents = [
    Document(content="Late fusion merges the predictions of one model per modality."),
    Document(content="An L0 attack changes few pixels."),
    Document(content="Label smoothing mixes the target with the uniform distribution."),
]

# --- snippet
store = InMemoryDocumentStore()
store.write_documents(documents)
template = """Answer from the documents only.
{% for document in documents %}{{ document.content }}
{% endfor %}
Question: {{ question }}"""

pipeline = Pipeline()
pipeline.add_component("retriever", InMemoryBM25Retriever(store, top_k=4))
pipeline.add_component("prompt", ChatPromptBuilder(template=[ChatMessage.from_user(template)]))
pipeline.add_component("llm", OpenAIChatGenerator(model="gpt-5"))
pipeline.connect("retriever.documents", "prompt.documents")
pipeline.connect("prompt.prompt", "llm.messages")

# --- test
assert sorted(pipeline.graph.nodes) == ["llm", "prompt", "retriever"]
found = InMemoryBM25Retriever(store, top_k=2).run(query="which attack changes pixels")["documents"]
assert "pixels" in found[0].content
prompt = ChatPromptBuilder(template=[ChatMessage.from_user(template)], required_variables=["documents", "question"])
text = prompt.run(documents=found, question="Which attack?")["prompt"][0].text
assert "An L0 attack changes few pixels." in text and text.endswith("Question: Which attack?")
