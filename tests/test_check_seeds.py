"""The input gate names file, row and column of what is wrong, and lets pass what is right.

Each case changes one place of a small project of four seeds.
"""

import gzip
import shutil
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

import check_seeds  # noqa: E402
import load_files  # noqa: E402
from gate import totals  # noqa: E402

PROJECT = """
vars: {as_of_date: "2026-11-30", reporting_currency: EUR}
"""
YAML = """
seeds:
  - name: raw_places
    config: {column_types: {place_code: text, name: text, above_code: text, currency_code: text, first_month: integer}}
    data_tests:
      - valid_rows:
          arguments:
            key: [place_code]
            optional: [above_code]
            ranges: {first_month: [1, 120]}
            tree: {above_code: place_code}
    columns:
      - name: above_code
        data_tests: [relationships: {arguments: {to: ref('raw_places'), field: place_code}}]
  - name: raw_prices
    config:
      column_types: {
        price_code: text, place_code: text, kind: text, low: "decimal(18, 2)", price_low: "decimal(18, 2)",
        price_high: "decimal(18, 2)", units: integer, share: "decimal(9, 6)", seen_on: date, is_sold: boolean,
        month: integer, note: text
      }
    data_tests:
      - valid_rows:
          arguments:
            key: [price_code]
            unique: [[place_code, kind]]
            optional: [low, note]
            ranges: {low: [0, 9999], price_low: [0, 5000], price_high: [0, 5000], units: [0, 1000], share: [0, 1], month: [1, 120]}
            values: {kind: [pay, rent]}
            ascending: [[price_low, price_high]]
            holds:
              units_when_sold: not is_sold or units > 0
              no_euro_in_a_note: coalesce(note, '') <> '{{ var("reporting_currency") }}'
            parents_hold: {starts_with_its_place: month >= place_code.first_month}
            sums: [{column: share, by: [kind], total: 1}]
            not_after_as_of: [seen_on]
            peers: [{columns: [price_low], by: [kind, place_code.above_code], currency: place_code.currency_code, factor: 4}]
            exceptions: {p5: "rent in the center"}
            max_length: {note: 40}
            may_repeat: {p6: "the same again"}
    columns:
      - name: place_code
        data_tests: [relationships: {arguments: {to: ref('raw_places'), field: place_code}}]
  - name: raw_versions
    config:
      column_types: {
        place_code: text, valid_from: date, valid_to: date, amount: "decimal(18, 8)", from_units: integer, to_units: integer
      }
    data_tests:
      - valid_rows:
          arguments:
            key: [place_code, valid_from, from_units]
            optional: [valid_to, to_units]
            ranges: {amount: [0, 100], from_units: [0, 99999], to_units: [0, 99999]}
            previous_version: {columns: [amount], by: [place_code, from_units], order: valid_from, factor: 1.5}
      - contiguous_ranges: {arguments: {lower: from_units, upper: to_units, key: [place_code, valid_from], step: 1}}
      - no_overlapping_validity: {arguments: {key: [place_code, from_units]}}
    columns:
      - name: place_code
        data_tests:
          - relationships: {arguments: {to: ref('raw_places'), field: place_code}, config: {where: "amount > 0"}}
  - name: raw_fx_rates
    config: {column_types: {currency_code: text, rate_date: date, eur_per_unit: "decimal(18, 8)"}}
    data_tests:
      - valid_rows: {arguments: {key: [currency_code, rate_date], may_be_empty: true}}
"""
SEEDS = {
    "raw_places": """
place_code,name,above_code,currency_code,first_month
EU,Europe,,EUR,1
ES,"Spain, mainland",EU,EUR,1
MT,Malta,EU,EUR,3
CH,Zürich,EU,CHF,2
""",
    "raw_prices": """
price_code,place_code,kind,low,price_low,price_high,units,share,seen_on,is_sold,month,note
p1,ES,pay,,1000.00,2000.00,10,0.25,2026-01-31,true,1,
p2,MT,pay,,1100.00,2000.00,10,0.25,2026-02-28,true,3,"He said ""yes"", twice"
p3,CH,pay,,1900,3000.00,0,0.5,2026-03-31,false,2,Été à Malte – 2 °C
p4,ES,rent,0,100,200,1,0.4,2026-03-31,true,1,
p5,MT,rent,1,900,1000,1,0.3,2026-03-31,true,4,
p6,CH,rent,1,120,200,1,0.3,2026-03-31,true,4,
""",
    "raw_versions": """
place_code,valid_from,valid_to,amount,from_units,to_units
ES,2026-01-01,2026-12-31,10,0,10
ES,2026-01-01,2026-12-31,8.00000001,11,
ES,2027-01-01,,11,0,10
ES,2027-01-01,,8,11,
""",
    "raw_fx_rates": """
currency_code,rate_date,eur_per_unit
CHF,2026-01-31,0.5
CHF,2026-02-28,1.0
""",
}
# A test of dbt that reads seeds alone.
TEST = """-- No place is called Atlantis.
{{ config(meta={'gate': {'seed': 'raw_places', 'column': 'name', 'expected': 'a real place'}}) }}
select place_code, count(*) as times
from {{ ref('stg_places') }}
where name = 'Atlantis' group by place_code
"""

