# concept: langchain
# also: [llm-application-frameworks]
# prefix: [lc-agent, langchain]
# description: Agent that calls Python functions until it can answer
# needs: [langchain >= 1.0]
# position: statement
# placeholders: {model: , '"Use the tools for arithmetic."': }

# --- setup
from langchain.agents import create_agent
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage


class Scripted(GenericFakeChatModel):
    def bind_tools(self, tools, **kwargs):
        return self


call = {"name": "multiply", "args": {"a": 6, "b": 7}, "id": "call-1", "type": "tool_call"}
model = Scripted(messages=iter([AIMessage("", tool_calls=[call]), AIMessage("42")]))

# --- snippet
def multiply(a: int, b: int) -> int:
    """Multiply two whole numbers."""
    return a * b


agent = create_agent(model, tools=[multiply], system_prompt="Use the tools for arithmetic.")
result = agent.invoke({"messages": [("user", "What is 6 times 7?")]}, {"recursion_limit": 25})
answer = result["messages"][-1].text

# --- test
assert [message.type for message in result["messages"]] == ["human", "ai", "tool", "ai"]
assert result["messages"][2].content == "42"
assert answer == "42", answer
try:
    create_agent(model, tools=[multiply], prompt="Use the tools.")
    raise AssertionError("create_agent takes prompt")
except TypeError:
    pass
