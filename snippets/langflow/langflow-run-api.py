# concept: langflow
# prefix: [langflow-run-api, langflow]
# description: Ask a running flow over HTTP, with the key from the environment
# needs: requests >= 2.28
# position: statement
# placeholders: {'"http://localhost:7860"': , '"What is late fusion?"': }

# --- setup
import os
import requests
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

seen = {}


class Stub(BaseHTTPRequestHandler):
    def do_POST(self):
        length = int(self.headers["content-length"])
        seen.update(path=self.path, key=self.headers["x-api-key"], body=json.loads(self.rfile.read(length)))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"outputs": []}')

    def log_message(self, *args):
        pass


server = HTTPServer(("127.0.0.1", 0), Stub)
threading.Thread(target=server.serve_forever, daemon=True).start()
os.environ["LANGFLOW_URL"] = f"http://127.0.0.1:{server.server_port}"
os.environ["LANGFLOW_API_KEY"] = "sk-test"

# --- snippet
url = os.environ.get("LANGFLOW_URL", "http://localhost:7860")
response = requests.post(
    f"{url}/api/v1/run/my-flow",
    headers={"x-api-key": os.environ["LANGFLOW_API_KEY"]},
    json={"input_value": "What is late fusion?", "input_type": "chat", "output_type": "chat", "tweaks": {}},
    timeout=60,
)
response.raise_for_status()
result = response.json()

# --- test
server.shutdown()
assert result == {"outputs": []}
assert seen["path"] == "/api/v1/run/my-flow" and seen["key"] == "sk-test"
assert seen["body"]["input_value"] == "What is late fusion?" and seen["body"]["output_type"] == "chat"
