"""Bytes and structure of a CSV: what has to be right before anybody may read a cell.

A text of a seed has no line break, so that every line is a row by itself and damage stays in it.
"""

import csv
import hashlib
import re
from dataclasses import dataclass, field
from typing import NamedTuple

BOM = "\ufeff".encode()
NO_CSV = {
    b"\x1f\x8b": "gzip",
    b"PK\x03\x04": "a zip or spreadsheet file",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
# A line of cells that are quoted from end to end or hold no quote.
QUOTED = re.compile(r'(?:"(?:[^"]|"")*"|[^",]*)(?:,(?:"(?:[^"]|"")*"|[^",]*))*')


class Defect(NamedTuple):
    """What is wrong: row is the line of the file (the header is row 1), 0 where it is the file."""

    file: str
    row: int
    column: str
    value: str
    expected: str


@dataclass
class Content:
    """What a file holds: rows as (line, cells in the order of the YAML), and what is wrong."""

    rows: list = field(default_factory=list)
    count: int = 0
    # Columns that the file has.
    columns: list = field(default_factory=list)
    defects: list = field(default_factory=list)
    notices: list = field(default_factory=list)
    # Whether all rows could be read: only then can a reference to a row be missing.
    is_whole: bool = True


def read_bytes(root, path):
    """(bytes of a seed's file, none where it is none; what is wrong with it)."""
    file = root / path
    if not file.resolve().is_relative_to(root.resolve()):
        return None, "a file of the project, not a link to outside"
    if not file.exists():
        return None, "a file: it is missing"
    if file.is_dir():
        return None, "a file: it is a folder"
    try:
        return file.read_bytes(), None
    except OSError as error:
        return None, f"a file that can be read: {error.strerror}"


def digest(content):
    return None if content is None else hashlib.sha256(content).hexdigest()


def read(seed, content, fault):
    """The Content of a seed's file from its bytes, or from what is wrong with them."""
    result = Content()

    def defect(row, column, value, expected):
        result.defects.append(Defect(seed.path, row, column, value, expected))
        result.is_whole = False

    if content is None:
        defect(0, "", "", fault)
        return result
    for start, kind in NO_CSV.items():
        if content.startswith(start):
            defect(0, "", kind, "a CSV file in UTF-8")
            return result
    if not content.strip():
        defect(0, "", "an empty file", "a header and rows")
        return result
    if content.startswith(BOM):
        content = content[len(BOM) :]
        result.notices.append(f"{seed.path}: the byte order mark is ignored")
    if b"\r\n" in content:
        result.notices.append(f"{seed.path}: lines end with CR LF, as on Windows")
    if not content.endswith(b"\n"):
        last = content.count(b"\n") + 1
        defect(last, "", "no line end after the last row", "a line end: was the file cut off?")
    lines = content.removesuffix(b"\n").split(b"\n")
    header, *rows = (line.removesuffix(b"\r") for line in lines)
    places, width = read_header(seed, header, defect)
    if not places:
        return result
    result.columns = [column for column in seed.types if column in places]
    for number, line in enumerate(rows, start=2):
        cells = read_line(number, line, width, defect)
        if cells:
            result.rows.append(
                (number, [cells[places[c]] if c in places else "" for c in seed.types])
            )
    result.count = len(result.rows)
    if not rows and not seed.rules.get("may_be_empty"):
        defect(0, "", "a header without rows", "at least one row")
    return result


def decoded(number, line, defect):
    """The text of a line; none where its bytes are none."""
    if b"\0" in line:
        defect(number, "", "a byte 0", "text in UTF-8")
        return None
    try:
        text = line.decode()
        if "\r" not in text:
            return text
        defect(number, "", "a carriage return within the row", "line ends LF or CR LF")
    except UnicodeDecodeError as error:
        before = line[: error.start].decode(errors="replace")
        value = f"byte 0x{line[error.start]:02x} after {before[-30:]}"
        defect(number, "", value, "text in UTF-8")
    return None


def read_header(seed, line, defect):
    """Place of each column of the YAML in the file, and the number of columns that the file has."""
    text = decoded(1, line, defect)
    if text is None:
        return {}, 0
    names = next(csv.reader([text]), [])
    if len(names) == 1 and len(seed.types) > 1:
        for name, delimiter in {"semicolon": ";", "tab": "\t", "vertical bar": "|"}.items():
            if delimiter in text:
                defect(1, "", f"columns parted by a {name}", "columns parted by a comma")
                return {}, 0
    places, extra = {}, []
    for place, name in enumerate(names):
        if name in seed.types and name not in places:
            places[name] = place
        elif name in seed.types:
            defect(1, name, name, "a column once: this one stands twice")
        else:
            extra.append((place, name))
    missing = [column for column in seed.types if column not in places]
    for place, name in extra:
        meant = plain(name)
        if meant in missing:
            missing.remove(meant)
            places[meant] = place
            defect(1, meant, name, f"{meant}, as the YAML writes it")
        else:
            defect(1, name or f"column {place + 1}", name, "a column that the YAML declares")
    for column in missing:
        defect(1, column, "", f"a column {column}")
    return places, len(names)


def plain(name):
    """A name without case, blanks and marks that cannot be seen."""
    return re.sub(r"[^\w]", "", name.strip().casefold())


def read_line(number, line, width, defect):
    """Cells of a row; none where it is none."""
    text = decoded(number, line, defect)
    if text is None:
        return None
    if not text.strip():
        defect(number, "", "a blank line", "a row")
    elif text.startswith("#"):
        defect(number, "", text, "a row: a seed has no comments")
    elif text.count('"') % 2:
        defect(number, "", text, "quotes that open and close in the line; texts have no line break")
    elif '"' in text and not QUOTED.fullmatch(text):
        defect(number, "", text, 'quotes around a whole cell, and "" for a quote within')
    else:
        (cells,) = csv.reader([text], strict=True)
        if len(cells) == width:
            return cells
        defect(number, "", f"{len(cells)} cells", f"{width} cells, as in the header")
    return None
