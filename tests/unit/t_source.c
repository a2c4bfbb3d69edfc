#include <stdlib.h>
#include <unistd.h>

#include "unit.h"
#include "model.h"

#include "base/file.h"
#include "source/picture.h"

/* A folder of its own for each run of the test. */
struct room {
	struct bench b;
	char folder[32];
};

static struct str
put(struct room *room, const char *name, const char *bytes, size_t n)
{
	struct str path = path_join(&room->b.arena, str_of(room->folder),
	    str_of(name));

	CHECK(file_write(path, STR_NONE, (struct str){ bytes, n }, FILE_SYNC_NONE,
	    &room->b.findings) == 0);
	return path;
}

static struct str
put_text(struct room *room, const char *name, const char *text)
{
	return put(room, name, text, strlen(text));
}

static struct document *
read_path(struct room *room, struct str path)
{
	struct source_options options = { 0 };

	room->b.findings.list.n = 0;
	return source_read(&room->b.arena, path, &options,
	    &room->b.findings);
}

static struct str
show(struct room *room, struct str path)
{
	struct document *document = read_path(room, path);

	room->b.out.n = 0;
	if (document == NULL)
		return STR("(none)");
	show_document(&room->b.out, document);
	return buf_view(&room->b.out);
}

static void
test_attachments(struct room *r)
{
	struct str path = put_text(r, "a/通知.md",
	    "---\n附件:\n- 表/一.md\n- 二.csv\n- 标题: 旧文\n  文件: 三.docx\n"
	    "- 四.md\n---\n# 关于甲的通知\n\n正文。\n");

	put_text(r, "a/表/一.md", "# 附件1 报名表 {横向}\n\n{单位：　　日期：}\n");
	put_text(r, "a/二.csv", "序号,名称\n1,甲\n");
	put_text(r, "a/三.docx", "不看内容");
	put_text(r, "a/四.md", "---\n发文字号: 省字〔2026〕3号\n署名: 省局\n"
	    "附件: [表/一.md]\n---\n# 关于乙的通知\n\n请执行。\n");
	CHECK_STR(show(r, path), "title: 关于甲的通知\np 正文。\n"
	    "note: 报名表\nnote: 二\nnote: 旧文\nnote: 关于乙的通知\n"
	    "attachment [附件1] number 1 landscape\npath: 表/一.md\n"
	    "title: 报名表\nfill 单位：　　日期：\n"
	    "attachment [附件2] number 2\npath: 二.csv\ntitle: 二\n"
	    "table 2x2 header 1\n    |序号 |名称\n    |1 |甲\n"
	    "attachment [附件3] number 3\npath: 三.docx\nlisted: 旧文\n"
	    "title: 旧文\n"
	    "attachment [附件4] number 4\npath: 四.md\n"
	    "number: 省字〔2026〕3号\ntitle: 关于乙的通知\np 请执行。\n"
	    "note: 报名表\nsignatures: <省局>\n"
	    "attachment [附件1] number 1 landscape\npath: 表/一.md\n"
	    "title: 报名表\nfill 单位：　　日期：\n");
	CHECK_STR(bench_found(&r->b), "");
}

/* One file with several pages gives them all to the list. */
static void
test_hoisting(struct room *r)
{
	struct str path = put_text(r, "h.md",
	    "---\n附件: 全部.md\n---\n# 通知\n\n正文。\n\n# 方案\n\n方案正文。\n");

	put_text(r, "全部.md", "# 附件1 甲\n\n一\n\n# 附件2 乙\n\n二\n");
	CHECK_STR(show(r, path), "title: 通知\np 正文。\nnote: 甲\nnote: 乙\n"
	    "enclosure [] number 0\ntitle: 方案\np 方案正文。\n"
	    "attachment [附件1] number 1\npath: 全部.md\ntitle: 甲\np 一\n"
	    "attachment [附件2] number 2\ntitle: 乙\np 二\n");
	CHECK_STR(bench_found(&r->b), "");
}

