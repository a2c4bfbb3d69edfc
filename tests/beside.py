"""The program's PDF beside the DOCX that LibreOffice rendered.

usage: beside.py faces FROM TO      the faces in FROM with Latin characters of
                                    half an em, as the official faces have them
       beside.py compare OWN RENDERED NAME...
                                    a row for each NAME.pdf of both folders:
                                    pages, equal lines, lines within half a
                                    point, ink that the other page lacks

Ink is compared at 144 dots an inch: a dark dot is lacking when the other page
has none within a point of it.
"""
import os
import sys

import fitz
from PIL import Image, ImageChops, ImageFilter

NEAR = 0.5              # points
EQUAL, PLACED = 99.5, 99.5      # percent of the lines
INK = 2.0               # percent of the dark dots of a page


def faces(source, target):
    from fontTools.pens.t2CharStringPen import T2CharStringPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.ttLib import TTFont

    for name in sorted(os.listdir(source)):
        path = os.path.join(source, name)
        if name.endswith(".ttc"):
            font = next(f for f in (TTFont(path, fontNumber=i)
                                    for i in range(9))
                        if "CJK SC" in f["name"].getDebugName(1))
        elif name.endswith(".otf"):
            font = TTFont(path)
        else:
            continue
        cmap = font.getBestCmap()
        half = font["head"].unitsPerEm // 2
        glyphs = font.getGlyphSet()
        strings = font["CFF "].cff.topDictIndex[0].CharStrings
        for glyph in {cmap[c] for c in [*range(0x20, 0x7f), 0xa0, 0xb7]
                      if c in cmap}:
            width, left = font["hmtx"][glyph]
            if width == half:
                continue
            scale = min(1, half / width)
            shift = (half - width * scale) / 2
            old = strings[glyph]
            private = old.private
            pen = T2CharStringPen(
                None if half == private.defaultWidthX
                else half - private.nominalWidthX, glyphs)
            glyphs[glyph].draw(TransformPen(pen, (scale, 0, 0, 1, shift, 0)))
            new = pen.getCharString(private=private,
                                    globalSubrs=old.globalSubrs)
            if hasattr(old, "fdSelectIndex"):
                new.fdSelectIndex = old.fdSelectIndex
            strings[glyph] = new
            font["hmtx"][glyph] = (half, int(left * scale + shift))
        for table in ("GPOS", "kern"):
            if table in font:
                del font[table]
        font.save(os.path.join(target, name.replace(".ttc", ".otf")))


def lines(page):
    """(y, first x, text without blanks) of each line, from the top."""
    chars = [(c["origin"][1], c["origin"][0], c["c"])
             for block in page.get_text("rawdict")["blocks"]
             for line in block.get("lines", [])
             for span in line["spans"] for c in span["chars"]
             if c["c"].strip() and c["c"] != "\u3000"]
    rows = []
    for y, x, c in sorted(chars):
        if rows and abs(rows[-1][0] - y) < 1:
            rows[-1][1].append((x, c))
        else:
            rows.append((y, [(x, c)]))
    return [(y, min(row)[0], "".join(c for _, c in sorted(row)))
            for y, row in rows]


def dark(page):
    pixels = page.get_pixmap(colorspace=fitz.csGRAY, dpi=144)
    image = Image.frombytes("L", (pixels.width, pixels.height),
                            pixels.samples)
    return image.point(lambda v: 255 if v < 192 else 0)


def lacking(one, other):
    """Percent of the dots of ONE that OTHER has nothing near."""
    near = other.filter(ImageFilter.MaxFilter(5))
    dots = one.histogram()[255]
    lost = ImageChops.subtract(one, near).histogram()[255]
    return 100 * lost / dots if dots else 0


def pair(own, rendered, name, show):
    count = equal = placed = 0
    worst = 0
    for n in range(max(len(own), len(rendered))):
        ours = lines(own[n]) if n < len(own) else []
        theirs = lines(rendered[n]) if n < len(rendered) else []
        count += len(theirs)
        for y, x, text in theirs:
            hits = [line for line in ours if line[2] == text]
            if not hits:
                show.append(f"{name} page {n + 1}: only rendered: {text[:30]}")
                continue
            hit = min(hits, key=lambda line: abs(line[0] - y))
            ours.remove(hit)
            equal += 1
            placed += abs(hit[0] - y) <= NEAR
            if abs(hit[0] - y) > NEAR:
                show.append(f"{name} page {n + 1}: {hit[0] - y:+.1f} pt: "
                            f"{text[:30]}")
        if n < len(own) and n < len(rendered):
            a, b = dark(own[n]), dark(rendered[n])
            if a.size != b.size:
                worst = 100
            worst = max(worst, lacking(a, b), lacking(b, a))
    return count, equal, placed, worst


def compare(own, rendered, names):
    show, total, failed = [], [0, 0, 0], False
    print("pages  lines equal  in place  ink lacking  document")
    for name in names:
        a = fitz.open(os.path.join(own, name + ".pdf"))
        b = fitz.open(os.path.join(rendered, name + ".pdf"))
        count, equal, placed, ink = pair(a, b, name, show)
        total = [t + v for t, v in zip(total, (count, equal, placed))]
        print(f"{len(a)}/{len(b):<4} {equal}/{count:<9} {placed}/{count:<7}"
              f" {ink:5.1f} %  {name}")
        if len(a) != len(b) or ink > INK:
            failed = True
            show.append(f"{name}: {len(a)} pages and {len(b)}, "
                        f"{ink:.1f} % of the ink of a page is elsewhere")
    equal, placed = (100 * v / total[0] for v in total[1:])
    print(*show, sep="\n")
    print(f"{len(names)} documents, {total[0]} lines: {equal:.2f} % equal, "
          f"{placed:.2f} % within {NEAR} pt")
    return failed or equal < EQUAL or placed < PLACED


if __name__ == "__main__":
    if len(sys.argv) > 4 and sys.argv[1] == "compare":
        sys.exit(compare(sys.argv[2], sys.argv[3], sys.argv[4:]))
    elif len(sys.argv) == 4 and sys.argv[1] == "faces":
        faces(sys.argv[2], sys.argv[3])
    else:
        sys.exit(__doc__)