# Seed, text, what it becomes; row, column and words of the one defect.
DEFECTS = {
    # Header
    "missing column": ("raw_fx_rates", ",eur_per_unit\nCHF,2026-01-31,0.5\nCHF,2026-02-28,1.0", "\nCHF,2026-01-31\nCHF,2026-02-28", 1, "eur_per_unit", "a column eur_per_unit"),
    "extra column": ("raw_fx_rates", "eur_per_unit\nCHF,2026-01-31,0.5\nCHF,2026-02-28,1.0", "eur_per_unit,x\nCHF,2026-01-31,0.5,1\nCHF,2026-02-28,1.0,1", 1, "x", "that the YAML declares"),
    "doubled column": ("raw_fx_rates", "eur_per_unit\nCHF,2026-01-31,0.5\nCHF,2026-02-28,1.0", "eur_per_unit,rate_date\nCHF,2026-01-31,0.5,\nCHF,2026-02-28,1.0,", 1, "rate_date", "stands twice"),
    "header in capitals": ("raw_places", "name,", "NAME,", 1, "name", "as the YAML writes it"),
    "header with a blank": ("raw_places", "name,", "name ,", 1, "name", "as the YAML writes it"),
    "SQL in a header": ("raw_places", "name,", '"name); drop table x; --",', 1, "name); drop table x; --", "that the YAML declares"),
    "semicolons": ("raw_places", None, lambda text: text.replace(b",", b";"), 1, "", "parted by a comma"),
    "tabs": ("raw_places", None, lambda text: text.replace(b",", b"\t"), 1, "", "parted by a comma"),
    # Bytes
    "not UTF-8": ("raw_places", None, lambda text: text.replace("ü".encode(), b"\xfc"), 5, "", "text in UTF-8"),
    "UTF-8 read as Latin-1": ("raw_places", "Zürich", "ZÃ¼rich", 5, "name", "Latin-1"),
    "replacement character": ("raw_places", "Zürich", "Z\ufffdrich", 5, "name", "no control"),
    "byte 0": ("raw_places", "Malta", "Mal\0ta", 4, "", "text in UTF-8"),
    "UTF-16": ("raw_places", None, lambda text: text.decode().encode("utf-16"), 0, "", "CSV file in UTF-8"),
    "gzip": ("raw_places", None, gzip.compress, 0, "", "CSV file in UTF-8"),
    "empty file": ("raw_places", None, lambda _: b"", 0, "", "a header and rows"),
    "header only": ("raw_places", None, lambda text: text[: text.index(b"\n") + 1], 0, "", "at least one row"),
    # Structure
    "short row": ("raw_places", "MT,Malta,EU,EUR,3", "MT,Malta,EU,EUR", 4, "", "5 cells"),
    "long row": ("raw_places", "MT,Malta,EU,EUR,3", "MT,Mal,ta,EU,EUR,3", 4, "", "5 cells"),
    "truncated": ("raw_places", "CHF,2\n", "CH", 5, "", "5 cells"),
    "truncated in a cell": ("raw_places", "CHF,2\n", "CHF,2", 5, "", "cut off"),
    "open quote": ("raw_places", '"Spain, mainland"', '"Spain, mainland', 3, "", "quotes that open and close"),
    "quote in a bare cell": ("raw_places", "Malta", 'Mal"t"a', 4, "", "quotes around a whole cell"),
    "text after a quote": ("raw_places", '"Spain, mainland"', '"Spain"x', 3, "", "quotes around a whole cell"),
    "line break in a text": ("raw_places", "Spain, mainland", "Spain,\nmainland", 3, "", "quotes that open and close"),
    "carriage return in a text": ("raw_places", "Spain, mainland", "Spain,\rmainland", 3, "", "line ends"),
    "blank line": ("raw_places", "MT,Malta", "\nMT,Malta", 4, "", "a row"),
    "comment": ("raw_places", "MT,Malta", "# the south\nMT,Malta", 4, "", "no comments"),
    # Keys and references
    "doubled key": ("raw_places", "CH,Zürich", "MT,Zürich", 5, "place_code", "row 4 has this one"),
    "key doubled in another case": ("raw_places", "CH,Zürich", "mt,Zürich", 5, "place_code", "row 4 has this one"),
    "padded key": ("raw_places", "CH,Zürich", "CH ,Zürich", 5, "place_code", "no blanks"),
    "no-break space": ("raw_places", "CH,Zürich", "CH\u00a0,Zürich", 5, "place_code", "plain blanks"),
    "zero-width space": ("raw_places", "CH,Zürich", "C\u200bH,Zürich", 5, "place_code", "zero-width"),
    "Cyrillic letter in a key": ("raw_places", "CH,Zürich", "\u0421H,Zürich", 5, "place_code", "ASCII"),
    "Cyrillic letter in a text": ("raw_places", "Malta", "M\u0430lta", 4, "name", "one script"),
    "full-width letter": ("raw_places", "Malta", "\uff2dalta", 4, "name", "one script"),
    "orphan": ("raw_prices", "p2,MT", "p2,MX", 3, "place_code", "a place_code of raw_places"),
    "orphan with a condition": ("raw_versions", None, lambda text: text + b"XX,2026-01-01,,10,0,\n", 6, "place_code", "a place_code of raw_places"),
    "other combination doubled": ("raw_prices", "p2,MT,pay", "p2,ES,pay", 3, "place_code", "row 2 has this one"),
    "equal but for the key": ("raw_places", None, lambda text: text + "GB,Zürich,EU,CHF,2\n".encode(), 6, "place_code", "differs from row 5"),
    # Cells
    "missing value": ("raw_places", "Malta", "", 4, "name", "a value"),
    "N/A": ("raw_places", "Malta", "N/A", 4, "name", "a text"),
    "null": ("raw_places", "Malta", "NULL", 4, "name", "a text"),
    "N/A in a number": ("raw_prices", "p4,ES,rent,0,", "p4,ES,rent,N/A,", 5, "low", "a number"),
    "value of no list": ("raw_prices", "p2,MT,pay", "p2,MT,Pay", 3, "kind", "one of pay, rent"),
    "text in a number": ("raw_prices", "1100.00", "about 1100", 3, "price_low", "a number"),
    "thousands separator": ("raw_prices", "1100.00", '"1,100.00"', 3, "price_low", "a number"),
    "decimal comma": ("raw_prices", "1100.00", '"1100,00"', 3, "price_low", "a number"),
    "per cent sign": ("raw_prices", "0.25,2026-02-28", "25%,2026-02-28", 3, "share", "a number"),
    "NaN": ("raw_prices", "1100.00", "NaN", 3, "price_low", "a number"),
    "infinity": ("raw_prices", "1100.00", "inf", 3, "price_low", "a number"),
    "exponent": ("raw_prices", "1100.00", "1.1e3", 3, "price_low", "a number"),
    "leading zeros": ("raw_prices", "1100.00", "001100", 3, "price_low", "a number"),
    "plus sign": ("raw_prices", "1100.00", "+1100", 3, "price_low", "a number"),
    "digits of another script": ("raw_prices", "1100.00", "\u0661\u0662", 3, "price_low", "a number"),
    "too many decimals": ("raw_prices", "1100.00", "1100.005", 3, "price_low", "at most 2 decimals"),
    "a price that becomes 0": ("raw_versions", "8.00000001", "0.000000001", 3, "amount", "at most 8 decimals"),
    "overflow": ("raw_prices", "1100.00", "12345678901234567", 3, "price_low", "its type holds"),
    "integer overflow": ("raw_prices", "2000.00,10,0.25,2026-02", "2000.00,3000000000,0.25,2026-02", 3, "units", "its type holds"),
    "fraction in an integer": ("raw_prices", "2000.00,10,0.25,2026-02", "2000.00,10.5,0.25,2026-02", 3, "units", "a whole number"),
    "1 for a boolean": ("raw_prices", "2026-02-28,true", "2026-02-28,1", 3, "is_sold", "true or false"),
    "yes for a boolean": ("raw_prices", "2026-02-28,true", "2026-02-28,yes", 3, "is_sold", "true or false"),
    "negative price": ("raw_prices", "p4,ES,rent,0,", "p4,ES,rent,-1,", 5, "low", "0 to 9999"),
    "rate as per cent": ("raw_prices", "0.25,2026-02-28", "25,2026-02-28", 3, "share", "0 to 1"),
    "out of range": ("raw_prices", "2000.00,10,0.25,2026-02", "2000.00,1001,0.25,2026-02", 3, "units", "0 to 1000"),
    "impossible day": ("raw_prices", "2026-02-28", "2026-02-30", 3, "seen_on", "a day that exists"),
    "ambiguous day": ("raw_prices", "2026-02-28", "03/01/2026", 3, "seen_on", "YYYY-MM-DD"),
    "two-digit year": ("raw_prices", "2026-02-28", "26-02-28", 3, "seen_on", "YYYY-MM-DD"),
    "day far off": ("raw_fx_rates", "2026-01-31", "1926-01-31", 2, "rate_date", "1990-01-01 to 2100-12-31"),
    "day without end": ("raw_fx_rates", "2026-01-31", "infinity", 2, "rate_date", "YYYY-MM-DD"),
    "day with a time": ("raw_fx_rates", "2026-01-31", "2026-01-31 00:00:00", 2, "rate_date", "YYYY-MM-DD"),
    "day after as_of_date": ("raw_prices", "2026-02-28", "2026-12-01", 3, "seen_on", "the as_of_date"),
    "formula": ("raw_places", "Malta", "=1+1", 4, "name", "formula"),
    "formula with a plus": ("raw_places", "Malta", "+356 21", 4, "name", "formula"),
    "formula with a minus": ("raw_places", "Malta", "-2+3", 4, "name", "formula"),
    "formula with an at sign": ("raw_places", "Malta", "@SUM(A1)", 4, "name", "formula"),
    "HYPERLINK": ("raw_places", "Malta", '"see HYPERLINK(""http://x"")"', 4, "name", "formula"),
    "script": ("raw_places", "Malta", "javascript:alert(1)", 4, "name", "script"),
    "control character": ("raw_places", "Malta", "Mal\x07ta", 4, "name", "no control"),
    "escape sequence": ("raw_places", "Malta", "\x1b[31mMalta", 4, "name", "no control"),
    "right to left": ("raw_places", "Malta", "Mal\u202eta", 4, "name", "direction"),
    "line separator": ("raw_places", "Malta", "Mal\u2028ta", 4, "name", "line characters"),
    "tab": ("raw_places", "Malta", "Mal\tta", 4, "name", "no control"),
    "accent apart from its letter": ("raw_places", "Zürich", "Zu\u0308rich", 5, "name", "NFC"),
    "text too long": ("raw_prices", "Été à Malte – 2 °C", "x" * 41, 4, "note", "at most 40 characters"),
    "text longer than the default": ("raw_places", "Malta", "x" * 601, 4, "name", "at most 600 characters"),
    # Rows and tables
    "low above high": ("raw_prices", "1100.00,2000.00", "2100.00,2000.00", 3, "price_low", "price_low <= price_high"),
    "wide range": ("raw_prices", "p6,CH,rent,1,120,200", "p6,CH,rent,1,40,4100", 7, "price_low", "less than 50 times"),
    "condition": ("raw_prices", "p6,CH,rent,1,120,200,1", "p6,CH,rent,1,120,200,0", 7, "is_sold", "units_when_sold"),
    "condition with its parent": ("raw_prices", "true,3,", "true,2,", 3, "month", "starts_with_its_place"),
    "peer": ("raw_prices", "1000.00,2000.00", "10.00,2000.00", 2, "price_low", "4 times"),
    "unit mistake": ("raw_prices", "p3,CH,pay,,1900,3000", "p3,CH,pay,,4900,5000", 4, "price_low", "4 times"),
    "sum": ("raw_prices", "200,1,0.4", "200,1,0.5", 5, "share", "1 as the sum of kind = rent"),
    "circle": ("raw_places", "EU,Europe,,", "EU,Europe,MT,", 2, "above_code", "not one that stands under it"),
    "circle of a doubled key": ("raw_places", None, lambda text: text + b"EU,Europa,MT,EUR,1\n", 6, "above_code", "not one that stands under it"),
    "former version": ("raw_versions", "ES,2027-01-01,,11,0,10", "ES,2027-01-01,,16,0,10", 4, "amount", "its former version in row 2"),
    "end before start": ("raw_versions", "ES,2027-01-01,,11,0", "ES,2027-01-01,2026-12-31,11,0", 4, "valid_from", "valid_from <= valid_to"),
    "overlapping versions": ("raw_versions", "2026-12-31,10,0", "2027-01-01,10,0", 4, "valid_from", "2027-01-02, the day after row 2"),
    "gap between versions": ("raw_versions", "2026-12-31,10,0", "2026-12-30,10,0", 4, "valid_from", "2026-12-31, the day after row 2"),
    "version after an open one": ("raw_versions", "2026-12-31,10,0", ",10,0", 4, "valid_from", "no version after an open one"),
    "gap between tiers": ("raw_versions", "10,0,10\nES,2026", "10,0,9\nES,2026", 3, "from_units", "10, where to_units of row 2 ends"),
    "overlapping tiers": ("raw_versions", "10,0,10\nES,2026", "10,0,11\nES,2026", 3, "from_units", "12, where to_units of row 2 ends"),
    "tiers without a start": ("raw_versions", "10,0,10\nES,2026", "10,1,10\nES,2026", 2, "from_units", "0, where the first"),
    "tiers with an end": ("raw_versions", "8.00000001,11,", "8.00000001,11,99", 3, "to_units", "an open end"),
    "exception of no row": ("raw_prices", "p5,MT", "p9,MT", 0, "price_code", "which exceptions of the YAML lists"),
    "test of dbt": ("raw_places", "Malta", "Atlantis", 4, "name", "a real place"),
}  # fmt: skip
# Cases in which other rows are wrong as well; elsewhere nothing else is blamed.
FOLLOWS = {
    "line break in a text", "doubled key", "key doubled in another case", "circle", "sum",
    "circle of a doubled key",
    "overlapping versions", "end before start", "exception of no row",
}  # fmt: skip
# What may be changed, and what is said about it.
GOOD = {
    "nothing": ("raw_places", "Malta", "Malta", None),
    "byte order mark": ("raw_places", None, lambda text: b"\xef\xbb\xbf" + text, "byte order mark"),
    "CR LF": ("raw_places", None, lambda text: text.replace(b"\n", b"\r\n"), "CR LF"),
    "other order of columns": ("raw_fx_rates", None, lambda _: b"rate_date,eur_per_unit,currency_code\n2026-01-31,0.5,CHF\n2026-02-28,1.0,CHF\n", None),
    "other order of rows": ("raw_places", "ES,\"Spain, mainland\",EU,EUR,1\nMT,Malta,EU,EUR,3\n", "MT,Malta,EU,EUR,3\nES,\"Spain, mainland\",EU,EUR,1\n", None),
    "new row": ("raw_places", "MT,", "IT,Ἀθῆναι,EU,EUR,1\nMT,", "rows 4 -> 5"),
    "all cells quoted": ("raw_fx_rates", "CHF,2026-01-31,0.5", '"CHF","2026-01-31","0.5"', None),
    "accents, quotes and dashes": ("raw_places", "Malta", "“Malta” – l'île où naît Ġorġ; ½ €", "name"),
    "trailing zeros": ("raw_fx_rates", "0.5", "0.5000000000", None),
    "negative zero decimals": ("raw_fx_rates", "0.5", "0.50", None),
    "TRUE of a spreadsheet": ("raw_prices", "2026-02-28,true", "2026-02-28,TRUE", None),
    "header only where it may be": ("raw_fx_rates", None, lambda _: b"currency_code,rate_date,eur_per_unit\n", "rows 2 -> 0"),
    "a row that may repeat": ("raw_prices", "p4,ES,rent,0,100,200,1,0.4,2026-03-31,true,1,", "p4,ES,rent,0,100,200,1,0.4,2026-03-31,true,1,", None),
    "a listed exception": ("raw_prices", "p5,MT,rent,1,900,1000", "p5,MT,rent,1,10,1000", "price_low"),
    "a parent that is not there": ("raw_versions", None, lambda text: text + b"XX,2026-01-01,,0,0,\n", "rows"),
}  # fmt: skip


