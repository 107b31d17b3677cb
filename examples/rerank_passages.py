"""Re-ranks passages by late interaction, with token vectors from spelling in place of a model.

Runs in a second: python rerank_passages.py
"""

import zlib

import numpy as np

PASSAGES = [
    "The epsilon of layer normalization is added to the variance so that the division never blows up.",
    "Label propagation spreads the few known labels of a graph along its edges.",
    "Late fusion trains one model per modality and merges only their predictions.",
]
FILLER = " The committee discussed travel plans and lunch while the train was late again." * 12


def encode(text: str, dim: int = 256) -> np.ndarray:
    """One unit vector per word, from its pieces of three to five letters."""
    rows = []
    for word in text.lower().replace(".", "").split():
        padded, row = f"<{word}>", np.zeros(dim)
        for n in (3, 4, 5):
            for start in range(len(padded) - n + 1):
                code = zlib.crc32(padded[start : start + n].encode())
                row[code % dim] += -1 if code >> 31 else 1
        rows.append(row / max(np.linalg.norm(row), 1e-12))
    return np.array(rows)


def maxsim(query: np.ndarray, passage: np.ndarray) -> float:
    return float((query @ passage.T).max(axis=1).sum())


def pooled(query: np.ndarray, passage: np.ndarray) -> float:
    q, p = query.sum(axis=0), passage.sum(axis=0)
    return float(q @ p / (np.linalg.norm(q) * np.linalg.norm(p)))


def main() -> None:
    query = encode("layer norm epsilon variance")
    for name, texts in [("short", PASSAGES), ("with filler", [PASSAGES[0] + FILLER, *PASSAGES[1:]])]:
        passages = [encode(text) for text in texts]
        late_interaction = [round(maxsim(query, passage), 2) for passage in passages]
        one_vector = [round(pooled(query, passage), 2) for passage in passages]
        print(f"{name}: late interaction {late_interaction}, one vector {one_vector}")


if __name__ == "__main__":
    main()
