"""DOCX files as others make them, one for each thing that Word can hold.

usage: foreign.py make FOLDER
       foreign.py check FOLDER

make writes NAME.docx; check compares NAME.md and NAME.said, what convert made
of it and said: each word is there in this order, what must not be there is
not, and each warning is there, at a place of the file.
"""
import os
import re
import sys
import zipfile

NS = " ".join(f'xmlns:{p}="{u}"' for p, u in {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w16se": "http://schemas.microsoft.com/office/word/2015/wordml/symex",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/"
         "relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/"
           "wordprocessingShape",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/"
          "wordprocessingDrawing",
}.items())
PARTS = ("styles", "numbering", "footnotes", "endnotes", "comments",
         "header1", "footer1")
KINDS = {"header1": "header", "footer1": "footer"}


def t(text, rpr=""):
    return f"<w:r>{rpr and f'<w:rPr>{rpr}</w:rPr>'}<w:t xml:space=" \
           f"\"preserve\">{text}</w:t></w:r>"


def p(inner, ppr=""):
    if not inner.startswith("<"):
        inner = t(inner)
    return f"<w:p>{ppr and f'<w:pPr>{ppr}</w:pPr>'}{inner}</w:p>"


def num(number, level=0):
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>' \
           "</w:numPr>"


def table(*rows):
    return "<w:tbl><w:tblPr/><w:tblGrid>" + "<w:gridCol w:w='2000'/>" * len(
        rows[0]) + "</w:tblGrid>" + "".join("<w:tr>" + "".join(
            f"<w:tc><w:tcPr/>{cell if cell.startswith('<') else p(cell)}"
            "</w:tc>" for cell in row) + "</w:tr>" for row in rows) + \
        "</w:tbl>"


def box(text):
    return f"<w:txbxContent>{p(text)}</w:txbxContent>"