@pytest.fixture(scope="session")
def good(tmp_path_factory):
    """The project, with its totals accepted."""
    root = tmp_path_factory.mktemp("gate")
    (root / "seeds").mkdir()
    (root / "tests").mkdir()
    (root / "dbt_project.yml").write_text(PROJECT)
    (root / "seeds" / "_seeds.yml").write_text(YAML)
    (root / "tests" / "assert_no_place_is_atlantis.sql").write_text(TEST)
    for name, text in SEEDS.items():
        (root / "seeds" / f"{name}.csv").write_text(text.lstrip("\n"))
    report = check_seeds.inspect(root)
    assert report.defects == []
    totals.write(root, report.totals)
    return root


@pytest.fixture
def changed(good):
    """Writes one changed seed of the project; the seed is put back afterwards."""
    originals = {}

    def change(seed, old, new):
        path = good / "seeds" / f"{seed}.csv"
        content = originals.setdefault(path, path.read_bytes())
        if callable(new):
            path.write_bytes(new(content))
        else:
            assert content.decode().count(old) >= 1
            path.write_bytes(content.decode().replace(old, new, 1).encode())
        return good

    yield change
    for path, content in originals.items():
        path.write_bytes(content)


@pytest.mark.parametrize("case", DEFECTS)
def test_a_defect_is_named_with_file_row_and_column(changed, case):
    seed, old, new, row, column, words = DEFECTS[case]
    defects = check_seeds.check(changed(seed, old, new))
    assert (f"seeds/{seed}.csv", row, column) in [each[:3] for each in defects], defects
    told = [each.expected for each in defects if each[1:3] == (row, column)]
    assert any(words in expected for expected in told), defects
    others = {each[:2] for each in defects} - {(f"seeds/{seed}.csv", row)}
    assert not others or case in FOLLOWS, defects


