"""Training: a linear probe on the published encoder first, then encoder and classifier together."""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn

from meaning_model.augment import changed
from rehearse.meaning.encoder import SCALE
from rehearse.meaning.tokens import PassageReader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    from meaning_model.encoder import Encoder
    from meaning_model.texts import Example

POSITIVE_WEIGHT = 4.0
"""How much more a broken rule counts than one that is not: a text breaks one of seventy."""

BATCH = 32
ENCODER_RATE, HEAD_RATE, PROBE_RATE = 1e-4, 2e-3, 5e-2
PROBE_STEPS = 200
WARM_UP = 0.1
LEARNT_LOSS, LEARNT_CHANCE = 0.05, 0.6
"""Below this loss an example is skipped in the next epoch with this chance: time goes to what is still hard."""

SEED = 7


@dataclass(frozen=True)
class Model:
    """Encoder and classifier.

    Attributes:
        encoder: Tokens to vectors.
        head: The mean of a passage's vectors, scaled to `SCALE`, to one score per rule.
        tokenizer: Text to tokens.
    """

    encoder: Encoder
    head: nn.Linear
    tokenizer: Tokenizer


def train(encoder: Encoder, tokenizer: Tokenizer, examples: Sequence[Example], epochs: int) -> Model:
    """Train on some examples. The same examples in the same order give the same model on the same machine."""
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    head = nn.Linear(384, len(examples[0].wanted))
    nn.init.zeros_(head.weight)
    nn.init.constant_(head.bias, -4.0)
    model = Model(encoder, head, tokenizer)
    _probe(model, examples)
    _fine_tune(model, examples, epochs)
    return model


def units(model: Model, passages: Sequence[str]) -> Tensor:
    """The unit vectors of passages, in their order."""
    order = sorted(range(len(passages)), key=lambda i: len(passages[i]))
    model.encoder.eval()
    found = torch.zeros(len(passages), 384)
    with torch.no_grad():
        for first in range(0, len(order), 64):
            batch = order[first : first + 64]
            found[batch] = _unit(model, [passages[i] for i in batch])
    return found


def scores(model: Model, passages: Tensor) -> NDArray[np.float32]:
    """The classifier's score for each passage, given by its unit vector, and each rule."""
    with torch.no_grad():
        found: NDArray[np.float32] = model.head(passages * SCALE).numpy()
    return found


def _unit(model: Model, passages: Sequence[str]) -> Tensor:
    rows = [each.ids for each in PassageReader(model.tokenizer).tokens(passages)]
    ids = torch.zeros(len(rows), max(map(len, rows)), dtype=torch.long)
    mask = torch.zeros_like(ids)
    for place, row in enumerate(rows):
        ids[place, : len(row)] = torch.tensor(row)
        mask[place, : len(row)] = 1
    # Half as many bits suffice for training and take half the time.
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = model.encoder(ids, mask)
    shares = mask[:, :, None].float()
    return nn.functional.normalize((states.float() * shares).sum(1) / shares.sum(1), dim=1)


def highest(by_passage: Tensor, examples: Sequence[Example]) -> Tensor:
    """For each example and rule the highest of its passages' scores."""
    owner = torch.tensor([place for place, example in enumerate(examples) for _ in example.passages])
    lowest = torch.full((len(examples), by_passage.shape[1]), -1e4)
    return lowest.scatter_reduce(0, owner[:, None].expand_as(by_passage), by_passage, "amax")


def losses(found: Tensor, examples: Sequence[Example]) -> Tensor:
    """The loss of each example."""
    wanted = torch.from_numpy(np.array([example.wanted for example in examples]))
    weights = torch.from_numpy(np.array([example.weights for example in examples]))
    each = nn.functional.binary_cross_entropy_with_logits(found, wanted, reduction="none")
    return (each * weights * (1 + (POSITIVE_WEIGHT - 1) * wanted)).sum(1)


def _probe(model: Model, examples: Sequence[Example]) -> None:
    """Train the classifier alone. It keeps the first steps of the encoder from being led astray by a blank one."""
    flat = [passage for example in examples for passage in example.passages]
    seen = units(model, flat) * SCALE
    steps = torch.optim.AdamW(model.head.parameters(), lr=PROBE_RATE, weight_decay=0.02)
    for _ in range(PROBE_STEPS):
        steps.zero_grad()
        losses(highest(model.head(seen), examples), examples).mean().backward()
        steps.step()


def _optimizer(model: Model) -> torch.optim.Optimizer:
    model.encoder.words.weight.requires_grad_(requires_grad=False)
    trained = [p for p in model.encoder.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in trained if p.ndim > 1], "peak": ENCODER_RATE, "weight_decay": 0.05},
        {"params": [p for p in trained if p.ndim == 1], "peak": ENCODER_RATE, "weight_decay": 0.0},
        {"params": list(model.head.parameters()), "peak": HEAD_RATE, "weight_decay": 0.01},
    ]
    return torch.optim.AdamW(groups)


def _set_rate(optimizer: torch.optim.Optimizer, done: float) -> None:
    """Rates rise over the first tenth of the training and fall to nothing by its end."""
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * min(done / WARM_UP, 1.0) * (1 - done)


def _fine_tune(model: Model, examples: Sequence[Example], epochs: int) -> None:
    chance = random.Random(SEED)  # noqa: S311 - it only has to be the same each time
    neighbours = _clean_passages(examples)
    optimizer = _optimizer(model)
    everything = [*model.encoder.parameters(), *model.head.parameters()]
    last = {example.id: float("inf") for example in examples}
    for epoch in range(epochs):
        model.encoder.train()
        left = [e for e in examples if last[e.id] > LEARNT_LOSS or chance.random() > LEARNT_CHANCE]
        batches = _batches(left, chance)
        for number, batch in enumerate(batches):
            _set_rate(optimizer, (epoch + number / len(batches)) / epochs)
            flat = [changed(passage, chance, neighbours) for example in batch for passage in example.passages]
            optimizer.zero_grad()
            by_example = losses(highest(model.head(_unit(model, flat) * SCALE), batch), batch)
            by_example.mean().backward()
            nn.utils.clip_grad_norm_(everything, 1.0)
            optimizer.step()
            last.update(zip((example.id for example in batch), by_example.tolist(), strict=True))
        mean = sum(last.values()) / len(last)
        sys.stdout.write(f"epoch {epoch + 1} of {epochs}: {len(left)} of {len(examples)} texts, loss {mean:.3f}\n")
        sys.stdout.flush()


def _clean_passages(examples: Sequence[Example]) -> list[str]:
    calls = (example for example in examples if example.is_call and not example.wanted.any())
    return [passage for example in calls for passage in example.passages if len(passage.split()) > 3]


def _batches(examples: Sequence[Example], chance: random.Random) -> list[list[Example]]:
    """All examples in random order, those of about one length together, which saves filling up rows."""
    order = list(examples)
    chance.shuffle(order)
    size = BATCH * 8
    chunks = [sorted(order[first : first + size], key=_work) for first in range(0, len(order), size)]
    batches = [chunk[first : first + BATCH] for chunk in chunks for first in range(0, len(chunk), BATCH)]
    chance.shuffle(batches)
    return batches


def _work(example: Example) -> int:
    return max(map(len, example.passages)) * len(example.passages)
