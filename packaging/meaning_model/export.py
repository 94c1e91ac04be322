"""The trained model as the files that the program reads: see `rehearse/meaning/encoder.py`."""

from __future__ import annotations

import hashlib
import json
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from meaning_model.texts import learnable_rules
from meaning_model.wording import train_wording
from rehearse.meaning.encoder import KNOWN_SCALE, WORDING, Network
from rehearse.meaning.neighbours import directions_of, projected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from meaning_model.texts import Example
    from meaning_model.training import Model
    from rehearse.meaning.wording import Wording

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
    classifier = model.head.weight.detach().numpy(), model.head.bias.detach().numpy()
    store_known(*classifier, train_wording(model.tokenizer, examples), examples, folder)


def store_known(
    weights: NDArray[np.float32],
    bias: NDArray[np.float32],
    wording: Wording,
    examples: Sequence[Example],
    folder: Path,
) -> None:
    """Write what stands beside an encoder that is stored already: classifier, wording, known phrases, digests.

    Args:
        weights: Of the classifier, a row for each rule.
        bias: Of the classifier.
        wording: What was trained beside them.
        examples: See `store`.
        folder: Where the encoder lies.
    """
    network = Network((folder / "encoder.onnx").read_bytes(), (folder / "tokenizer.json").read_bytes())
    rules = [rule.id for rule in learnable_rules()]
    known, wanted = known_phrases(examples)
    vectors = np.array([network.see(one).unit for one in known])
    directions = directions_of(vectors)
    arrays: dict[str, Any] = {
        "weights": weights,
        "bias": bias,
        "directions": directions,
        "known": np.round(projected(vectors, directions) * KNOWN_SCALE).astype(np.int8),
        "breaks": np.packbits(wanted, axis=1),
        **dict(zip(WORDING, (wording.runs, wording.weights, wording.scales, wording.bias), strict=True)),
    }
    np.savez_compressed(folder / "arrays.npz", **arrays)
    shown = [place for place, words in enumerate(known) if len(words.split()) <= LONGEST_EXAMPLE]
    by_rule = {
        rule: [(place, known[place]) for place in shown if wanted[place, column]] for column, rule in enumerate(rules)
    }
    version = hashlib.sha256((folder / "encoder.onnx").read_bytes() + (folder / "arrays.npz").read_bytes()).hexdigest()
    facts: dict[str, object] = {"version": version[:12], "rules": rules, "examples": by_rule}
    _write(folder / "model.json", facts)
    names = ("encoder.onnx", "tokenizer.json", "arrays.npz", "model.json")
    _write(folder / "digests.json", {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names})


def known_phrases(examples: Sequence[Example]) -> tuple[list[str], NDArray[np.bool_]]:
    """All passages of which it is known which rules they break, and which: not those of a call in which some do."""
    clear = [example for example in examples if len(example.passages) == 1 or not example.wanted.any()]
    passages = [passage for example in clear for passage in example.passages]
    wanted = np.array([example.wanted > 0 for example in clear for _ in example.passages])
    return passages, wanted


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
