"""Compare the tables of documents with what other programs read in them.

usage: readers.py READER FOLDER NAME...
       readers.py random SEED OUT.md

READER is docx (python-docx), pandoc, or odt (LibreOffice's conversion).
FOLDER holds of each document NAME.model, what the source says (gongwen
convert --to model), and what is read: NAME.docx or NAME.odt.

A table is its count of columns, its count of header rows, and its cells as
{(row, column): (rowspan, colspan, text)}.
"""
import json
import random
import re
import subprocess
import sys
import zipfile
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def plain(text):
    """Long labels are broken into lines; a blank to fill in is no text."""
    return re.sub(r"[\n↵¶⟦⟧]", "", text).strip(" \u3000")


def from_model(path):
    """Read a dump, in which a covered cell is a stroke."""
    tables, rows = [], 0
    for line in open(path, encoding="utf-8"):
        head = re.match(r" *表格 (\d+)×(\d+) 表头=(\d+)", line)
        if head:
            rows, columns, header = map(int, head.groups())
            tables.append((columns, header, {}))
            at = 0
        elif rows and line.lstrip().startswith("| "):
            cells = line.strip()[1:-1].split(" | ")
            for column, text in enumerate(cells):
                span = re.match(r"\((\d+)×(\d+)\)", text.strip())
                if text.strip() != "-":
                    tables[-1][2][at, column] = (
                        *(map(int, span.groups()) if span else (1, 1)),
                        plain(text.strip()[span.end() if span else 0:]))
            at += 1
            rows -= 1
    return tables


def grid(rows):
    """Cells from rows of (rowspan, colspan, text), as HTML numbers them."""
    cells, taken = {}, set()
    for r, row in enumerate(rows):
        column = 0
        for rowspan, colspan, text in row:
            while (r, column) in taken:
                column += 1
            cells[r, column] = (rowspan, colspan, plain(text))
            taken |= {(r + i, column + k) for i in range(rowspan)
                      for k in range(colspan)}
            column += colspan
    return cells


def check_controls(path, table, header):
    """A form's blank cells have controls, each with a tag of its own."""
    tags = []
    for row in table._tbl.tr_lst[header:]:
        for tc in row.tc_lst:
            blank = not plain("".join(tc.itertext()))
            found = [tag.get(W + "val") for tag in tc.iter(W + "tag")]
            # Boxes to tick and dates in a text are controls as well.
            if not blank:
                tags += found
                found = [tag for tag in found
                         if not tag.startswith(("勾选_", "日期_"))]
            # A merge that begins again on a page keeps its first control.
            if tc.vMerge != "continue" and (found or tc.vMerge is None):
                assert len(found) == blank, f"{path}: {found} in {blank}"
            tags += found
    assert all(tags) and len(set(tags)) == len(tags), f"{path}: {tags}"


def from_docx(path):
    import docx
    for table in docx.Document(path).tables:
        if table._tbl.tblPr.find(W + "tblBorders") is None:
            continue            # the letterhead, the 版记
        cells, starts = {}, {}
        for r, row in enumerate(table.rows):
            column = 0
            for tc in row._tr.tc_lst:
                if tc.vMerge == "continue":
                    start = starts[column]
                    rowspan, colspan, text = cells[start]
                    cells[start] = (rowspan + 1, colspan, text)
                else:
                    starts[column] = (r, column)
                    # Its own text property leaves out controls in a line.
                    cells[r, column] = (1, tc.grid_span, plain("".join(
                        t.text or "" for t in tc.iter(W + "t"))))
                column += tc.grid_span
            # python-docx follows the merges itself: no row may be short.
            assert column == len(table.columns) == len(row.cells), path
        header = sum(tr.find(f"{W}trPr/{W}tblHeader") is not None
                     for tr in table._tbl.tr_lst)
        if table._tbl.find(f".//{W}sdt") is not None:
            check_controls(path, table, header)
        yield len(table.columns), header, cells


def pandoc_text(blocks):
    if isinstance(blocks, list):
        return "".join(map(pandoc_text, blocks))
    if not isinstance(blocks, dict):
        return ""
    kind, content = blocks["t"], blocks.get("c")
    if kind == "Str":
        return content
    if kind in ("Space", "SoftBreak"):
        return " "
    return pandoc_text(content)


def from_pandoc(path):
    read = json.loads(subprocess.check_output(
        ["pandoc", "-f", "docx", "-t", "json", path]))
    # The same tables as python-docx picks.
    import docx
    own = [t._tbl.tblPr.find(W + "tblBorders") is not None
           for t in docx.Document(path).tables]
    tables = [b["c"] for b in read["blocks"] if b["t"] == "Table"]
    assert len(own) == len(tables), f"pandoc reads {len(tables)} tables"
    for ours, (_, _, specs, head, bodies, _) in zip(own, tables):
        rows = head[1] + [row for body in bodies for row in body[2] + body[3]]
        if ours:
            yield len(specs), len(head[1]), grid(
                [[(cell[2], cell[3], pandoc_text(cell[4]))
                  for cell in row[1]] for row in rows])


