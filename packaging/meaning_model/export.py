"""The trained model as the files that the program reads: see `rehearse/meaning/encoder.py`."""

from __future__ import annotations

import hashlib
import json
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from meaning_model.texts import learnable_rules
from meaning_model.training import units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from meaning_model.texts import Example
    from meaning_model.training import Model

LONGEST_EXAMPLE = 14
"""Words of the longest phrase that is worth being shown as the one that something resembles."""


def store(model: Model, examples: Sequence[Example], folder: Path) -> None:
    """Write the model's files.

    Args:
        model: What was trained.
        examples: What it was trained on; the short ones become the known phrases that a suspicion resembles.
        folder: Where the program looks for them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _store_encoder(model, folder / "encoder.onnx")
    model.tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    rules = [rule.id for rule in learnable_rules()]
    known = [
        (rules[place], example.passages[0])
        for example in examples
        if len(example.passages) == 1 and len(example.passages[0].split()) <= LONGEST_EXAMPLE
        for place in np.flatnonzero(example.wanted)
    ]
    np.savez(
        folder / "arrays.npz",
        weights=model.head.weight.detach().numpy(),
        bias=model.head.bias.detach().numpy(),
        examples=units(model, [words for _, words in known]).numpy().astype(np.float16),
    )
    version = hashlib.sha256((folder / "encoder.onnx").read_bytes() + (folder / "arrays.npz").read_bytes()).hexdigest()
    facts = {"version": version[:12], "rules": rules, "examples": known}
    _write(folder / "model.json", facts)
    names = ("encoder.onnx", "tokenizer.json", "arrays.npz", "model.json")
    _write(folder / "digests.json", {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names})


def _write(path: Path, facts: dict[str, object]) -> None:
    path.write_text(json.dumps(facts, ensure_ascii=False, indent=0) + "\n", encoding="utf-8", newline="\n")


def _store_encoder(model: Model, path: Path) -> None:
    model.encoder.eval()
    ids = torch.ones(2, 8, dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        # The newer exporter writes shapes that the quantiser does not follow.
        warnings.simplefilter("ignore", DeprecationWarning)
        exact = Path(folder) / "exact.onnx"
        torch.onnx.export(
            model.encoder,
            (ids, torch.ones_like(ids)),
            str(exact),
            input_names=["ids", "mask"],
            output_names=["states"],
            dynamic_axes={name: {0: "passages", 1: "tokens"} for name in ("ids", "mask", "states")},
            dynamo=False,
            opset_version=17,
        )
        quantize_dynamic(exact, path, weight_type=QuantType.QInt8, per_channel=False)
