"""Is a PDF what PDF/A-2a (ISO 19005-2) asks of its structure?

usage: archive.py FILE.pdf...           one line for each thing that is not so
       archive.py --tags FILE.pdf       the tree of tags, with their texts

No validator that others wrote is to be had without Java, so these are checks
of our own: file, output intent, metadata and its agreement with the
information dictionary, faces, pictures, and above all the tags: every piece
of every page is a tag's or an artifact, and the tree leads to each once.
qpdf reads the file.
"""
import base64
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
XMP = {"dc": "http://purl.org/dc/elements/1.1/",
       "xmp": "http://ns.adobe.com/xap/1.0/",
       "pdf": "http://ns.adobe.com/pdf/1.3/",
       "pdfaid": "http://www.aiim.org/pdfa/ns/id/"}
# Which tags a tag may hold (ISO 32000-1, 14.8.4).
BLOCKS = {"/Sect", "/H1", "/H2", "/H3", "/H4", "/H5", "/P", "/Table",
          "/Figure"}
HOLDS = {"/Document": BLOCKS, "/Sect": BLOCKS, "/Table": {"/TR"},
         "/TR": {"/TH", "/TD"}}
FORBIDDEN = ("/AA", "/OpenAction", "/JavaScript", "/EmbeddedFiles",
             "/Encrypt", "/Interpolate", "/OPI", "/Alternates", "/LZWDecode",
             "/XFA", "/NeedsRendering")


class File:
    def __init__(self, path):
        self.path = path
        self.bytes = open(path, "rb").read()
        text = subprocess.run(
            ["qpdf", "--json=2", "--json-stream-data=inline",
             "--decode-level=generalized", path],
            check=True, capture_output=True).stdout
        self.objects = json.loads(text)["qpdf"][1]
        self.faults = []

    def must(self, holds, what):
        if not holds:
            self.faults.append(what)

    def get(self, value, *names):
        """What VALUE, or a reference, has under NAMES, one in another."""
        for name in (None, *names):
            if name is not None:
                value = value.get(name) if isinstance(value, dict) else None
            while isinstance(value, str) and re.match(r"\d+ 0 R$", value):
                entry = self.objects["obj:" + value]
                value = entry.get("value", entry.get("stream", {}).get("dict"))
        return value

    def data(self, reference):
        stream = self.objects["obj:" + reference]["stream"]
        return base64.b64decode(stream["data"])


def string(value):
    return value[2:] if isinstance(value, str) and value[:2] == "u:" else value


def check_file(pdf, root):
    second = pdf.bytes.split(b"\n", 2)[1]
    pdf.must(re.match(rb"%PDF-1\.[0-7]\n", pdf.bytes), "no header")
    pdf.must(second[:1] == b"%" and len(second) > 4 and
             all(b > 127 for b in second[1:5]), "no bytes over 127 in line 2")
    pdf.must(pdf.bytes.endswith(b"%%EOF\n"), "does not end in %%EOF")
    pdf.must(len(pdf.objects["trailer"]["value"].get("/ID", [])) == 2,
             "no ID")
    everything = json.dumps({k: v.get("value", v.get("stream", {}).get("dict"))
                             for k, v in pdf.objects.items()})
    for name in FORBIDDEN:
        pdf.must(f'"{name}"' not in everything, name + " is forbidden")
    pdf.must(pdf.get(root, "/MarkInfo", "/Marked") is True, "not /Marked")
    pdf.must(string(root.get("/Lang")) == "zh-CN", "no language")
    pdf.must(pdf.get(root, "/ViewerPreferences", "/DisplayDocTitle") is True,
             "the title is not displayed")
    intent = pdf.get(root, "/OutputIntents")[0]
    profile = intent["/DestOutputProfile"]
    pdf.must(intent["/S"] == "/GTS_PDFA1", "no output intent of PDF/A")
    icc = pdf.data(profile)
    pdf.must(int.from_bytes(icc[:4], "big") == len(icc) and
             icc[36:40] == b"acsp" and icc[16:20] == b"RGB " and
             pdf.get(profile, "/N") == 3, "the colour profile is none")


def check_metadata(pdf, root):
    reference = root["/Metadata"]
    pdf.must("/Filter" not in pdf.get(reference), "the XMP is compressed")
    xmp = ET.fromstring(pdf.data(reference))
    info = pdf.get(pdf.objects["trailer"]["value"], "/Info")

    def value(name):
        prefix, local = name.split(":")
        node = xmp.find(f".//{{{XMP[prefix]}}}{local}")
        item = node.find(f".//{RDF}li") if node is not None else None
        return (item if item is not None else node).text \
            if node is not None else None

    pdf.must(value("pdfaid:part") == "2" and
             value("pdfaid:conformance") == "A", "claims no PDF/A-2a")
    for key, name in (("/Title", "dc:title"), ("/Author", "dc:creator"),
                      ("/Producer", "pdf:Producer")):
        pdf.must(string(info.get(key)) == value(name),
                 f"{key} is not {name}")
    date = string(info.get("/CreationDate"))
    if date:
        date = "{}-{}-{}T{}:{}:{}{}:{}".format(*re.match(
            r"D:(....)(..)(..)(..)(..)(..)(...)'(..)'", date).groups())
    pdf.must(date == value("xmp:CreateDate"), "the dates differ")


