"""The sentence encoder and its classifier: the one door to onnxruntime, tokenizers and the arrays between them.

The encoder is all-MiniLM-L6-v2, trained further on the project's labelled texts by `packaging/train_meaning.py` and
stored with 8-bit weights. It gives a vector for every token; their mean stands for the passage. Four figures tell how
strongly a passage resembles what a rule forbids: the score of a classifier over the mean, how near the nearest known
phrases are that break the rule, how near those that don't, and what the wording alone says. As the mean is a sum over
tokens, so is the score: what each token adds to it shows which words a suspicion is about.
"""

from __future__ import annotations

import hashlib
import io
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import as_file
from typing import TYPE_CHECKING, Any

from rehearse.errors import KnownError, Trouble
from rehearse.meaning.known_words import KnownWords
from rehearse.meaning.neighbours import Neighbours
from rehearse.meaning.passages import Passage, clauses
from rehearse.meaning.tokens import Words
from rehearse.meaning.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from importlib.resources.abc import Traversable

    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

    from rehearse.meaning.tokens import Tokens

SCALE = 8.0
"""What the unit vector of a passage is multiplied by before the regression, so that its weights stay near one."""

KNOWN_SCALE = 127.0
"""What the unit vectors of the known phrases are multiplied by to be stored as whole numbers of a byte."""

BLEND = (0.248, 21.79, -24.413, 0.526, 3.987)
"""How the four figures make one, their weights and the bias: a logistic regression (`packaging/fit_limits.py`) on the
texts by which the limits were chosen, see `limits.py`."""

WORDING = ("runs", "run_weights", "run_scales", "run_bias")
"""Names of the arrays that hold the wording."""

TOKENS_AT_ONCE = 400
"""Places for tokens in one batch: more spill out of the processor's cache and gain nothing."""

AT_ONCE = 2
"""Batches that are read at once: most machines have so many cores at least, and each batch keeps one busy."""

_SHARE_OF_BEST = 0.5
"""A neighbouring clause belongs to the words shown when it adds at least this share of what the strongest adds."""


@dataclass(frozen=True)
class Reading:
    """What the encoder makes of the passages of one text.

    Attributes:
        text: The text.
        passages: Its passages.
        strengths: For each passage how strongly, 0 to 1, it resembles what each rule forbids; by id of the rule.
    """

    text: str
    passages: tuple[Passage, ...]
    strengths: tuple[Mapping[str, float], ...]
    _seen: tuple[Seen, ...]


@dataclass(frozen=True)
class Seen:
    """A passage as arrays.

    Attributes:
        unit: The mean of its tokens' vectors, of length one.
        tokens: The vector of each token.
        offsets: The characters of each token in the passage.
        ids: What each token is.
    """

    unit: NDArray[np.float32]
    tokens: NDArray[np.float32]
    offsets: Sequence[tuple[int, int]]
    ids: Sequence[int]


class Network:
    """The encoder itself: words to vectors. Reading changes nothing in it, so threads may share one."""

    def __init__(self, model: bytes | str, tokenizer: bytes) -> None:
        """Load both.

        Args:
            model: The encoder, or the path of its file; onnxruntime keeps what it is given beside what it makes of it.
            tokenizer: The description of the tokenizer.
        """
        self._session, self._words = _session(model), _words(tokenizer)

    def exists(self, word: str) -> bool:
        """Whether a word, in lower case, is one of the language."""
        return self._words.exists(word)

    def see(self, texts: Sequence[str]) -> tuple[Seen, ...]:
        """The vectors of some passages, in their order."""
        encodings = self._words.tokens(texts)
        by_length = sorted(range(len(texts)), key=lambda i: len(encodings[i].ids))
        batches = _batches(by_length, [len(encoding.ids) for encoding in encodings])
        seen: dict[int, Seen] = {}
        # Each batch gives the same on any thread, and somebody waits for the text of a long take.
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="rehearse-meaning") as pool:
            read = pool.map(lambda batch: self._run([encodings[i] for i in batch]), batches)
            for batch, ones in zip(batches, read, strict=True):
                seen.update(zip(batch, ones, strict=True))
        return tuple(seen[i] for i in range(len(texts)))

    def _run(self, encodings: Sequence[Tokens]) -> list[Seen]:
        import numpy as np

        longest = max(len(encoding.ids) for encoding in encodings)
        ids, mask = (np.zeros((len(encodings), longest), dtype=np.int64) for _ in range(2))
        for row, encoding in enumerate(encodings):
            ids[row, : len(encoding.ids)] = encoding.ids
            mask[row, : len(encoding.ids)] = 1
        (states,) = self._session.run(["states"], {"ids": ids, "mask": mask})
        return [_as_seen(states[row, : len(one.ids)], one) for row, one in enumerate(encodings)]


