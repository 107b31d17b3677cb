# concept: langchain
# prefix: [lc-graph, langgraph]
# description: Graph with a loop that ends by a condition
# needs: [langgraph >= 1.0]
# position: statement
# placeholders: {3: }

# --- setup
from typing import TypedDict
from langgraph.graph import END, START, StateGraph

# --- snippet
class State(TypedDict):
    x: int


def step(state: State) -> State:
    return {"x": state["x"] + 1}


def route(state: State) -> str:
    return END if state["x"] >= 3 else "step"


graph = StateGraph(State)
graph.add_node("step", step)
graph.add_edge(START, "step")
graph.add_conditional_edges("step", route)
app = graph.compile()
result = app.invoke({"x": 0})

# --- test
assert result == {"x": 3}, result
assert app.invoke({"x": 7}) == {"x": 8}
