# concept: langchain
# also: [llm-application-frameworks]
# prefix: [lc-split, langchain]
# description: Cut text at paragraphs, lines and words; sizes in characters
# needs: [langchain-text-splitters >= 1.0]
# position: statement
# placeholders: {1000: [1000, 500, 2000], 200: [200, 50, 0], text: }

# --- setup
from langchain_text_splitters import RecursiveCharacterTextSplitter

text = (
    "The epsilon of layer normalization is added to the variance before the square root so that the division never "
    "blows up. Typical values are 1e-5 in PyTorch and 1e-6 in many language models; 1e-12 is found in BERT. In half "
    "precision a value below about 3e-8 rounds to zero and protects nothing."
)

# --- snippet
splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
chunks = splitter.split_text(text)

# --- test
assert chunks == [text]
short = RecursiveCharacterTextSplitter(chunk_size=100, chunk_overlap=30).split_text(text)
assert len(short) == 4
assert short[1] == (
    "the square root so that the division never blows up. Typical values are 1e-5 in PyTorch and 1e-6 in"
)
try:
    RecursiveCharacterTextSplitter(chunk_size=100, chunk_overlap=101)
    raise AssertionError("an overlap larger than the chunk was taken")
except ValueError:
    pass
