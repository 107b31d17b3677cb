# concept: langflow
# prefix: [langflow-component, lfx-component]
# description: Component with a text input and a message output
# needs: lfx >= 1.0
# position: statement
# placeholders: {Shout: , '"Shout"': , shout: }

# --- setup
from lfx.custom import Component
from lfx.io import MessageTextInput, Output
from lfx.schema import Message

# --- snippet
class Shout(Component):
    display_name = "Shout"
    description = "Puts a text into capitals."
    inputs = [MessageTextInput(name="text", display_name="Text", required=True)]
    outputs = [Output(name="message", display_name="Message", method="shout")]

    def shout(self) -> Message:
        return Message(text=self.text.upper())

# --- test
component = Shout(_id="Shout-1")
component.set_attributes({"text": "late fusion"})
assert component.shout().text == "LATE FUSION"
assert [each.name for each in Shout.inputs] == ["text"]
assert [(each.name, each.method) for each in Shout.outputs] == [("message", "shout")]