static void
test_failures(struct room *r)
{
	CHECK_STR(show(r, put_text(r, "m.md",
	    "---\n附件:\n- 没有.md\n- 也没有.csv\n---\n# 甲\n")), "(none)");
	CHECK_STR(bench_found(&r->b),
	    "attachment-missing 3:3; attachment-missing 4:3");
	CHECK_STR(show(r, put_text(r, "c.md",
	    "---\n附件: c2.md\n---\n# 甲\n\n正文。\n")), "(none)");
	put_text(r, "c2.md", "---\n附件: ./c.md\n---\n# 乙\n");
	CHECK_STR(show(r, put_text(r, "c.md",
	    "---\n附件: c2.md\n---\n# 甲\n\n正文。\n")), "(none)");
	CHECK_STR(bench_found(&r->b), "attachment-cycle 2:5");
	CHECK(str_ends(r->b.findings.list.v[0].place.file, STR("c2.md")));
	CHECK_STR(show(r, put_text(r, "p.md",
	    "---\n附件: 表.pdf\n---\n# 甲\n")), "(none)");
	CHECK_STR(bench_found(&r->b), "attachment-kind 2:5");
	CHECK_STR(show(r, put_text(r, "e.md", " \n\n　\n")), "(none)");
	CHECK_STR(bench_found(&r->b), "file-empty 0:0");
	CHECK_STR(show(r, put_text(r, "y.md", "---\n标题: \"甲\n---\n乙\n")),
	    "(none)");
	CHECK_STR(bench_found(&r->b), "front-invalid 2:5");
	CHECK_STR(show(r, put_text(r, "x.md",
	    "---\n附件: y.md\n---\n# 甲\n")), "(none)");
	CHECK_STR(bench_found(&r->b), "front-invalid 2:5");
	CHECK_STR(show(r, str_of(r->folder)), "(none)");
	CHECK(findings_worst(&r->b.findings) == SEVERITY_FATAL);
}

/* A file that leads to two more, each to two more: an end is found. */
static void
test_depth(struct room *r)
{
	for (char c = 'a'; c <= 'l'; c++) {
		char name[] = "deep?.md", text[100];

		name[4] = c;
		snprintf(text, sizeof(text), "---\n附件: [deep%c.md, deep%c.md]\n"
		    "发文字号: 甲〔2026〕1号\n---\n# 甲\n", c + 1, c + 1);
		put_text(r, name, text);
	}
	CHECK_STR(show(r, put_text(r, "deep.md",
	    "---\n附件: deepa.md\n---\n# 甲\n")), "(none)");
	CHECK(r->b.findings.list.v[0].id == FINDING_ATTACHMENT_DEPTH);
}

/* What is listed and what the page says should agree, but for a forwarded
 * document, which is listed by its number. */
static void
test_names(struct room *r)
{
	put_text(r, "n1.md", "# 报名表\n\n甲\n");
	put_text(r, "n2.md", "---\n发文字号: 甲〔2026〕1号\n---\n# 通知\n\n乙\n");
	read_path(r, put_text(r, "n.md", "---\n附件:\n- 标题: 申报表\n"
	    "  文件: n1.md\n- 标题: 甲〔2026〕1号文件\n  文件: n2.md\n---\n"
	    "# 通知\n\n正文\n"));
	CHECK_STR(bench_found(&r->b), "note-name 3:7");
}

/* A county's file is known only when the data are. */
static void
test_placeholder_path(struct room *r)
{
	CHECK_STR(show(r, put_text(r, "v.md",
	    "---\n附件: {{表}}.md\n---\n# 甲\n\n见附件\n")),
	    "title: 甲\np 见附件\nattachment [附件] number 0\n"
	    "path: {{表}}.md\n");
}

static void
test_csv_files(struct room *r)
{
	put(r, "n.csv", "\xd0\xf2\xba\xc5,\xc3\xfb\xb3\xc6\n1,\xbc\xd7\n", 15);
	CHECK_STR(show(r, put_text(r, "t.md",
	    "# 甲\n\n{表格: 文件=n.csv 编码=GBK 空行=1}\n\nn.csv\n")),
	    "title: 甲\ntable 3x2 header 1\n    |序号 |名称\n    |1 |甲\n"
	    "    | |\ntable 2x2 header 1\n    |序号 |名称\n    |1 |甲\n");
	CHECK_STR(show(r, put_text(r, "t.md",
	    "# 甲\n\n{表格: 文件=n.csv 编码=GBK 空行=1}\n\nn.csv\n\n无.csv\n\n"
	    "{表格: 文件=无.csv}\n")), "(none)");
	CHECK_STR(bench_found(&r->b), "csv-missing 7:1; csv-missing 9:9");
}

