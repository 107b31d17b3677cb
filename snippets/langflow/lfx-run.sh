# concept: langflow
# prefix: [lfx-run, langflow]
# description: Run a flow once without a server, or serve it behind a key
# position: statement
# placeholders: {flow.json: , '"What is late fusion?"': , 8000: }
# run: compile

# --- snippet
lfx run flow.json "What is late fusion?"
LANGFLOW_API_KEY="$(openssl rand -hex 24)" lfx serve flow.json --port 8000