def field(*codes):
    return '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + "".join(
        f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes) \
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def mark(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def begin(code, result=""):
    """A field as far as its code, or with a result to its end."""
    if result and not result.startswith("<"):
        result = t(result)
    return mark("begin") + f"<w:r><w:instrText>{code}</w:instrText></w:r>" + (
        result and mark("separate") + result + mark("end"))


RAISED = '<w:vertAlign w:val="%s"/>'
WINGDINGS = '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>'
HEAD = p("关于开展河湖检查的通知", '<w:jc w:val="center"/>') + \
    p("各县（市、区）水利局：")
TAIL = p("青禾市水利局", '<w:jc w:val="right"/>') + \
    p("2026年4月2日", '<w:jc w:val="right"/>')
NOTES = '<w:footnote w:id="{0}"><w:p><w:r><w:footnoteRef/></w:r>{1}</w:p>' \
    "</w:footnote>"
LEVEL = '<w:lvl w:ilvl="{0}"><w:start w:val="1"/><w:numFmt w:val="{1}"/>' \
    '<w:lvlText w:val="{2}"/></w:lvl>'

# name: body, other parts, words in their order, words that are not there,
# rules of the warnings
FILES = {
    "numbering": (
        p("总体要求", num(1)) + p("检查范围", num(1, 1)) + p("全市。")
        + p("检查内容", num(1, 1)) + p("水位；", num(2)) + p("流速。", num(2))
        + p("工作要求", num(1)) + p("抓紧。"),
        {"numbering": '<w:abstractNum w:abstractNumId="0">' + LEVEL.format(
            0, "chineseCounting", "%1、") + LEVEL.format(
            1, "chineseCounting", "（%2）") + "</w:abstractNum>"
            '<w:abstractNum w:abstractNumId="1">' + LEVEL.format(
                0, "decimal", "%1.") + "</w:abstractNum>"
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
            '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'},
        ["一、总体要求", "（一）检查范围", "（二）检查内容", "1.水位；",
         "2.流速。", "二、工作要求"], [], []),
    "vml-box": (
        p("<w:r><w:pict><v:shape><v:textbox>" + box("框内文字甲。")
          + "</v:textbox></v:shape></w:pict></w:r>" + t("请认真检查。")),
        {}, ["请认真检查。", "框内文字甲。"], [], ["docx-boxes"]),
    "alternate-box": (
        p("<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">"
          "<w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp>"
          "<wps:txbx>" + box("框内文字乙。") + "</wps:txbx></wps:wsp>"
          "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
          "<mc:Fallback><w:pict><v:shape><v:textbox>" + box("框内文字乙。")
          + "</v:textbox></v:shape></w:pict></mc:Fallback>"
          "</mc:AlternateContent></w:r>" + t("请认真检查。")),
        {}, ["请认真检查。", "框内文字乙。"], ["框内文字乙。.*框内文字乙。"],
        ["docx-boxes"]),
    "word-art": (
        p("<w:r><w:pict><v:shape><v:textpath string=\"青禾市水利局文件\"/>"
          "</v:shape></w:pict></w:r>") + p("请认真检查。"),
        {}, ["青禾市水利局文件", "请认真检查。"], [], ["docx-boxes"]),
    "ruby": (
        p(t("青") + "<w:r><w:ruby><w:rt>" + t("hé") + "</w:rt><w:rubyBase>"
          + t("禾") + "</w:rubyBase></w:ruby></w:r>" + t("市全面检查。")),
        {}, ["青禾市全面检查。"], ["hé"], ["docx-footnotes"]),
    "footnotes": (
        p(t("检查全市河湖") + '<w:r><w:footnoteReference w:id="2"/></w:r>'
          + t("，逐一登记。")) + p(t("按时上报")
          + '<w:r><w:endnoteReference w:id="3"/></w:r>' + t("。")),
        {"footnotes": NOTES.format(2, t("不含水库。")),
         "endnotes": NOTES.format(3, t("以收到为准。")).replace(
             "footnote", "endnote")},
        ["检查全市河湖，逐一登记。", "注：不含水库。", "按时上报。",
         "注：以收到为准。"], [], ["docx-footnotes"]),
    "revisions": (
        p(t("请于") + '<w:del w:id="1"><w:r><w:delText>三月</w:delText></w:r>'
          '</w:del><w:ins w:id="2">' + t("四月") + "</w:ins>" + t("底前报送。")
          + '<w:moveFrom w:id="3">' + t("移走的话。") + "</w:moveFrom>")
        + p('<w:moveTo w:id="4">' + t("移来的话。") + "</w:moveTo>"),
        {}, ["请于四月底前报送。", "移来的话。"], ["三月", "移走"],
        ["docx-revisions"]),
    "comments": (
        p('<w:commentRangeStart w:id="1"/>' + t("请认真检查。")
          + '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/>'
          "</w:r>"),
        {"comments": '<w:comment w:id="1">' + p("此句再议") + "</w:comment>"},
        ["请认真检查。"], ["再议"], ["docx-comments"]),
    "fields": (
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>'
          ' REF _a \\h </w:instrText></w:r><w:r><w:fldChar '
          'w:fldCharType="separate"/></w:r>' + t("第三条")
          + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + t("所列河湖")
          + '<w:fldSimple w:instr=" DATE ">' + t("四月") + "</w:fldSimple>"
          + '<w:hyperlink r:id="rIdX">' + t("报送。") + "</w:hyperlink>")
        + p('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>'
            '<w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>'
            '</w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX '
            '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
            + t("同意，类别为")
            + '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>'
            '<w:result w:val="1"/><w:listEntry w:val="河流"/><w:listEntry '
            'w:val="湖泊"/></w:ddList></w:ffData></w:fldChar></w:r><w:r>'
            '<w:fldChar w:fldCharType="end"/></w:r>' + t("。")),
        {}, ["第三条所列河湖四月报送。", "☑同意，类别为湖泊。"],
        ["REF", "FORMCHECKBOX"], []),
    "fields-within": (
        p(t("请") + begin(" IF ") + begin(" MERGEFIELD 人数 ", "12")
          + f"<w:r><w:instrText> > 9 </w:instrText></w:r>{mark('separate')}"
          + t("分两批") + mark("end") + t("到会，") + begin(
              " IF ", mark("begin") + "<w:r><w:instrText>PAGE</w:instrText>"
              "</w:r>" + mark("separate") + t("1") + mark("end")
              + t("第一页")) + t("，"))
        + p(t("没有结束的") + mark("begin") + t("域")) + p("后面照读。"),
        {}, ["请分两批到会，1第一页，", "没有结束的域", "后面照读。"],
        ["12", "MERGE"], []),
    "newer-forms": (
        p("<w:r><mc:AlternateContent><mc:Choice Requires=\"w16se\">"
          "<w16se:symEx w16se:char=\"260E\"/></mc:Choice><mc:Fallback>"
          "<w:t>☎</w:t></mc:Fallback></mc:AlternateContent></w:r>"
          + t("0000-1234。")),
        {}, ["☎0000-1234。"], [], []),
    "choices": (
        p("请填写。") + table(["类别", p(
            "<w:sdt><w:sdtPr><w:showingPlcHdr/><w:dropDownList><w:listItem "
            'w:displayText="选择一项。" w:value=""/><w:listItem w:displayText='
            '"河流" w:value="1"/><w:listItem w:value="湖泊"/></w:dropDownList>'
            "</w:sdtPr><w:sdtContent>" + t("　") + "</w:sdtContent></w:sdt>")],
            ["名称", ""]) + p("请核对。"),
        {}, ["| 类别 | {填写: 河流/湖泊} |", "| 名称 |  |"], [], []),
    "circled": (
        p("水位；", num(1)) + p("流速；", num(1)) + p("断面。", num(2)),
        {"numbering": '<w:abstractNum w:abstractNumId="0">' + LEVEL.format(
            0, "decimalEnclosedCircleChinese", "%1")
            + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
            + LEVEL.format(0, "decimalEnclosedParen", "%1")
            + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/>'
            '</w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'},
        ["①水位；", "②流速；", "（1）断面。"], [], []),
    "symbols": (
        p('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + t("已查；")
          + '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>'
          + t("满意。") + t("水") + "<w:r><w:softHyphen/></w:r>" + t("利")
          + "<w:r><w:noBreakHyphen/></w:r>" + t("A。")),
        {}, ["☑已查；□满意。水利-A。"], [], ["docx-objects"]),
    "hidden": (
        p(t("请认真检查。") + t("内部提示", "<w:vanish/>")),
        {}, ["请认真检查。"], ["内部提示"], ["docx-hidden"]),
    "headers": (
        p("请认真检查。"),
        {"header1": p("内部资料"), "footer1": p("第一处室")},
        ["请认真检查。"], ["内部资料", "第一处室"], ["docx-headers"]),
    "nested": (
        p("名单如下。") + table(["河名", "断面"], [
            "清河", table(["上游", "甲村"], ["下游", "乙村"]) + p("")])
        + p("请核对。"),
        {}, ["河名", "断面", "清河", "上游", "甲村", "下游", "乙村",
             "请核对。"], [], ["docx-nested"]),
    "controls": (
        "<w:sdt><w:sdtContent>" + p("整段在控件里。") + "</w:sdtContent></w:sdt>"
        + p("<w:sdt><w:sdtContent>" + t("行内控件") + "</w:sdtContent></w:sdt>"
            + "<w:smartTag>" + t("青禾市") + "</w:smartTag><w:customXml>"
            + t("全境。") + "</w:customXml>")
        + "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='1'/></w:tblGrid><w:sdt>"
        "<w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc><w:tcPr/>"
        + p("格在控件里") + "</w:tc></w:sdtContent></w:sdt></w:tr>"
        "</w:sdtContent></w:sdt></w:tbl>" + p("请核对。"),
        {}, ["整段在控件里。", "行内控件青禾市全境。", "格在控件里", "请核对。"],
        [], []),
    "bold": (
        p(t("一、时间。", "<w:b/>") + t("四月底前。"))
        + p(t("请各单位") + t("务必", "<w:b/>") + t(" ") + t("按时", "<w:b/>")
            + t("报送。"))
        + p(t("请甲、乙") + t("丙、丁", "<w:b/>") + t("到会，满1")
            + t("2", "<w:b/>") + t("3人") + t("即 ", "<w:b/>") + t("*开。"))
        + table([p(t("*号", "<w:b/>")), p(t(" 甲") + "<w:r><w:br/>"
            "<w:br/></w:r>" + t("乙 ")) + p("")])
        + p("请核对。"),
        {}, ["时间。", "四月底前。", "请各单位**务必 按时**报送。", "乙**丙、丁",
             "| 甲<br>乙 |"], [r"\*\*\*\*"], []),
    "formula": (
        p(t("流量按") + "<m:oMath><m:r><m:t>Q=vA</m:t></m:r></m:oMath>"
          + t("计算。")),
        {}, ["流量按Q=vA计算。"], [], ["docx-objects"]),
    "equations": (
        p(field(" eq \\o\\ac(○,", "密", ")") + t("件，") + field(
            'EQ \\* jc2 \\* "Font:宋体" \\* hps10 \\o\\ad(\\s\\up 9(', "hé",
            "),", "禾", ")") + t("市，") + field("EQ \\f(1,2)") + t("以上。")),
        {}, ["密件，禾市，1/2以上。"], ["hé"], ["docx-objects"]),
    "raised": (
        p(t("10") + t("-6", RAISED % "superscript") + t("，H")
          + t("2", RAISED % "subscript") + t("O，")
          + t("vip", "<w:caps/>") + t("。"))
        + p(t("注") + t("甲", RAISED % "superscript") + t("已查。")),
        {}, ["10⁻⁶，H₂O，VIP。", "注甲已查。"], [], ["docx-objects"]),
    "struck": (
        p(t("请认真") + t("仔细", "<w:strike/>") + t("检查。")),
        {}, ["请认真仔细检查。"], [], ["docx-hidden"]),
    "fonts": (
        p('<w:r><w:sym w:font="Wingdings 2" w:char="00A3"/></w:r>' + t("甲")
          + t("R", WINGDINGS) + t("乙") + t("\uf0a3", WINGDINGS)
          + '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
          + t("3，未满\ufeff者除外。")),
        {}, ["□甲☑乙□≥3，未满者除外。"], [], []),
    "dropped-capital": (
        p("请", '<w:framePr w:dropCap="drop" w:lines="3"/>')
        + p("各县认真检查。"),
        {}, ["请各县认真检查。"], [], []),
    "legal-numbers": (
        p("检查时间", num(1)) + p("四月。") + p("起算", num(1, 1))
        + p("四月一日。") + p("检查河道；", num(2)),
        {"numbering": '<w:abstractNum w:abstractNumId="0">' + LEVEL.format(
            0, "chineseCounting", "第%1条") + LEVEL.format(
            1, "decimal", "%1.%2").replace("<w:lvlT", "<w:isLgl/><w:lvlT")
            + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
            + LEVEL.format(0, "decimal", "（%1）")
            + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/>'
            '</w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'},
        ["第一条　检查时间", "1.1 起算", "（1）检查河道；"], [], []),
    "merged-across": (
        p("见表。") + table(["水库", "", "备注"], ["甲", "乙", "丙"]).replace(
            "<w:tcPr/>", '<w:tcPr><w:hMerge w:val="restart"/></w:tcPr>', 1)
        .replace("<w:tcPr/>", "<w:tcPr><w:hMerge/></w:tcPr>", 1)
        + p("请核对。"),
        {}, ["| 水库 | < | 备注 |", "| 甲 | 乙 | 丙 |"], [], []),
    "chart": (
        p(t("分布见图。") + "<w:r><w:drawing><wp:inline><a:graphic>"
          '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/'
          '2006/chart"/></a:graphic></wp:inline></w:drawing></w:r>'),
        {}, ["分布见图。"], [], ["docx-objects"]),
}


