"""What sort of file is this really? Told by its first bytes, because its name may say otherwise."""

import re

from wiel.exchange.files import refused

STARTS = {
    b"%PDF": "pdf",
    b"{\\rtf": "word",
    b"\x89PNG": "image",
    b"\xff\xd8\xff": "image",
    b"GIF8": "image",
    b"BM": "image",
    b"II*\x00": "image",
    b"MM\x00*": "image",
    b"7z\xbc\xaf": "archive",
    b"Rar!": "archive",
    b"\x1f\x8b": "archive",
}
INSIDE = {"word/": "word", "ppt/": "slides", "visio/": "image"}
OPEN_DOCUMENT = {"text": "word", "presentation": "slides", "graphics": "image", "spreadsheet": "open-sheet"}
PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|body|table)\b", re.IGNORECASE)
HEAD = 1024


def refuse_other(data: bytes, file: str) -> None:
    """Refuse what is no list, whatever its name: a PDF, an image, a web page, a packed folder.

    Raises:
        InputRefused: says what the file is.
    """
    kind = next((kind for start, kind in STARTS.items() if data.startswith(start)), None)
    if kind == "image" and data.startswith(b"BM") and b"\x00" not in data[:HEAD]:
        # A list may begin with these letters; the header of a bitmap holds zeros.
        kind = None
    if kind is None and PAGE.match(data.removeprefix(b"\xef\xbb\xbf")[:HEAD]):
        kind = "page"
    if kind is not None:
        raise refused(f"file.is-{kind}", file)


def refuse_other_members(members: dict[str, bytes], file: str) -> None:
    """Refuse a zip that is a document or slides and no workbook.

    Raises:
        InputRefused: says what the file is.
    """
    kind = next((kind for folder, kind in INSIDE.items() if any(name.startswith(folder) for name in members)), None)
    described = members.get("mimetype", b"").decode("ascii", "replace").strip()
    if kind is None and described.startswith("application/vnd.oasis.opendocument."):
        kind = OPEN_DOCUMENT.get(described.rpartition(".")[2].partition("-")[0])
    if kind is not None:
        raise refused(f"file.is-{kind}", file)
