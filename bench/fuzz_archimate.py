"""Broken ArchiMate files by the thousand: ``python -m bench.fuzz_archimate [--cases 20000] [--seed 1] [--schema all.xsd]``.

Each case breaks one of the small files of the tests in one to four places. Whatever comes out must be refused with a sentence or
read; what is read must be written as a valid file that reads again, be compared with itself, counted and drawn. Anything else is
printed with its seed, and the run ends with status 1.
"""

import argparse
import io
import random
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

from lxml import etree

from wiel.errors import InputRefused
from wiel.exchange.archimate import read, write
from wiel.exchange.archimate.comparison import diff
from wiel.exchange.archimate.counting import count
from wiel.exchange.archimate.drawing import svg

FILES = Path(__file__).parents[1] / "tests" / "exchange" / "archimate" / "files"
NASTY = (
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"&amp;",
    b"&#0;",
    b"&a;",
    b"<![CDATA[x]]>",
    b"<node/>",
    b"<element/>",
    b"</view>",
    b'x="-99999999999999999999"',
    b'x="NaN"',
    b'x="1e308"',
    b'identifier=""',
    b'identifier="n-spil"',
    b'identifier="e-spil"',
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\x00",
    b"\xc3\x28",
    b"<a:b xmlns:a='urn:x' a:c='d'/>",
    b'xml:lang="nl_NL"',
    b"<style><font size='0'/></style>",
    b"<bounds x='a' width='-5'/>",
    b"<?x y?>",
    b"<!-- x -->",
    b' relationshipRef="r-on-flow"',
    b' source="c-note"',
)

VALUES = (
    b"", b" ", b"0", b"-1", b"1.5", b"abc", b"e-spil", b"n-spil", b"r-flow", b"c-flow", b"v-1", b"1a", b"c1", b"id-1", b"#123456",
    b"999999999", b"true", b"Element", b"Label", b"Container", b"Line", b"Relationship", b"Flow", b"archimate:Junction",
    b"archimate:ArchimateDiagramModel", b"archimate:AccessRelationship", b"\xc3\xa9", b"a b", b"id#2", b"&#10;", b"&lt;b&gt;", b"NaN",
)  # fmt: skip

Breaker = Callable[[random.Random, bytes, Sequence[bytes]], bytes]


def _cut(dice: random.Random, content: bytes, _: Sequence[bytes]) -> bytes:
    start = dice.randrange(len(content))
    return content[:start] + content[start + dice.choice((1, 3, 20, 200, len(content))) :]


def _flip(dice: random.Random, content: bytes, _: Sequence[bytes]) -> bytes:
    at = dice.randrange(len(content))
    return content[:at] + bytes((dice.randrange(256),)) + content[at + 1 :]


def _insert(dice: random.Random, content: bytes, _: Sequence[bytes]) -> bytes:
    at = dice.choice([place for place, byte in enumerate(content) if byte in b'<> "'])
    return content[:at] + dice.choice(NASTY) + content[at:]


def _repeat(dice: random.Random, content: bytes, _: Sequence[bytes]) -> bytes:
    """A whole line of the file once more, somewhere else: duplicates, and parts in the wrong place."""
    lines = content.splitlines(keepends=True)
    lines.insert(dice.randrange(len(lines)), dice.choice(lines))
    return b"".join(lines)


def _drop(dice: random.Random, content: bytes, _: Sequence[bytes]) -> bytes:
    lines = content.splitlines(keepends=True)
    del lines[dice.randrange(len(lines))]
    return b"".join(lines)


def _swap(dice: random.Random, content: bytes, _: Sequence[bytes]) -> bytes:
    """The value of one attribute in place of another."""
    parts = content.split(b'"')
    if len(parts) < 5:
        return content
    one, other = (2 * dice.randrange(len(parts) // 2) + 1 for _ in range(2))
    parts[one] = parts[other]
    return b'"'.join(parts)


def _value(dice: random.Random, content: bytes, _: Sequence[bytes]) -> bytes:
    """Another value in one attribute, the file still well-formed."""
    parts = content.split(b'"')
    if len(parts) < 5:
        return content
    parts[2 * dice.randrange(len(parts) // 2) + 1] = dice.choice(VALUES)
    return b'"'.join(parts)


def _retag(dice: random.Random, content: bytes, _: Sequence[bytes]) -> bytes:
    """One kind of tag under another name, or all its texts gone: well-formed, and not what the format knows."""
    tags = sorted({part.split(b">")[0].split(b" ")[0] for part in content.split(b"</")[1:]})
    if len(tags) < 2:
        return content
    one, other = dice.choice(tags), dice.choice(tags)
    for before, after in ((b"<", b" "), (b"<", b">"), (b"</", b">")):
        content = content.replace(before + one + after, before + other + after)
    return content


def _splice(dice: random.Random, content: bytes, corpus: Sequence[bytes]) -> bytes:
    """The head of one file with the tail of another."""
    other = dice.choice(corpus)
    return content[: dice.randrange(len(content))] + other[dice.randrange(len(other)) :]


BREAKERS: tuple[Breaker, ...] = (_cut, _flip, _insert, _repeat, _drop, _swap, _swap, _splice, *(_value,) * 8, *(_retag,) * 2)


def corpus() -> list[bytes]:
    """The small files of the tests."""
    return [path.read_bytes() for path in sorted(FILES.iterdir())]


def broken(seed: int, files: Sequence[bytes]) -> bytes:
    """The file of a seed: always the same."""
    dice = random.Random(seed)
    content = dice.choice(files)
    for _ in range(dice.randint(1, 4)):
        content = dice.choice(BREAKERS)(dice, content, files) or b"<model/>"
    return content


def outcome(content: bytes, schema: etree.XMLSchema | None = None) -> str:
    """What becomes of a file: the rule by which it is refused, or ``read``; raises where a promise is not kept."""
    try:
        model, findings = read(content)
    except InputRefused as refusal:
        spoken = refusal.sentence.message("nl"), refusal.sentence.remedy("nl")
        return refusal.sentence.key if all(spoken) else "refused without a sentence"
    for finding in findings:
        assert finding.as_json("nl")["message"]
    target = io.BytesIO()
    write(model, target)
    if schema is not None:
        schema.assertValid(etree.fromstring(target.getvalue()))
    again, left = read(target.getvalue())
    assert not len(left), [finding.as_json("en") for finding in left]
    assert count(again).elements == count(model).elements
    assert not diff(model, model).elements.changed
    for view in model.views:
        etree.fromstring(svg(model, view).encode())
    return "read"


def main() -> int:
    """Run the cases; status 1 where one of them breaks a promise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--schema", type=Path, help="all.xsd of The Open Group")
    options = parser.parse_args()
    schema = etree.XMLSchema(etree.parse(options.schema)) if options.schema else None
    files, outcomes, slowest, failures = corpus(), Counter[str](), (0.0, 0), 0
    for seed in range(options.seed, options.seed + options.cases):
        start = perf_counter()
        try:
            outcomes[outcome(broken(seed, files), schema)] += 1
        except Exception:
            failures += 1
            print(f"seed {seed}:")
            traceback.print_exc(limit=-4, file=sys.stdout)
            if failures >= 20:
                break
        slowest = max(slowest, (perf_counter() - start, seed))
    for what, n in outcomes.most_common():
        print(f"{what:32} {n:7}")
    print(f"{'promises broken':32} {failures:7}")
    print(f"slowest {slowest[0]:.2f} s (seed {slowest[1]})")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