class Encoder:
    """The trained model in memory. Reading changes nothing in it, so threads may share one.

    Attributes:
        version: Changes with every training.
        rules: Ids of the rules that it was trained on.
        known_words: The words of the known phrases.
    """

    def __init__(self, folder: Traversable) -> None:
        """Read the model from its folder.

        Raises:
            KnownError: MEANING_UNUSABLE, a file is missing or is not the one that was stored after training.
        """
        import numpy as np

        contents = _verified(folder)
        # Its file is read once more below; both at once would be the most that the program ever holds.
        del contents["encoder.onnx"]
        facts: dict[str, Any] = json.loads(contents["model.json"])
        self.version: str = facts["version"]
        self.rules: tuple[str, ...] = tuple(facts["rules"])
        self._examples: dict[str, list[tuple[int, str]]] = facts["examples"]
        with as_file(folder / "encoder.onnx") as model:
            self._network = Network(str(model), contents["tokenizer.json"])
        phrases = (phrase for known in self._examples.values() for _, phrase in known)
        self.known_words = KnownWords(tuple(phrases), self._network.exists)
        with np.load(io.BytesIO(contents["arrays.npz"])) as arrays:
            self._weights, self._bias = arrays["weights"], arrays["bias"]
            breaks = np.unpackbits(arrays["breaks"], axis=1, count=len(self.rules)).astype(np.bool_)
            self._neighbours = Neighbours(arrays["directions"], arrays["known"], breaks, KNOWN_SCALE)
            self._wording = Wording(*(arrays[name] for name in WORDING))

    def read(self, text: str, passages: tuple[Passage, ...]) -> Reading:
        """Read all passages of a text, a few at a time."""
        seen = self._network.see([text[p.start : p.end] for p in passages])
        strengths = blended(self._figures(seen))
        named = tuple(dict(zip(self.rules, map(float, row), strict=True)) for row in strengths)
        return Reading(text, passages, named, seen)

    def figures(self, passages: Sequence[str]) -> NDArray[np.float32]:
        """The four figures for each passage and rule: what `blended` makes strengths of, for choosing how."""
        return self._figures(self._network.see(passages))

    def _figures(self, seen: Sequence[Seen]) -> NDArray[np.float32]:
        import numpy as np

        units = np.array([one.unit for one in seen], dtype=np.float32).reshape(len(seen), self._weights.shape[1])
        scores = SCALE * units @ self._weights.T + self._bias
        worded = np.array([self._wording.scores(one.ids) for one in seen], dtype=np.float32).reshape(scores.shape)
        return np.stack([scores, *self._neighbours.nearness(units), worded], axis=-1)

    def narrowed(self, reading: Reading, index: int, rule: str) -> tuple[int, int]:
        """Characters of the clauses of a passage that its suspicion of a rule rests on."""
        passage, seen = reading.passages[index], reading._seen[index]
        parts = clauses(reading.text, passage)
        added = seen.tokens @ self._weights[self.rules.index(rule)]
        sums = [
            float(
                sum(
                    a for a, (start, end) in zip(added, seen.offsets, strict=True) if _within(start, end, part, passage)
                )
            )
            for part in parts
        ]
        first = last = sums.index(max(sums))
        least = max(sums) * _SHARE_OF_BEST
        while first > 0 and sums[first - 1] >= least:
            first -= 1
        while last + 1 < len(sums) and sums[last + 1] >= least:
            last += 1
        return parts[first].start, parts[last].end

    def resembled(self, reading: Reading, index: int, rule: str) -> str:
        """The known phrase of a rule that a passage is nearest to."""
        (alike,) = self._neighbours.likeness(reading._seen[index].unit[None])
        return max(self._examples[rule], key=lambda example: float(alike[example[0]]))[1]


def blended(figures: NDArray[np.float32], blend: Sequence[float] = BLEND) -> NDArray[np.float32]:
    """Strengths, 0 to 1, from the classifier's score, the two kinds of nearness and the score of the wording.

    Args:
        figures: Of any shape whose last axis holds the four.
        blend: Their weights and the bias.
    """
    import numpy as np

    total = figures @ np.array(blend[:4], dtype=np.float32) + np.float32(blend[4])
    strengths: NDArray[np.float32] = 1.0 / (1.0 + np.exp(-total))
    return strengths


def _as_seen(states: NDArray[np.float32], encoding: Tokens) -> Seen:
    import numpy as np

    mean = states.mean(axis=0)
    return Seen(mean / np.linalg.norm(mean), states, encoding.offsets, encoding.ids)


def _within(start: int, end: int, part: Passage, passage: Passage) -> bool:
    return start < end and part.start <= start + passage.start and end + passage.start <= part.end


def _batches(order: Sequence[int], lengths: Sequence[int]) -> list[list[int]]:
    """Passages in the given order, shortest first, in batches that hold `TOKENS_AT_ONCE` places at most."""
    batches: list[list[int]] = []
    for index in order:
        if batches and (len(batches[-1]) + 1) * lengths[index] <= TOKENS_AT_ONCE:
            batches[-1].append(index)
        else:
            batches.append([index])
    return batches


def _verified(folder: Traversable) -> dict[str, bytes]:
    """The contents of the model's files, each compared with its digest."""
    try:
        listed = (folder / "digests.json").read_bytes()
        digests: dict[str, str] = json.loads(listed)
        contents = {name: (folder / name).read_bytes() for name in digests}
    except FileNotFoundError as error:
        raise KnownError(Trouble.MEANING_UNUSABLE, reason="a file of it is missing") from error
    except (OSError, ValueError) as error:
        raise KnownError(Trouble.MEANING_UNUSABLE, reason="a file of it can't be read") from error
    for name, digest in digests.items():
        if hashlib.sha256(contents[name]).hexdigest() != digest:
            raise KnownError(Trouble.MEANING_UNUSABLE, reason=f"{name} is damaged")
    return contents


def _session(model: bytes | str) -> InferenceSession:
    """One thread, in order: the same sums in the same order on every run."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_mem_pattern = False
    # What it needs for a text, 20 MB, it would keep for the next one; so that can be given back.
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _words(description: bytes) -> Words:
    from tokenizers import Tokenizer

    return Words(Tokenizer.from_str(description.decode()))
