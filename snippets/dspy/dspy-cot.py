# concept: llm-application-frameworks
# prefix: [dspy-cot, dspy]
# description: Module that reasons before it answers from a context
# needs: [dspy >= 3.0]
# position: statement
# placeholders: {context: , '"context, question -> answer"': }

# --- setup
import dspy
from dspy.utils import DummyLM

dspy.configure(lm=DummyLM([{"reasoning": "The context says so.", "answer": "two"}]))
context = "An L0 attack changed two pixels."

# --- snippet
answerer = dspy.ChainOfThought("context, question -> answer")
result = answerer(context=context, question="How many pixels were changed?")

# --- test
assert result.answer == "two", result
assert result.reasoning == "The context says so."
assert not hasattr(dspy, "OpenAI")