def odt_rows(table):
    """Rows and whether each is of the header; LibreOffice may fold alike."""
    for part in table:
        if part.tag in (TABLE + "table-header-rows", TABLE + "table-rows"):
            for row, _ in odt_rows(part):
                yield row, part.tag == TABLE + "table-header-rows"
        elif part.tag == TABLE + "table-row":
            for _ in range(int(part.get(TABLE + "number-rows-repeated", 1))):
                yield part, False


def odt_text(cell):
    text = ""
    for node in cell.iter():
        if node.tag == TEXT + "s":
            text += " " * int(node.get(TEXT + "c", 1))
        text += node.text or ""
        if node is not cell:
            text += node.tail or ""
    return text


def from_odt(path):
    content = ElementTree.fromstring(
        zipfile.ZipFile(path).read("content.xml"))
    for table in content.iter(TABLE + "table"):
        columns = sum(int(c.get(TABLE + "number-columns-repeated", 1))
                      for c in table.iter(TABLE + "table-column"))
        rows = list(odt_rows(table))
        if table.find(f".//{TABLE}sub-table") is not None:
            raise AssertionError("a table within a table")
        yield columns, sum(header for _, header in rows), grid(
            [[(int(cell.get(TABLE + "number-rows-spanned", 1)),
               int(cell.get(TABLE + "number-columns-spanned", 1)),
               odt_text(cell))
              for cell in row.findall(TABLE + "table-cell")]
             for row, _ in rows])


def joined(said, read):
    """A merge over a page break begins anew there, with its text again."""
    read = dict(read)
    for (row, column), (rowspan, colspan, text) in said.items():
        start = row, column
        while start in read and read[start][0] < rowspan:
            below = read.get((row + read[start][0], column))
            if below is None or below[1:] != (colspan, text):
                break
            del read[row + read[start][0], column]
            read[start] = (read[start][0] + below[0], colspan, text)
    return read


def condensed(table):
    """LibreOffice drops a column that no row parts from the one before."""
    columns, header, cells = table
    starts = sorted({column for _, column in cells}) + [columns]
    return len(starts) - 1, header, {
        (row, starts.index(column)):
        (rowspan, starts.index(column + colspan) - starts.index(column), text)
        for (row, column), (rowspan, colspan, text) in cells.items()}


def differences(said, read):
    if said[:2] != read[:2]:
        yield f"columns, header rows: said {said[:2]}, read {read[:2]}"
    cells = joined(said[2], read[2])
    for at in sorted(said[2].keys() | cells.keys()):
        if said[2].get(at) != cells.get(at):
            yield f"{at}: said {said[2].get(at)}, read {cells.get(at)}"


def compare(reader, folder, name):
    read_with = {"docx": from_docx, "pandoc": from_pandoc, "odt": from_odt}
    said = from_model(f"{folder}/{name}.model")
    suffix = "odt" if reader == "odt" else "docx"
    read = list(read_with[reader](f"{folder}/{name}.{suffix}"))
    if reader == "odt":         # it has letterhead and 版记, too
        said = list(map(condensed, said))
        texts = {cell for table in said for cell in table[2].values()}
        read = [t for t in read if texts & set(t[2].values())]
    wrong = [] if len(said) == len(read) else [
        f"said {len(said)} tables, read {len(read)}"]
    for number, pair in enumerate(zip(said, read), 1):
        wrong += [f"table {number}, {d}" for d in differences(*pair)]
    for line in wrong[:20]:
        print(f"{reader}: {name}: {line}")
    return len(said), sum(len(t[2]) for t in said), len(wrong)


def random_table(source):
    """A pipe table with merged rectangles; what marks say, cells hold."""
    rows, columns = source.randint(2, 9), source.randint(1, 8)
    header = source.randint(0, min(3, rows - 1))
    cells = [[f"甲{r}乙{c}" if source.random() < .8 else ""
              for c in range(columns)] for r in range(rows)]
    taken = set()
    for _ in range(source.randint(0, 6)):
        r, c = source.randrange(rows), source.randrange(columns)
        # A merge may not reach out of the header.
        down = source.randint(1, (header if r < header else rows) - r)
        right = source.randint(1, columns - c)
        area = {(i, k) for i in range(r, r + down)
                for k in range(c, c + right)}
        if area & taken:
            continue
        taken |= area
        for i, k in area - {(r, c)}:
            cells[i][k] = "<" if k > c else "^"
    lines = ["| " + " | ".join(row) + " |" for row in cells]
    lines.insert(1, "|" + "---|" * columns)
    return f"{{表格: 表头={header}}}\n\n" + "\n".join(lines) + "\n"


def main(arguments):
    if arguments[0] == "random":
        source = random.Random(int(arguments[1]))
        with open(arguments[2], "w", encoding="utf-8") as out:
            out.write("---\n主送: 各县（市、区）科协\n成文日期: 2026-06-14\n"
                      "---\n\n# 关于报送各类统计表的通知\n\n统计表如下。\n\n")
            for _ in range(60):
                out.write(random_table(source) + "\n表下说明。\n\n")
        return 0
    results = [compare(arguments[0], arguments[1], name)
               for name in arguments[2:]]
    tables, cells, wrong = map(sum, zip(*results))
    print(f"{arguments[0]}: {tables} tables, {cells} cells, {wrong} wrong")
    return wrong > 0 or tables == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