@pytest.mark.parametrize("case", GOOD)
def test_a_good_change_passes(changed, case):
    seed, old, new, notice = GOOD[case]
    report = check_seeds.inspect(changed(seed, old, new))
    assert report.defects == []
    assert notice is None or any(notice in each for each in report.notices), report.notices
    assert notice is not None or report.notices == []


# ---- Files -----------------------------------------------------------------------------------


def test_a_file_that_is_none_is_named(good, tmp_path):
    path = good / "seeds" / "raw_fx_rates.csv"
    content = path.read_bytes()
    outside = tmp_path / "outside.csv"
    outside.write_bytes(content)
    ways = {
        "it is missing": lambda: None,
        "it is a folder": path.mkdir,
        "not a link to outside": lambda: path.symlink_to(outside),
        "is missing": lambda: path.symlink_to("raw_nowhere.csv"),
    }
    for words, put in ways.items():
        path.unlink()
        put()
        try:
            (defect,) = check_seeds.check(good)
            assert (defect.file, defect.row) == ("seeds/raw_fx_rates.csv", 0)
            assert words in defect.expected
        finally:
            path.rmdir() if path.is_dir() else path.unlink(missing_ok=True)
            path.write_bytes(content)


def test_a_file_that_cannot_be_read_is_named(good, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    # Root, as which the tests may run, can read any file.
    monkeypatch.setattr(Path, "read_bytes", refuse)
    defects = check_seeds.check(good)
    assert {each.file for each in defects} == {f"seeds/{name}.csv" for name in SEEDS}
    assert {each.expected for each in defects} == {"a file that can be read: Permission denied"}


def test_a_csv_that_no_yaml_declares_is_named(good):
    stray = good / "seeds" / "raw_strays.CSV"
    stray.write_text("a\n1\n")
    (defect,) = check_seeds.check(good)
    stray.unlink()
    assert defect[:2] == ("seeds/raw_strays.CSV", 0)


# ---- Totals ----------------------------------------------------------------------------------


TOTALS = {
    "a row is gone": ("raw_fx_rates", "CHF,2026-02-28,1.0\n", "", "rows", "1", "rows 2 -> 1, eur_per_unit 1.5 -> 0.5"),
    "a number": ("raw_fx_rates", "0.5", "0.75", "eur_per_unit", "1.75", "eur_per_unit 1.5 -> 1.75"),
    "a text": ("raw_places", "Malta", "Malta; all", "name", "37", "cells of name"),
    "a day": ("raw_fx_rates", "2026-01-31", "2026-01-30", "rate_date", "19081", "cells of rate_date"),
    "a text as long": ("raw_places", "Malta", "Gzira", "content", None, "cells that leave the totals"),
    "a yes": ("raw_prices", "2026-02-28,true", "2026-02-28,false", "is_sold", "4", "cells of is_sold"),
}  # fmt: skip


@pytest.mark.parametrize("case", TOTALS)
def test_a_difference_to_what_was_accepted_is_told(changed, case):
    seed, old, new, column, now, told = TOTALS[case]
    root = changed(seed, old, new)
    report = check_seeds.inspect(root)
    assert report.defects == []
    (notice,) = report.notices
    assert notice.startswith(f"seeds/{seed}.csv: not what was accepted: ")
    assert told in notice
    found = {
        each.column: each.value for each in check_seeds.inspect(root, must_be_accepted=True).defects
    }
    assert found[column] == now or now is None


def test_headers_that_changed_places_are_named(changed):
    root = changed("raw_prices", "price_low,price_high", "price_high,price_low")
    rows = {each.row for each in check_seeds.check(root)}
    assert rows > {2, 3}, "low is above high in every row"
    root = changed(
        "raw_places",
        "place_code,name,above_code,currency_code",
        "place_code,name,currency_code,above_code",
    )
    assert check_seeds.check(root)
    root = changed("raw_versions", "from_units,to_units", "to_units,from_units")
    assert check_seeds.check(root)


def test_headers_of_two_texts_that_changed_places_are_named(good, tmp_path):
    """No rule of a row sees it: the totals of the two columns do."""
    shutil.copytree(good, tmp_path / "project")
    root = tmp_path / "project"
    yaml = "\nseeds: [{name: raw_notes, config: {column_types: {code: text, title: text, body: text}}}]\n"
    (root / "seeds" / "_notes.yml").write_text(yaml)
    path = root / "seeds" / "raw_notes.csv"
    path.write_text("code,title,body\na,One,The first\nb,Two,The second\n")
    totals.write(root, check_seeds.inspect(root).totals)
    assert check_seeds.check(root) == []
    path.write_text(path.read_text().replace("title,body", "body,title"))
    (defect,) = check_seeds.check(root)
    assert defect[:3] == ("seeds/raw_notes.csv", 1, "title")
    assert "each other's totals" in defect.expected


@pytest.mark.parametrize(
    "text", ["", "seed;column;total\n", "seed,column,total\nraw_places,rows\n"]
)
def test_a_broken_file_of_totals_is_named(good, text):
    path = good / "seeds" / "control_totals.csv"
    content = path.read_text()
    path.write_text(text)
    defects = check_seeds.check(good)
    path.write_text(content)
    assert [each.file for each in defects] == ["seeds/control_totals.csv"]


# ---- Files of contributions ------------------------------------------------------------------

CONTRIBUTIONS = """
seeds:
  - name: raw_contributions
    config:
      column_types: {
        place_code: text, month_index: integer, score: "decimal(9, 6)", seen_on: date, note: text
      }
    data_tests:
      - valid_rows:
          arguments:
            key: [place_code, month_index]
            optional: [note]
            ranges: {month_index: [1, 36], score: [0, 1]}
            not_after_as_of: [seen_on]
    columns:
      - name: place_code
        data_tests: [relationships: {arguments: {to: ref('raw_places'), field: place_code}}]
"""
CSV = "place_code,month_index,score,seen_on,note\n"
ROWS = {
    # Row, its defect as (column, words).
    "ES,1,0.5,2026-01-31,": None,
    "ES,2,0.123456,2026-01-31,Été 1": None,
    "ES,2,0.5,2026-01-31,": ("place_code", "row 3 has this one"),
    "XX,1,0.5,2026-01-31,": ("place_code", "a place_code of raw_places"),
    "MT,37,0.5,2026-01-31,": ("month_index", "1 to 36"),
    "MT,1.5,0.5,2026-01-31,": ("month_index", "a whole number"),
    "MT,2,1.1,2026-01-31,": ("score", "0 to 1"),
    "MT,3,0.1234567,2026-01-31,": ("score", "at most 6 decimals"),
    "MT,4,NaN,2026-01-31,": ("score", "a number"),
    "MT,5,,2026-01-31,": ("score", "a value"),
    "MT,6,0.5,2026-12-01,": ("seen_on", "as_of_date"),
    "MT,7,0.5,2026-02-30,": ("seen_on", "a day that exists"),
    "MT,8,0.5,2026-01-31,=1+1": ("note", "formula"),
    "MT,9,0.5,2026-01-31,n/a": ("note", "an empty cell"),
    "MT,10,0.5": ("", "the cells of the header"),
    "MT ,11,0.5,2026-01-31,": ("place_code", "no blanks"),
    "mt,2,0.5,2026-01-31,": ("place_code", "row 8 has this one"),
}


ROW_OF_FORMULA = "select file_row_number + 1 from read_parquet('{}/a.parquet') where note = '=1+1'"


@pytest.fixture
def contributions(good, tmp_path):
    """A project whose contributions are files beside it."""
    root = shutil.copytree(good, tmp_path / "project")
    (root / "seeds" / "_contributions.yml").write_text(CONTRIBUTIONS)
    (root / "seeds" / "raw_contributions.csv").write_text(CSV + "ES,1,0.5,2026-01-31,\n")
    (root / "dbt_project.yml").write_text(
        PROJECT.replace("{as_of", "{contributions_path: '../files/*', as_of")
    )
    (tmp_path / "files").mkdir()
    return root


def test_files_of_contributions_are_checked_by_the_rules_of_the_seed(contributions):
    assert [(each[:2], each.value) for each in check_seeds.check(contributions)] == [
        (("../files/*", 0), "no file")
    ]
    folder = contributions.parent / "files"
    (folder / "a.csv").write_text("\ufeff" + CSV + "\n".join(ROWS) + "\n")
    of_the_files = check_seeds.check(contributions)
    found = {each.row: (each.file, each.column, each.expected) for each in of_the_files}
    expected = {row: defect for row, defect in enumerate(ROWS.values(), start=2) if defect}
    assert found.keys() == expected.keys()
    for row, (column, words) in expected.items():
        assert found[row][:2] == ("../files/a.csv", column)
        assert words in found[row][2], found[row]
    # The seed is checked beside them.
    (contributions / "seeds" / "raw_contributions.csv").write_text(CSV + "ES,99,0.5,2026-01-31,\n")
    (defect,) = set(check_seeds.check(contributions)) - set(of_the_files)
    assert defect[:3] == ("seeds/raw_contributions.csv", 2, "month_index")


BROKEN = {
    "a blank line": (CSV + "ES,1,0.5,2026-01-31,\n\nES,2,0.5,2026-01-31,\n", 0, "a row on every line"),
    "no line end": (CSV + "ES,1,0.5,2026-01-31,", 2, "was the file cut off?"),
    "no rows": (CSV, 0, "at least one row"),
    "an open quote": (CSV + 'ES,1,0.5,2026-01-31,"\nES,2,0.5,2026-01-31,\n', 2, "the cells of the header"),
    "semicolons": (CSV.replace(",", ";"), 1, "parted by a comma"),
    "no UTF-8": (CSV + "ES,1,0.5,2026-01-31,\udcfc\nES,2,0.5,2026-01-31,\n", 2, "in UTF-8"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_of_contributions_is_named(contributions, case):
    text, row, words = BROKEN[case]
    path = contributions.parent / "files" / "a.csv"
    path.write_bytes(text.encode(errors="surrogateescape"))
    (defect,) = check_seeds.check(contributions)
    assert defect[:2] == ("../files/a.csv", row)
    assert words in defect.expected


def test_contributions_are_parquet_and_csv_and_one_key_over_all_files(contributions):
    folder = contributions.parent / "files"
    (folder / "a.csv").write_text(
        "note,place_code,month_index,score,seen_on\n,ES,1,0.5,2026-01-31\n"
    )
    select = (
        "select place_code, month_index, score, date '2026-01-31' as seen_on, null as note from"
        " (values ('ES', 2, 0.5), ('ES', 1, 0.5), ('MT', 1, 1.5), (null, 1, 0.25))"
        " as t (place_code, month_index, score)"
    )
    duckdb.execute(f"copy ({select}) to '{folder}/b.parquet'")
    found = [
        (each.file, each.row, each.column, each.expected)
        for each in check_seeds.check(contributions)
    ]
    assert found == [
        (
            "../files/b.parquet",
            2,
            "place_code",
            "another value: row 2 of ../files/a.csv has this one",
        ),
        ("../files/b.parquet", 3, "score", "0 to 1"),
        ("../files/b.parquet", 4, "place_code", "a value"),
    ]
    duckdb.execute(f"copy ({select.replace('score,', 'score as points,')}) to '{folder}/b.parquet'")
    (folder / "c.csv").write_text(CSV.replace("note", "notes"))
    (folder / "d.xlsx").write_bytes(b"PK")
    (folder / "e.parquet").write_bytes(b"PAR1")
    found = {(each.file, each.column): each.expected for each in check_seeds.check(contributions)}
    assert found.pop(("../files/b.parquet", "score")) == "a column score"
    assert found.pop(("../files/b.parquet", "points")) == "a column that the YAML declares"
    assert found.pop(("../files/c.csv", "note")) == "a column note"
    assert found.pop(("../files/c.csv", "notes")) == "a column that the YAML declares"
    assert found.pop(("../files/d.xlsx", "")) == "a file that ends with .csv or .parquet"
    assert found.pop(("../files/e.parquet", "")) == "a Parquet file that can be read"
    assert found == {}


def test_contributors_of_files_are_those_that_contributions_refer_to(contributions):
    """Contributions of files, or of the seed where there are none, name contributors of the files alone."""
    rules = (contributions / "seeds" / "_contributions.yml").read_text()
    contributors = "  - name: raw_contributors\n    config: {column_types: {place_code: text, name: text}}\n" + (
        "    data_tests: [valid_rows: {arguments: {key: [place_code]}}]\n"
    )
    rules = rules.replace("ref('raw_places')", "ref('raw_contributors')")
    (contributions / "seeds" / "_contributions.yml").write_text(rules + contributors)
    (contributions / "seeds" / "raw_contributors.csv").write_text("place_code,name\nES,Spain\n")
    (contributions / "dbt_project.yml").write_text(
        PROJECT.replace("{as_of", "{contributors_path: '../files/people-*.csv', as_of")
    )
    folder = contributions.parent / "files"
    (folder / "people-1.csv").write_text("place_code,name\nMT,Malta\n")
    (folder / "people-2.csv").write_text("place_code,name\nIT,Italy\nMT,Malta\n")
    found = {(each.file, each.row, each.value) for each in check_seeds.check(contributions)}
    assert found == {("../files/people-2.csv", 3, "MT"), ("seeds/raw_contributions.csv", 2, "ES")}
    (folder / "people-2.csv").write_text("place_code,name\nIT,Italy\n")
    (folder / "given.csv").write_text(CSV + "IT,1,0.5,2026-01-31,\nES,1,0.5,2026-01-31,\n")
    (contributions / "dbt_project.yml").write_text(
        PROJECT.replace("{as_of", "{contributors_path: '../files/people-*.csv', contributions_path: '../files/given.csv', as_of")
    )
    found = {(each.file, each.row, each.value) for each in check_seeds.check(contributions)}
    assert found == {("../files/given.csv", 3, "ES")}


def test_files_are_loaded_with_the_types_of_their_seed(contributions):
    """Parquet and CSV of several files in one table; an empty text is nothing; no table without a variable."""
    folder = contributions.parent / "files"
    shutil.copy(ROOT / "profiles.yml", contributions)
    (folder / "a.csv").write_text("note,place_code,month_index,score,seen_on\n,ES,1,0.5,2026-01-31\n")
    duckdb.execute(
        "copy (select 'MT' as place_code, 2 as month_index, cast(0.25 as double) as score, '' as note,"
        f" date '2026-02-28' as seen_on) to '{folder}/b.parquet'"
    )
    warehouse = contributions.parent / "vivim.duckdb"
    load_files.load(warehouse, contributions)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        tables = connection.execute("select table_name from duckdb_tables()").fetchall()
        rows = connection.execute("from restricted_inputs.loaded_contributions order by month_index").fetchall()
    assert tables == [("loaded_contributions",)]
    assert rows == [
        ("ES", 1, Decimal("0.500000"), date(2026, 1, 31), None),
        ("MT", 2, Decimal("0.250000"), date(2026, 2, 28), None),
    ]


def test_one_bad_row_among_ten_thousand_is_named(contributions):
    codes = [f"P{number}" for number in range(280)]
    places = contributions / "seeds" / "raw_places.csv"
    places.write_text(
        places.read_text() + "".join(f"{each},Place {each},,EUR,1\n" for each in codes)
    )
    folder = contributions.parent / "files"
    select = (
        "select 'P' || place as place_code, month as month_index, cast(0.5 as decimal(9, 6)) as score,"
        " date '2026-01-31' as seen_on, if(place = 7 and month = 7, '=1+1', '') as note"
        " from range(280) as p (place), range(1, 37) as m (month)"
    )
    duckdb.execute(f"copy ({select}) to '{folder}/a.parquet'")
    (defect,) = check_seeds.check(contributions)
    assert defect[1:4] == (
        duckdb.execute(ROW_OF_FORMULA.format(folder)).fetchone()[0],
        "note",
        "=1+1",
    )


# ---- The command -----------------------------------------------------------------------------


def run(project, *arguments):
    """The command in a project that has the scripts."""
    shutil.copytree(ROOT / "scripts", project / "scripts", dirs_exist_ok=True)
    command = [sys.executable, "scripts/check_seeds.py", *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, text=True)


def test_the_command_tells_all_defects_of_all_files_at_once_and_ends_with_1(good, tmp_path):
    root = shutil.copytree(good, tmp_path / "a project")
    prices, places = (root / "seeds" / f"raw_{name}.csv" for name in ("prices", "places"))
    text = (
        prices.read_text()
        .replace("p3,", "p3;")
        .replace("2026-02-28", "28.02.2026")
        .replace(",0.4,", ",40%,")
    )
    prices.write_text(
        text + "".join(f"q{i},ES,rent,0,100,200,x,0,2026-03-31,true,1,\n" for i in range(60))
    )
    places.write_text(places.read_text().replace("Malta", "M\u0430lta"))
    done = run(root)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    found = "name: found M\\u0430lta; expected letters of one script in a word"
    assert lines[0] == f"seeds/raw_places.csv:4: {found}"
    assert (
        "seeds/raw_prices.csv:3: seen_on: found 28.02.2026; expected a date as YYYY-MM-DD" in lines
    )
    assert "seeds/raw_prices.csv:4: found 11 cells; expected 12 cells, as in the header" in lines
    # Each of the 60 rows has place and kind of row 5 and wrong units, 59 repeat the first of them.
    assert "seeds/raw_prices.csv: and 132 more" in lines
    assert len(lines) == 1 + 50 + 2
    assert lines[-1].startswith("Seeds: 4 files, 75 rows, 183 defects, ")


def test_the_command_accepts_totals_only_of_good_seeds(good, tmp_path):
    root = shutil.copytree(good, tmp_path / "a project")
    path, accepted = root / "seeds" / "raw_fx_rates.csv", root / "seeds" / "control_totals.csv"
    before = accepted.read_text()
    path.write_text(path.read_text().replace("0.5", "0,5"))
    assert run(root, "--accept").returncode == 1
    assert accepted.read_text() == before
    path.write_text(path.read_text().replace("0,5", "0.6"))
    assert run(root).returncode == 0
    assert run(root, "--accepted").returncode == 1
    assert run(root, "--accept").returncode == 0
    assert run(root, "--accepted").returncode == 0
    changed = set(accepted.read_text().splitlines()) ^ set(before.splitlines())
    sums = {line for line in changed if ",content," not in line}
    assert sums == {"raw_fx_rates,eur_per_unit,1.5", "raw_fx_rates,eur_per_unit,1.6"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("seeds: [", "seeds/_seeds.yml is no YAML"),
        ("seeds: [{name: raw_places}]", "the YAML of raw_places has no column_types"),
        (YAML.replace("units > 0", "unit > 0"), "the rules of raw_prices cannot be checked"),
    ],
)
def test_a_yaml_that_cannot_be_followed_is_said(good, tmp_path, text, words):
    root = shutil.copytree(good, tmp_path / "a project")
    (root / "seeds" / "_seeds.yml").write_text(text)
    done = run(root)
    assert done.returncode == 1
    assert done.stderr.startswith("The seeds cannot be checked: ") and words in done.stderr


# ---- The project -----------------------------------------------------------------------------


def test_the_seeds_of_the_project_are_good_and_accepted():
    report = check_seeds.inspect(ROOT, must_be_accepted=True)
    assert report.defects == []
    assert report.notices == []


def test_every_number_of_a_seed_has_a_range_with_two_ends():
    without = [
        f"{seed.name}.{column}"
        for seed in check_seeds.expectations.read(ROOT).seeds.values()
        for column, kind in seed.types.items()
        if kind.startswith(("decimal", "integer", "bigint"))
        and len([end for end in seed.rules.get("ranges", {}).get(column, []) if end is not None])
        < 2
    ]
    assert without == []


def test_every_test_of_dbt_that_reads_seeds_alone_names_its_seed_for_the_gate(manifest):
    """But those that compare a seed with the project's own SQL."""
    of_the_project = {
        "assert_every_cost_category_is_a_column_of_the_milestone_summary",
        "assert_every_driver_is_read_by_a_model",
        "assert_pay_and_cost_factors_share_a_currency",
    }
    staging = {key for key, node in manifest["nodes"].items() if node["fqn"][1] == "staging"}
    singular = {
        node["name"]: node for node in manifest["nodes"].values()
        if node["resource_type"] == "test" and not node.get("test_metadata")
    }  # fmt: skip
    seeds_alone = {
        name
        for name, node in singular.items()
        if node["depends_on"]["nodes"] and set(node["depends_on"]["nodes"]) <= staging
    }
    of_the_gate = {Path(test.path).stem for test in check_seeds.expectations.read(ROOT).tests}
    assert of_the_gate == seeds_alone - of_the_project