#define PNG_END	"\0\0\0\0IEND\xae\x42\x60\x82"

static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"
    "\0\0\1\2\0\0\0\x40\x08\2\0\0\0\0\0\0\0" PNG_END;
static const char wide[] = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"
    "\0\0\x75\x30\0\0\0\x40\x08\2\0\0\0\0\0\0\0" PNG_END;
static const char jpeg[] = "\xff\xd8\xff\xe0\0\4JF\xff\xff\xc0\0\x11\x08"
    "\0\x20\0\x30\3\0\0\0\0\0\0\0\0\xff\xd9";

static void
test_pictures(struct room *r)
{
	put(r, "a.png", png, sizeof(png));
	put(r, "b b.jpg", jpeg, sizeof(jpeg));
	put(r, "w.png", wide, sizeof(wide));
	put_text(r, "t.png", "不是图片");
	put(r, "c.png", png, sizeof(png) - 8);
	put(r, "c.jpg", jpeg, sizeof(jpeg) - 3);
	CHECK_STR(show(r, put_text(r, "i.md",
	    "# 甲\n\n![图](a.png)\n![](<b b.jpg>)\n\n文字![图](a.png)\n")),
	    "title: 甲\npicture a.png 258x64\npicture b b.jpg 48x32\n"
	    "p 文字![图](a.png)\n");
	CHECK_STR(bench_found(&r->b), "picture-inline 6:3");
	/* One that cannot be had whole: there is no document. */
	CHECK_STR(show(r, put_text(r, "i.md",
	    "# 甲\n\n![宽](w.png \"题\")\n\n![假](t.png)\n\n![无](x.png)\n\n"
	    "![断](c.png)\n\n![断](c.jpg)\n")), "(none)");
	CHECK_STR(bench_found(&r->b), "picture-size 3:6; picture-format 5:6; "
	    "picture-missing 7:6; picture-format 9:6; picture-format 11:6");
	CHECK(findings_worst(&r->b.findings) == SEVERITY_FATAL);
	CHECK_STR(show(r, put_text(r, "j.md",
	    "---\n附件: a.png\n---\n# 甲\n\n正文\n")),
	    "title: 甲\np 正文\nnote: a\nattachment [附件] number 0\n"
	    "path: a.png\ntitle: a\npicture a.png 258x64\n");
}

static void
test_picture_bytes(struct room *r)
{
	static const char *const bad[] = { "\xff\xd8\xff\xda", "\xff\xd8",
	    "\xff\xd8\xff\xe0\xff\xff", "\x89PNG\r\n\x1a\n" };

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct str path = put_text(r, "bad.png", bad[i]);
		struct picture *picture = picture_read(&r->b.arena,
		    STR("."), (struct span){ path, POS_NONE },
		    (struct span){ STR("图"), POS_NONE }, &r->b.findings);

		CHECK(picture->bytes.n == 0);
	}
}

int
main(void)
{
	struct room room = { .folder = "/tmp/gongwen-t-XXXXXX" };

	bench_start(&room.b);
	if (!CHECK(mkdtemp(room.folder) != NULL))
		return 1;
	test_attachments(&room);
	test_hoisting(&room);
	test_failures(&room);
	room.b.findings.counts[SEVERITY_FATAL] = 0;
	test_depth(&room);
	test_names(&room);
	test_placeholder_path(&room);
	test_csv_files(&room);
	memset(room.b.findings.counts, 0, sizeof(room.b.findings.counts));
	test_pictures(&room);
	test_picture_bytes(&room);
	if (chdir(room.folder) == 0)
		CHECK(system("rm -rf -- \"$PWD\"") == 0);
	bench_end(&room.b);
	return UNIT_END;
}
