/*
 * A thousand copies: each holds its own row's values, everywhere that they
 * were asked for, and no other row's; whatever the number of workers.
 */
#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "batch/batch.h"
#include "base/digest.h"
#include "package/pack.h"

#define COPIES	1000
#define FIRST	101		/* 份号 of the first */

#define NOTICE \
	"---\n发文机关: 云溪市科协\n" \
	"发文字号: 云科协〔2026〕{{序号}}号\n" \
	"密级: 秘密\n主送: '{{单位}}'\n成文日期: 2026-06-14\n" \
	"附件:\n  - 附件/表.md\n" \
	"抄送: '{{县区}}政府办'\n印发机关: 云溪市科协\n" \
	"印发日期: 2026-06-15\n---\n\n" \
	"# 关于征集{{县区}}需求的通知\n\n" \
	"这是第{{序号|4}}份，共{{总数}}份。请{{单位}}在{{期限}}以前报送，" \
	"经费{{金额|千分位}}元，大写{{金额|大写}}。\n\n一、不变的一节\n\n" \
	"各单位要充分认识征集工作的重要意义，深入企业开展调研，掌握实际困难。\n\n" \
	"{{#备注}}\n备注是{{备注}}。\n{{/备注}}\n\n" \
	"| 单位 | 期限 | 说明 |\n|---|---|---|\n" \
	"| {{单位}} | {{期限}} | 不变 |\n| 合计 |  | {{备注|默认:无}} |\n"

#define FORM	"# 附件 报送表\n\n填报单位：{{单位}}\n\n" \
		"| 联系人 | {{联系人}} |\n|---|---|\n| 电话 |  |\n"

struct bench {
	char folder[64];
	struct arena arena;
	struct files files;
	struct findings findings;
	struct str source;
};

static struct str
path(struct bench *b, const char *name)
{
	return str_format(&b->arena, "%s/%s", b->folder, name);
}

static void
put(struct bench *b, const char *name, const char *text)
{
	CHECK(file_write(path(b, name), STR_NONE, str_of(text), FILE_SYNC_NONE,
	    &b->findings) == 0);
}

/*
 * The values of a row: a character that says which one, and its number.  Some
 * are long, so that lines and pages move; some hold markup; some are empty.
 */
static void
write_rows(struct bench *b)
{
	struct buf out = { 0 };

	buf_lit(&out, "县区,单位,期限,金额,联系人,备注\n");
	for (unsigned i = 1; i <= COPIES; i++) {
		buf_format(&out, "县%04u%s,\"单%04u%s\",期%04u,%u,", i,
		    i % 7 == 0 ? "经济技术开发区" : "", i, i % 5 == 0 ?
		    " & <b>**局**</b>" : i % 11 == 0 ?
		    "高新技术产业开发区科学技术协会农村专业技术服务中心" : "",
		    i, 1000000 + i);
		buf_format(&out, "人%04u,", i);
		if (i % 3 == 0)
			buf_format(&out, "\"注%04u\n第二行\"", i);
		buf_byte(&out, '\n');
	}
	buf_byte(&out, '\0');
	put(b, "rows.csv", out.p);
	buf_release(&out);
}

static void
setup(struct bench *b)
{
	memset(b, 0, sizeof(*b));
	strcpy(b->folder, "/tmp/gongwen-copies-XXXXXX");
	CHECK(mkdtemp(b->folder) != NULL);
	b->files.arena = b->findings.arena = &b->arena;
	b->findings.files = &b->files;
	put(b, "n.md", NOTICE);
	put(b, "附件/表.md", FORM);
	write_rows(b);
	b->source = path(b, "n.md");
}

static struct batch_result
run(struct bench *b, const char *output, unsigned jobs)
{
	struct batch batch = { .sources = &b->source, .source_count = 1,
	    .output = path(b, output), .data = path(b, "rows.csv"),
	    .name = STR("{{序号|4}}"), .copies_from = STR("000101"),
	    .jobs = jobs, .version = STR("test") };

	CHECK(batch_run(&batch, &b->findings) == 0);
	return batch.result;
}

/* What every copy is a package of. */
static void
check_parts(const struct pack *pack)
{
	static const char *const parts[] = { "[Content_Types].xml",
	    "_rels/.rels", "docProps/app.xml", "docProps/core.xml",
	    "word/_rels/document.xml.rels", "word/document.xml",
	    "word/fontTable.xml", "word/footer1.xml", "word/footer2.xml",
	    "word/settings.xml", "word/styles.xml" };

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		CHECK(pack_find(pack, str_of(parts[i])) != NULL);
}