def part(name, inner):
    root = {"header1": "hdr", "footer1": "ftr"}.get(name, name)
    return f"<w:{root} {NS}>{inner}</w:{root}>"


def make(folder):
    base = "http://schemas.openxmlformats.org/"
    for name, (body, parts, *_) in FILES.items():
        section = "".join(
            f'<w:{KINDS[k]}Reference w:type="default" r:id="rId{k}"/>'
            for k in parts if k in KINDS)
        content = {
            "[Content_Types].xml": f'<Types xmlns="{base}package/2006/'
            'content-types"><Default Extension="rels" ContentType="'
            'application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '</Types>',
            "_rels/.rels": f'<Relationships xmlns="{base}package/2006/'
            f'relationships"><Relationship Id="a" Type="{base}officeDocument'
            '/2006/relationships/officeDocument" Target="word/document.xml"/>'
            '</Relationships>',
            "word/_rels/document.xml.rels":
            f'<Relationships xmlns="{base}package/2006/relationships">'
            + "".join(
                f'<Relationship Id="rId{k}" Type="{base}officeDocument/2006/'
                f'relationships/{KINDS.get(k, k)}" Target="{k}.xml"/>'
                for k in parts) + "</Relationships>",
            "word/document.xml": f"<w:document {NS}><w:body>{HEAD}{body}"
            f"{TAIL}<w:sectPr>{section}</w:sectPr></w:body></w:document>",
        }
        for k, inner in parts.items():
            content[f"word/{k}.xml"] = part(k, inner)
        with zipfile.ZipFile(f"{folder}/{name}.docx", "w") as z:
            for file, text in content.items():
                z.writestr(file, text)
        print(name)