def check_fonts(pdf, resources):
    for name, reference in (pdf.get(resources, "/Font") or {}).items():
        font = pdf.get(reference)
        descendant = pdf.get(pdf.get(font, "/DescendantFonts")[0])
        descriptor = pdf.get(descendant, "/FontDescriptor")
        pdf.must(re.match(r"/[A-Z]{6}\+", font["/BaseFont"]),
                 name + " is no subset")
        pdf.must(font["/BaseFont"] == descendant["/BaseFont"] ==
                 descriptor["/FontName"], name + " has two names")
        pdf.must("/FontFile2" in descriptor or "/FontFile3" in descriptor,
                 name + " is not embedded")
        pdf.must("/FontFile2" not in descriptor or
                 descendant.get("/CIDToGIDMap") == "/Identity",
                 name + " has no CIDToGIDMap")
        pdf.must(font["/Encoding"] == "/Identity-H", name + ": encoding")
        text = pdf.data(font["/ToUnicode"]).decode()
        codes = re.findall(r"^<(....)> <((?:....)+)>$",
                           text.split("endcodespacerange")[1], re.M)
        pdf.must(len(codes) == len(pdf.get(descendant, "/W")[1]) - 1,
                 name + ": glyphs without a character")
        for _, code in codes:
            pdf.must(code not in ("0000", "FEFF", "FFFE"),
                     f"{name}: a glyph is U+{code}")


def check_images(pdf, resources):
    for name, reference in (pdf.get(resources, "/XObject") or {}).items():
        image = pdf.get(reference)
        pdf.must(image["/ColorSpace"] in ("/DeviceGray", "/DeviceRGB"),
                 f"{name} is in {image['/ColorSpace']}")


def pieces(pdf, page, n):
    """The marked pieces of a page: {number: tag}; all else is an artifact."""
    content = pdf.data(page["/Contents"]).decode("latin-1")
    # Glyphs are in hexadecimal: what is left are operators.
    words = re.sub(r"<[0-9A-F]*>", "<>", content)
    found, depth = {}, 0
    for mark in re.finditer(r"/(\w+) <</MCID (\d+)>> BDC|/Artifact BMC|"
                            r"\bEMC\b|\b(?:TJ|re|Do)\b", words):
        if mark[0] == "EMC":
            depth -= 1
        elif mark[0].endswith(("BDC", "BMC")):
            depth += 1
            if mark[2]:
                pdf.must(int(mark[2]) not in found,
                         f"page {n}: piece {mark[2]} twice")
                found[int(mark[2])] = "/" + mark[1]
        else:
            pdf.must(depth == 1, f"page {n}: {mark[0]} stands in no piece")
        pdf.must(0 <= depth <= 1, f"page {n}: pieces in pieces")
    pdf.must(depth == 0, f"page {n}: a piece does not end")
    return found


def check_tags(pdf, root):
    pages = [pdf.get(p) for p in pdf.get(root, "/Pages", "/Kids")]
    numbers = {p: i for i, p in enumerate(pdf.get(root, "/Pages", "/Kids"))}
    tree = pdf.get(root, "/StructTreeRoot")
    parents = pdf.get(tree, "/ParentTree", "/Nums")
    parents = dict(zip(parents[::2], parents[1::2]))
    met = {}
    stack = [(tree["/K"], root["/StructTreeRoot"], "")]
    while stack:
        reference, above, outer = stack.pop()
        tag = pdf.get(reference)
        kind = tag["/S"]
        pdf.must(tag["/P"] == above, f"{kind} has another parent")
        pdf.must(not outer or kind in HOLDS.get(outer, ()),
                 f"{outer} may not hold {kind}")
        if kind == "/Figure":
            pdf.must(string(tag.get("/Alt")), "a figure has no text")
        if kind == "/TH":
            pdf.must(pdf.get(tag, "/A", "/Scope"), "a head has no scope")
        for kid in reversed(tag.get("/K", [])):
            if isinstance(kid, str):
                stack.append((kid, reference, kind))
        for kid in tag.get("/K", []):
            if isinstance(kid, dict):
                place = (numbers[kid["/Pg"]], kid["/MCID"])
                pdf.must(place not in met, f"piece {place} is held twice")
                met[place] = kind
                pdf.must(parents[place[0]][place[1]] == reference,
                         f"piece {place} knows another parent")
    for n, page in enumerate(pages):
        pdf.must(page["/StructParents"] == n and page["/Tabs"] == "/S",
                 f"page {n + 1} has no tags")
        for number, kind in pieces(pdf, page, n + 1).items():
            pdf.must(met.pop((n, number), None) == kind,
                     f"page {n + 1}: piece {number} is no {kind}")
    pdf.must(not met, f"tags of pieces that are nowhere: {met}")


def show(pdf, reference, depth=0):
    tag = pdf.get(reference)
    words = [tag["/S"][1:]]
    words += [string(tag[k]) for k in ("/T", "/Alt") if k in tag]
    words += [f"{k[1:]}={v}".replace("=/", "=")
              for k, v in (tag.get("/A") or {}).items() if k != "/O"]
    print("  " * depth + " ".join(words))
    for kid in tag.get("/K", []):
        if isinstance(kid, str):
            show(pdf, kid, depth + 1)


def main(arguments):
    if len(arguments) == 2 and arguments[0] == "--tags":
        pdf = File(arguments[1])
        root = pdf.get(pdf.objects["trailer"]["value"], "/Root")
        show(pdf, pdf.get(root, "/StructTreeRoot")["/K"])
        return 0
    status = 0
    for path in arguments:
        pdf = File(path)
        root = pdf.get(pdf.objects["trailer"]["value"], "/Root")
        resources = pdf.get(pdf.get(root, "/Pages", "/Kids")[0],
                            "/Resources")
        check_file(pdf, root)
        check_metadata(pdf, root)
        check_fonts(pdf, resources)
        check_images(pdf, resources)
        check_tags(pdf, root)
        for fault in dict.fromkeys(pdf.faults):
            print(f"{path}: {fault}")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
