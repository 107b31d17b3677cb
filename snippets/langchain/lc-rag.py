# concept: langchain
# also: [llm-application-frameworks]
# prefix: [lc-rag, langchain]
# description: Chain that answers from retrieved documents and keeps the question
# needs: [langchain-core >= 1.0]
# position: statement
# placeholders: {store: , llm: , 4: [4, 2, 6]}

# --- setup
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnablePassthrough
from langchain_core.embeddings import DeterministicFakeEmbedding
from langchain_core.language_models import FakeListChatModel
from langchain_core.vectorstores import InMemoryVectorStore

store = InMemoryVectorStore(DeterministicFakeEmbedding(size=16))
store.add_texts(["Label smoothing mixes targets.", "An L0 attack changes few pixels."])
llm = FakeListChatModel(responses=["It mixes targets."])

# --- snippet
prompt = ChatPromptTemplate.from_template("Answer from the context only.\n\n{context}\n\nQuestion: {question}")


def format_docs(docs):
    return "\n\n".join(doc.page_content for doc in docs)


retriever = store.as_retriever(search_kwargs={"k": 4})
chain = (
    {"context": retriever | format_docs, "question": RunnablePassthrough()}
    | prompt
    | llm
    | StrOutputParser()
)

# --- test
assert chain.invoke("What does label smoothing do?") == "It mixes targets."
steps = [type(step).__name__ for step in chain.steps]
assert steps == ["RunnableParallel", "ChatPromptTemplate", "FakeListChatModel", "StrOutputParser"], steps
text = (chain.steps[0] | chain.steps[1]).invoke("What does it do?").to_string()
assert "Question: What does it do?" in text and "L0 attack" in text
assert "page_content" not in text and "metadata" not in text
unformatted = ({"context": retriever, "question": RunnablePassthrough()} | prompt).invoke("?").to_string()
assert "page_content" in unformatted
