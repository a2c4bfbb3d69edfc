#!/usr/bin/env python3
"""The Markdown that convert writes is Markdown to others too: cmark, which is
CommonMark's own reader, sees the headings that gongwen sees, on their levels,
and the same words in the same order.
usage: tests/commonmark.py GONGWEN SOURCE...

Left out: the front matter, and what CommonMark has no word for: tables, rows
in braces ({附件}) and remarks.
"""
import re
import subprocess
import sys
import xml.etree.ElementTree as xml

SPACE = "{http://commonmark.org/xml/1.0}"
# What gongwen counts itself stands in its model and not in the Markdown.
ORDINAL = re.compile(r"^(第?[一二三四五六七八九十百零〇]+[、章节条]|"
                     r"（[一二三四五六七八九十百]+）|\d+[.．]|（\d+）)")
MARK = re.compile(r"^附件?[\d①-⑨一二三四五六七八九十]*\s+")
# What a line says that it is, and what a heading says of its page.
ELEMENT = re.compile(r"^(署名|成文日期|主送|抄送|附注|发文字号)：")
OF_PAGE = re.compile(r"\{[^{}]*\}$")


def run(*command, text=None):
    return subprocess.run(command, input=text, capture_output=True,
                          encoding="utf-8", check=False).stdout


def bare(text):
    """Words alone, without blanks and what stands around them."""
    text = re.sub(r"[\s｜]", "", MARK.sub("", text)).removeprefix("\\")
    return ORDINAL.sub("", ELEMENT.sub("", OF_PAGE.sub("", text)))


def blocks(markdown):
    """(level, words) of each block that CommonMark sees; level 0: text."""
    body = re.sub(r"\A---\n.*?\n---\n", "", markdown, flags=re.S)
    tree = xml.fromstring(run("cmark", "-t", "xml", text=body))
    for block in tree.iter():
        kind = block.tag.replace(SPACE, "")
        if kind in ("heading", "paragraph"):
            words = "".join(t.text or "" for t in block.iter()
                            if t.tag in (SPACE + "text", SPACE + "code"))
            if not re.match(r"\{.*\}$|\|.*\|$", words.strip(), re.S):
                yield int(block.get("level", 0)), bare(words)


def model(gongwen, source):
    """The same of gongwen's own reading; the words whole, in one string."""
    said = run(*gongwen, "convert", "-q", "--to", "model", source, "-o", "-")
    heads, words = [], ""
    for line in said.splitlines():
        name, _, value = line.strip().partition(": ")
        found = re.match(r"标题(接排)?(\d?)$", name)
        if found:
            level = {"": 1, "0": 2}.get(found.group(2)) or \
                int(found.group(2)) + 1
            # Of a heading that is run in, its text goes on in this line.
            head = value.split("｜")[0] if found.group(1) else value
            heads.append((level, bare(re.sub("[↵⟦⟧]", "", head))))
        words += re.sub(r"[\s｜↵⟦⟧]", "", value or line)
    return heads, words


def compare(gongwen, source):
    markdown = run(*gongwen, "convert", "-q", source, "-o", "-")
    theirs = list(blocks(markdown))
    heads, words = model(gongwen, source)
    wrong = []
    for level, text in theirs:
        if text and text not in words:
            wrong.append(f"not in the model: {text[:60]}")
    rest = iter(heads)
    for head in (h for h in theirs if h[0]):
        if head not in rest:
            wrong.append(f"no such heading in the model: {head}")
            break
    for what in wrong:
        print(f"{source}: {what}")
    return not wrong


program, *sources = sys.argv[1:]
sys.stdout.reconfigure(encoding="utf-8")
results = [compare(program.split(), source) for source in sources]
print(f"{results.count(True)} the same to CommonMark, "
      f"{results.count(False)} not")
sys.exit(not all(results))
