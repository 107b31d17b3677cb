# concept: langchain
# prefix: [lc-memory, langchain]
# description: Agent that remembers a conversation by its thread
# needs: [langchain >= 1.0, langgraph >= 1.0]
# position: statement
# placeholders: {model: , '"thread-1"': }

# --- setup
from langchain.agents import create_agent
from langgraph.checkpoint.memory import InMemorySaver
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

model = GenericFakeChatModel(messages=iter([AIMessage("Hello."), AIMessage("You are Ada."), AIMessage("Who?")]))

# --- snippet
agent = create_agent(model, checkpointer=InMemorySaver())
thread = {"configurable": {"thread_id": "thread-1"}}
agent.invoke({"messages": [("user", "I am Ada.")]}, thread)
result = agent.invoke({"messages": [("user", "Who am I?")]}, thread)

# --- test
assert [message.content for message in result["messages"]] == ["I am Ada.", "Hello.", "Who am I?", "You are Ada."]
other = agent.invoke({"messages": [("user", "Who am I?")]}, {"configurable": {"thread_id": "other"}})
assert len(other["messages"]) == 2