def check(folder):
    wrong = 0
    for name, (_, _, words, absent, rules) in FILES.items():
        with open(f"{folder}/{name}.md", encoding="utf-8") as f:
            text = f.read().replace("\\", "")
        with open(f"{folder}/{name}.said", encoding="utf-8") as f:
            said = f.read()
        faults = []
        at = 0
        for word in ["关于开展河湖检查的通知"] + words:
            found = text.find(word, at)
            if found < 0:
                faults.append(f"no {word}")
            else:
                at = found + len(word)
        for word in ["各县（市、区）水利局", "青禾市水利局", "2026年4月2日"]:
            if word not in text:
                faults.append(f"no {word}")
        faults += [f"there is {word}" for word in absent
                   if re.search(word, text, re.S)]
        for rule in rules:
            place = r"" if rule == "docx-headers" else r":\d+:\d+"
            if not re.search(rf"docx{place}: .*\[{rule}\]", said):
                faults.append(f"no warning {rule} with its place")
        if "docx-" in said and not rules:
            faults.append("a warning: " + said.strip())
        for fault in faults:
            print(f"{name}: {fault}")
        wrong += len(faults)
    return wrong > 0


if __name__ == "__main__":
    os.makedirs(sys.argv[2], exist_ok=True)
    sys.exit((make if sys.argv[1] == "make" else check)(sys.argv[2]))