/* All that can be read in the package, tags left out. */
static struct str
text_in(struct bench *b, struct arena *arena, struct str bytes)
{
	struct pack *pack = pack_open(arena, STR("copy"), bytes, POS_NONE,
	    &b->findings);
	struct buf out = { 0 };
	struct str part, all;
	bool tag = false;

	if (!CHECK(pack != NULL))
		return STR_NONE;
	check_parts(pack);
	for (size_t i = 0; i < pack->n; i++) {
		if (!str_ends(pack->parts[i].name, STR(".xml")))
			continue;
		CHECK(pack_read(arena, pack, &pack->parts[i], &part,
		    &b->findings) == 0);
		for (size_t k = 0; k < part.n; k++) {
			tag = part.p[k] == '<' || (tag && part.p[k] != '>');
			if (!tag && part.p[k] != '>')
				buf_byte(&out, part.p[k]);
		}
		buf_byte(&out, '\n');
	}
	all = str_copy(arena, buf_view(&out));
	buf_release(&out);
	return all;
}

/* How often MARK stands before NUMBER; before any other it never may. */
static unsigned
count_own(struct str text, const char *mark, unsigned number)
{
	struct str word = str_of(mark);
	unsigned n = 0;
	char own[8];

	snprintf(own, sizeof(own), "%04u", number);
	for (size_t at = 0; (at = str_find(text, word, at)) != SIZE_MAX;) {
		struct str digits = str_slice(text, at + word.n,
		    at + word.n + 4);

		at += word.n;
		if (digits.n < 4 || digits.p[0] < '0' || digits.p[0] > '9')
			continue;
		n++;
		CHECK_STR(digits, own);
	}
	return n;
}

static void
check_copy(struct bench *b, struct arena *arena, struct str bytes,
    unsigned i)
{
	struct str text = text_in(b, arena, bytes);

	CHECK(count_own(text, "县", i) >= 2);	/* title, 抄送 */
	/* 主送, and that as a property, text, two tables */
	CHECK(count_own(text, "单", i) == 5);
	CHECK(count_own(text, "期", i) == 2);
	CHECK(count_own(text, "人", i) == 1);
	CHECK(count_own(text, "注", i) == (i % 3 == 0 ? 2 : 0));
	CHECK(count_own(text, "这是第", i) == 1);
	CHECK(str_has(text, str_format(arena, "〔2026〕%u号", i)));
	CHECK(str_has(text, str_format(arena, "1,00%u,%03u元", i / 1000,
	    i % 1000)));
	CHECK(str_has(text, str_format(arena, "%06u", FIRST + i - 1)));
	CHECK(!str_has(text, str_format(arena, "%06u", FIRST + i)));
	CHECK(!str_has(text, str_format(arena, "%06u", FIRST + i - 2)));
	CHECK(str_has(text, STR("共1000份")));
	CHECK(str_has(text, STR("&amp; &lt;b&gt;**局**")) == (i % 5 == 0));
	CHECK(!str_has(text, STR("{{")) && !str_has(text, STR("}}")));
}

/* The next line of the manifest is that of copy I, with these bytes. */
static void
check_line(struct arena *arena, struct str *manifest, unsigned i,
    struct str bytes)
{
	size_t end = str_find(*manifest, STR("\n"), 0);
	struct str line = str_slice(*manifest, 0, end);

	*manifest = str_slice(*manifest, line.n + 1, manifest->n);
	CHECK(str_starts(line, str_format(arena, "%u,%04u.docx,", i, i)));
	CHECK(str_has(line, str_format(arena, ",%06u,", FIRST + i - 1)));
	CHECK(str_has(line, sum_hex(arena, bytes)));
}

static void
test_copies(struct bench *b)
{
	struct str manifest;

	CHECK(run(b, "one", 1).progress.made == COPIES);
	CHECK(run(b, "two", 2).progress.made == COPIES);
	CHECK(file_read_output(&b->arena, path(b, "one/清单.csv"), 1 << 24,
	    &manifest, &b->findings) == 0);
	manifest = str_slice(manifest, str_find(manifest, STR("\n"), 0) + 1,
	    manifest.n);
	for (unsigned i = 1; i <= COPIES; i++) {
		struct arena arena = ARENA_INIT;
		struct str one, two;
		char name[32];

		snprintf(name, sizeof(name), "one/%04u.docx", i);
		CHECK(file_read_output(&arena, path(b, name), 1 << 20, &one,
		    &b->findings) == 0);
		memcpy(name, "two", 3);
		CHECK(file_read_output(&arena, path(b, name), 1 << 20, &two,
		    &b->findings) == 0);
		CHECK(str_eq(one, two));
		check_copy(b, &arena, one, i);
		check_line(&arena, &manifest, i, one);
		arena_release(&arena);
	}
	CHECK(manifest.n == 0);
	CHECK(run(b, "one", 2).progress.kept == COPIES);
}

int
main(void)
{
	struct bench b;

	setup(&b);
	test_copies(&b);
	CHECK(system(str_cstr(&b.arena, str_format(&b.arena, "rm -rf %s",
	    b.folder))) == 0);
	arena_release(&b.arena);
	return UNIT_END;
}
