/*
 * Batches: one source or many, rows into copies, what a second run keeps and
 * what it makes again, shards, stopping, and what must never happen to files.
 */
#include "unit.h"

#include <sys/stat.h>
#include <sys/wait.h>

#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "batch/batch.h"
#include "batch/manifest.h"
#include "package/pack.h"

#define NOTICE \
	"---\n发文机关: 云溪市科协\n发文字号: 云科协〔2026〕18号\n" \
	"主送: '{{单位}}'\n成文日期: 2026-06-14\n---\n\n" \
	"# 关于征集需求的通知\n\n请{{单位}}报送{{金额|千分位}}元的材料。\n"

struct bench {
	char folder[64];
	struct arena arena;
	struct files files;
	struct findings findings;
	struct batch batch;
	volatile sig_atomic_t stop;
	size_t stop_after;	/* set `stop` after so many copies; 0: never */
	struct str told;	/* "made 001-甲.docx\n" … */
	struct str source, data;
};

static void
tell(void *context, const struct batch_copy *copy,
    const struct batch_progress *progress)
{
	static const char *const states[] = { "made", "kept", "failed",
	    "stopped" };
	struct bench *b = context;

	b->told = str_format(&b->arena, "%.*s%s %.*s\n", STR_ARG(b->told),
	    states[copy->state], STR_ARG(copy->file));
	if (b->stop_after > 0 && progress->done >= b->stop_after)
		b->stop = 1;
}

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

static struct str
get(struct bench *b, const char *name)
{
	struct str bytes = STR("(missing)");

	file_read_output(&b->arena, path(b, name), 1 << 20, &bytes,
	    &b->findings);
	return bytes;
}

/* Forget findings and result; keep what there is on disk. */
static void
renew(struct bench *b)
{
	memset(&b->findings.list, 0, sizeof(b->findings.list));
	memset(b->findings.counts, 0, sizeof(b->findings.counts));
	memset(&b->files.read, 0, sizeof(b->files.read));
	b->told = STR_NONE;
	b->stop = 0;
	b->stop_after = 0;
}

static void
setup(struct bench *b, const char *notice, const char *data)
{
	memset(b, 0, sizeof(*b));
	strcpy(b->folder, "/tmp/gongwen-batch-XXXXXX");
	CHECK(mkdtemp(b->folder) != NULL);
	b->files.arena = b->findings.arena = &b->arena;
	b->findings.files = &b->files;
	put(b, "n.md", notice);
	b->source = path(b, "n.md");
	b->batch = (struct batch){ .sources = &b->source, .source_count = 1,
	    .output = path(b, "out"), .jobs = 1, .version = STR("test"),
	    .stop = &b->stop, .watch = { tell, b } };
	if (data != NULL) {
		put(b, "d.csv", data);
		b->batch.data = path(b, "d.csv");
	}
}

static void
teardown(struct bench *b)
{
	CHECK(system(str_cstr(&b->arena, str_format(&b->arena, "rm -rf %s",
	    b->folder))) == 0);
	arena_release(&b->arena);
}

static int
run(struct bench *b)
{
	renew(b);
	return batch_run(&b->batch, &b->findings);
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names in a folder, also hidden ones, sorted, each with a blank. */
static struct str
names_in(struct bench *b, const char *folder)
{
	struct dirent *entry;
	char *names[64];
	struct str all = STR_NONE;
	size_t n = 0;
	DIR *dir = opendir(str_cstr(&b->arena, path(b, folder)));

	while (dir != NULL && (entry = readdir(dir)) != NULL && n < 64)
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0)
			names[n++] = str_cstr(&b->arena,
			    str_of(entry->d_name));
	if (dir != NULL)
		closedir(dir);
	qsort(names, n, sizeof(names[0]), by_name);
	for (size_t i = 0; i < n; i++)
		all = str_format(&b->arena, "%.*s%s ", STR_ARG(all),
		    names[i]);
	return all;
}

static struct str
kind(struct bench *b, size_t n)
{
	if (n >= b->findings.list.n)
		return STR("(none)");
	return str_of(finding_kind(b->findings.list.v[n].id)->name);
}

static bool
has_kind(struct bench *b, enum finding_id id)
{
	for (size_t i = 0; i < b->findings.list.n; i++)
		if (b->findings.list.v[i].id == id)
			return true;
	return false;
}

static void
test_sources(void)
{
	struct bench b;
	struct str folder;

	setup(&b, "# 通知\n\n报送。\n", NULL);
	CHECK(run(&b) == 0);
	CHECK_STR(names_in(&b, "out"), "n.docx ");
	CHECK_STR(b.told, "made n.docx\n");
	b.batch.output = path(&b, "one/名.docx");
	CHECK(run(&b) == 0);
	CHECK_STR(names_in(&b, "one"), "名.docx ");
	put(&b, "in/甲.md", "# 甲\n\n文。\n");
	put(&b, "in/下/乙.md", "# 乙\n\n文。\n");
	folder = path(&b, "in/");
	b.batch.sources = &folder;
	b.batch.output = path(&b, "all");
	CHECK(run(&b) == 0);
	CHECK_STR(names_in(&b, "all"), "下 甲.docx ");
	CHECK_STR(names_in(&b, "all/下"), "乙.docx ");
	put(&b, "in/甲.txt", "甲\n\n文。\n");
	CHECK(run(&b) == -1);
	CHECK_STR(kind(&b, 0), "output-name-twice");
	teardown(&b);
}

static void
test_set(void)
{
	struct value set = { { STR("单位"), POS_NONE },
	    { STR("甲县"), POS_NONE } };
	struct bench b;

	setup(&b, "# 通知\n\n请{{单位}}报送。\n", NULL);
	CHECK(run(&b) == -1);
	CHECK_STR(kind(&b, 0), "placeholder-name");
	CHECK_STR(names_in(&b, "out"), "");
	b.batch.source.set = (struct values){ &set, 1 };
	CHECK(run(&b) == 0);
	CHECK_STR(names_in(&b, "out"), "n.docx ");
	teardown(&b);
}

#define ROWS	"单位,金额\n甲县,1000\n乙县,2000\n丙县,3000\n"
#define FILES	"001-甲县.docx 002-乙县.docx 003-丙县.docx 清单.csv "

static void
test_rows(void)
{
	struct bench b;
	struct str manifest;

	setup(&b, NOTICE, ROWS);
	CHECK(run(&b) == 0);
	CHECK_STR(names_in(&b, "out"), FILES);
	CHECK_STR(b.told, "made 001-甲县.docx\nmade 002-乙县.docx\n"
	    "made 003-丙县.docx\n");
	manifest = get(&b, "out/清单.csv");
	CHECK(str_starts(manifest, STR("\xef\xbb\xbf序号,文件,主送,份号,")));
	CHECK(str_has(manifest, STR("\n2,002-乙县.docx,乙县,,")));
	CHECK(b.batch.result.progress.made == 3);
	CHECK(run(&b) == 0);
	CHECK_STR(b.told, "kept 001-甲县.docx\nkept 002-乙县.docx\n"
	    "kept 003-丙县.docx\n");
	CHECK_STR(get(&b, "out/清单.csv"), str_cstr(&b.arena, manifest));
	b.batch.again = true;
	CHECK(run(&b) == 0);
	CHECK(b.batch.result.progress.made == 3);
	CHECK_STR(get(&b, "out/清单.csv"), str_cstr(&b.arena, manifest));
	teardown(&b);
}

static void
test_what_changed(void)
{
	struct bench b;

	setup(&b, NOTICE, ROWS);
	CHECK(run(&b) == 0);
	put(&b, "d.csv", "单位,金额\n甲县,1000\n乙县,2001\n丙县,3000\n");
	CHECK(run(&b) == 0);
	CHECK_STR(b.told, "kept 001-甲县.docx\nmade 002-乙县.docx\n"
	    "kept 003-丙县.docx\n");
	put(&b, "out/003-丙县.docx", "somebody else's");
	CHECK(run(&b) == 0);
	CHECK_STR(b.told, "kept 001-甲县.docx\nkept 002-乙县.docx\n"
	    "made 003-丙县.docx\n");
	b.batch.version = STR("other");
	CHECK(run(&b) == 0);
	CHECK(b.batch.result.progress.made == 3);
	put(&b, "n.md", NOTICE "\n特此通知。\n");
	CHECK(run(&b) == 0);
	CHECK(b.batch.result.progress.made == 3);
	/* A row put before the others moves their names, not their texts. */
	b.batch.name = STR("{{单位}}");
	CHECK(run(&b) == 0);
	put(&b, "d.csv", "单位,金额\n新县,1\n甲县,1000\n乙县,2001\n");
	CHECK(run(&b) == 0);
	CHECK_STR(b.told, "made 新县.docx\nkept 甲县.docx\nkept 乙县.docx\n");
	teardown(&b);
}

/* What somebody wrote into a copy is kept, even where its size is the same. */
static void
test_by_hand(void)
{
	struct bench b;
	struct str made;
	char *changed;

	setup(&b, NOTICE, ROWS);
	CHECK(run(&b) == 0);
	made = str_copy(&b.arena, get(&b, "out/003-丙县.docx"));
	changed = str_cstr(&b.arena, made);
	changed[made.n / 2] ^= 1;
	CHECK(file_write(path(&b, "out/003-丙县.docx"), STR_NONE,
	    (struct str){ changed, made.n }, FILE_SYNC_NONE, &b.findings) == 0);
	CHECK(run(&b) == 0);
	CHECK_STR(b.told, "kept 001-甲县.docx\nkept 002-乙县.docx\n"
	    "made 003-丙县.docx\n");
	CHECK(has_kind(&b, FINDING_OUTPUT_CHANGED));
	CHECK(str_eq(get(&b, "out/003-丙县.docx"), made));
	CHECK(str_eq(get(&b, "out/003-丙县-改过1.docx"),
	    (struct str){ changed, made.n }));
	/* The same when the copy is made again for another reason. */
	put(&b, "out/002-乙县.docx", "by hand");
	put(&b, "d.csv", "单位,金额\n甲县,1000\n乙县,2001\n丙县,3000\n");
	CHECK(run(&b) == 0);
	CHECK_STR(get(&b, "out/002-乙县-改过1.docx"), "by hand");
	CHECK(run(&b) == 0);
	CHECK(b.batch.result.progress.kept == 3);
	teardown(&b);
}

/* A copy that could be kept fails when a new row wants its name. */
static void
test_kept_name_twice(void)
{
	struct bench b;

	setup(&b, NOTICE, ROWS);
	b.batch.name = STR("{{单位}}");
	CHECK(run(&b) == 0);
	put(&b, "d.csv", "单位,金额\n乙县,2000\n甲县,1000\n甲县,9\n");
	CHECK(run(&b) == -1);
	CHECK_STR(b.told, "kept 乙县.docx\nfailed 甲县.docx\n"
	    "failed 甲县.docx\n");
	CHECK(str_has(get(&b, "out/清单.csv"), STR("\n2,甲县.docx,")));
	teardown(&b);
}

static void
test_left_over(void)
{
	struct bench b;

	setup(&b, NOTICE, ROWS);
	b.batch.name = STR("{{单位}}");
	CHECK(run(&b) == 0);
	put(&b, "d.csv", "单位,金额\n甲县,1000\n");
	CHECK(run(&b) == 0);
	CHECK(b.batch.result.left == 2);
	CHECK(has_kind(&b, FINDING_OUTPUT_LEFT));
	CHECK(str_has(get(&b, "out/清单.csv"), STR(",多余,")));
	put(&b, "out/乙县.docx", "changed by hand");
	b.batch.prune = true;
	CHECK(run(&b) == 0);
	CHECK(b.batch.result.removed == 1 && b.batch.result.left == 1);
	CHECK(has_kind(&b, FINDING_OUTPUT_CHANGED));
	CHECK_STR(names_in(&b, "out"), "乙县.docx 清单.csv 甲县.docx ");
	teardown(&b);
}

static void
test_bad_rows(void)
{
	struct bench b;

	setup(&b, NOTICE, "单位,金额\n甲县,1000\n乙县,多\n,3000\n"
	    "丁县,4000,x\n戊县,5000\n");
	CHECK(run(&b) == -1);
	CHECK_STR(names_in(&b, "out"),
	    "001-甲县.docx 005-戊县.docx 清单.csv ");
	CHECK(b.batch.result.progress.failed == 3);
	CHECK(has_kind(&b, FINDING_PLACEHOLDER_VALUE));
	CHECK(has_kind(&b, FINDING_PLACEHOLDER_EMPTY));
	CHECK(has_kind(&b, FINDING_DATA_ROW_LONG));
	CHECK(str_has(get(&b, "out/清单.csv"), STR("2,002-乙县.docx,,,,,,未生成,")));
	put(&b, "d.csv", "单位,金额\n甲县,1000\n乙县,2\n丙县,3000\n"
	    "丁县,4000\n戊县,5000\n");
	CHECK(run(&b) == 0);
	CHECK(b.batch.result.progress.made == 3 &&
	    b.batch.result.progress.kept == 2);
	teardown(&b);
}

static void
test_bad_source(void)
{
	struct bench b;

	setup(&b, NOTICE "{{没有}}\n", ROWS);
	CHECK(run(&b) == -1);
	CHECK_STR(kind(&b, 0), "placeholder-name");
	CHECK_STR(names_in(&b, "out"), "");
	b.batch.data = path(&b, "nowhere.csv");
	CHECK(run(&b) == -1);
	CHECK_STR(kind(&b, 0), "file-unreadable");
	teardown(&b);
}

static void
test_names(void)
{
	struct bench b;

	setup(&b, NOTICE, "单位,金额\nABC,1\nabc,2\n丙县,3\n");
	b.batch.name = STR("{{单位}}");
	CHECK(run(&b) == -1);
	CHECK_STR(names_in(&b, "out"), "丙县.docx 清单.csv ");
	CHECK(has_kind(&b, FINDING_OUTPUT_NAME_TWICE));
	CHECK(b.batch.result.progress.failed == 2);
	put(&b, "d.csv", "单位,金额\n甲/../丁县,1\n=1+1,2\n");
	b.batch.output = path(&b, "safe");
	CHECK(run(&b) == 0);
	CHECK_STR(names_in(&b, "safe"), "=1+1.docx 清单.csv 甲／..／丁县.docx ");
	CHECK(str_has(get(&b, "safe/清单.csv"),
	    STR("2,\"'=1+1.docx\",\"'=1+1\",,")));
	CHECK(run(&b) == 0);
	CHECK(b.batch.result.progress.kept == 2);
	teardown(&b);
}

static void
test_workers(void)
{
	struct bench b;
	struct buf rows = { 0 };

	buf_lit(&rows, "单位,金额\n");
	for (int i = 0; i < 60; i++)
		buf_format(&rows, "县%d,%s\n", i, i % 7 == 3 ? "坏" : "100");
	setup(&b, NOTICE, rows.p);
	buf_release(&rows);
	CHECK(run(&b) == -1);
	b.batch.jobs = 5;
	b.batch.output = path(&b, "five");
	CHECK(run(&b) == -1);
	CHECK(b.batch.result.progress.made == 51);
	CHECK(system(str_cstr(&b.arena, str_format(&b.arena,
	    "diff -r %s/out %s/five", b.folder, b.folder))) == 0);
	teardown(&b);
}

static void
test_stop(void)
{
	struct bench b;
	struct str whole;

	setup(&b, NOTICE, ROWS "丁县,4\n戊县,5\n");
	CHECK(run(&b) == 0);
	whole = get(&b, "out/清单.csv");
	b.batch.output = path(&b, "cut");
	renew(&b);
	b.stop_after = 2;
	CHECK(batch_run(&b.batch, &b.findings) == -1);
	CHECK(b.batch.result.stopped && has_kind(&b, FINDING_STOPPED));
	CHECK_STR(names_in(&b, "cut"),
	    "001-甲县.docx 002-乙县.docx 清单.csv ");
	CHECK(run(&b) == 0);
	CHECK(b.batch.result.progress.made == 3 &&
	    b.batch.result.progress.kept == 2);
	CHECK_STR(get(&b, "cut/清单.csv"), str_cstr(&b.arena, whole));
	teardown(&b);
}

static void
test_shards(void)
{
	struct bench b;
	struct str whole;

	setup(&b, NOTICE, ROWS "丁县,4\n戊县,5\n");
	CHECK(run(&b) == 0);
	whole = get(&b, "out/清单.csv");
	b.batch.output = path(&b, "two");
	b.batch.shards = 2;
	b.batch.shard = 2;
	CHECK(run(&b) == 0);
	CHECK_STR(names_in(&b, "two"),
	    "002-乙县.docx 004-丁县.docx 清单-2-2.csv ");
	b.batch.shard = 1;
	CHECK(run(&b) == 0);
	CHECK(b.batch.result.progress.made == 3);
	b.batch.shard = b.batch.shards = 0;
	CHECK(run(&b) == 0);
	CHECK(b.batch.result.progress.kept == 5);
	CHECK_STR(get(&b, "two/清单.csv"), str_cstr(&b.arena, whole));
	CHECK_STR(names_in(&b, "two"), "001-甲县.docx 002-乙县.docx "
	    "003-丙县.docx 004-丁县.docx 005-戊县.docx 清单.csv ");
	b.batch.shard = 3;
	b.batch.shards = 2;
	CHECK(run(&b) == -1);
	CHECK_STR(kind(&b, 0), "shard");
	teardown(&b);
}

static void
test_dry_run(void)
{
	struct bench b;

	setup(&b, NOTICE, "单位,金额\n甲县,1\n乙县,坏\n");
	b.batch.dry_run = true;
	CHECK(run(&b) == -1);
	CHECK_STR(b.told, "made 001-甲县.docx\nfailed 002-乙县.docx\n");
	CHECK_STR(names_in(&b, "out"), "");
	CHECK(access(str_cstr(&b.arena, path(&b, "out")), F_OK) != 0);
	teardown(&b);

	/* What a run made before is accounted for by the rows. */
	setup(&b, NOTICE, "单位,金额\n甲县,1\n乙县,2\n");
	CHECK(run(&b) == 0);
	b.batch.dry_run = true;
	b.told = STR_NONE;
	CHECK(run(&b) == 0);
	CHECK_STR(b.told, "kept 001-甲县.docx\nkept 002-乙县.docx\n");
	CHECK(b.batch.result.left == 0);
	teardown(&b);
}

static void
test_strict(void)
{
	struct bench b;

	/* A letterhead too long for its line is a warning. */
	setup(&b, "---\n机关标志: 一个名称特别特别特别特别特别特别特别特别特别"
	    "特别特别特别长的委员会办公室文件\n---\n# 通知\n\n报送。\n", NULL);
	CHECK(run(&b) == 0);
	CHECK(findings_worst(&b.findings) == SEVERITY_WARNING);
	b.batch.output = path(&b, "strict");
	b.batch.strict = true;
	CHECK(run(&b) == -1);
	CHECK_STR(names_in(&b, "strict"), "");
	teardown(&b);
}

static void
test_copies_and_groups(void)
{
	struct bench b;

	setup(&b, "# 通知\n\n{{#行}}{{姓名}}、{{/行}}\n",
	    "县区,姓名\n甲县,张\n乙县,李\n甲县,王\n");
	b.batch.group = STR("县区");
	b.batch.copies_from = STR("000101");
	CHECK(run(&b) == 0);
	CHECK_STR(names_in(&b, "out"),
	    "001-甲县.docx 002-乙县.docx 清单.csv ");
	CHECK(str_has(get(&b, "out/清单.csv"),
	    STR("2,002-乙县.docx,,000102,")));
	b.batch.copies_from = STR("一");
	CHECK(run(&b) == -1);
	CHECK_STR(kind(&b, 0), "copies-from");
	teardown(&b);
}

static void
test_row_attachments(void)
{
	struct bench b;

	setup(&b, "---\n附件:\n  - 文件: '{{表|默认:}}'\n---\n# 通知\n\n报送。\n",
	    "单位,表\n甲县,附件/需求.md\n乙县,\n丙县,附件/没有.md\n");
	put(&b, "附件/需求.md", "# 需求表\n\n填。\n");
	CHECK(run(&b) == -1);
	CHECK_STR(names_in(&b, "out"),
	    "001-甲县.docx 002-乙县.docx 清单.csv ");
	CHECK(run(&b) == -1);
	CHECK(b.batch.result.progress.kept == 2);
	put(&b, "附件/需求.md", "# 需求表\n\n另填。\n");
	CHECK(run(&b) == -1);
	CHECK(b.batch.result.progress.made == 1 &&
	    b.batch.result.progress.kept == 1);
	teardown(&b);
}

/* Every part of two packages holds the same bytes, however compressed. */
static bool
same_package(struct bench *b, const char *left, const char *right)
{
	struct pack *a = pack_open(&b->arena, STR("a"), get(b, left),
	    POS_NONE, &b->findings);
	struct pack *c = pack_open(&b->arena, STR("c"), get(b, right),
	    POS_NONE, &b->findings);
	struct str x, y;

	if (a == NULL || c == NULL || a->n != c->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (!str_eq(a->parts[i].name, c->parts[i].name) ||
		    pack_read(&b->arena, a, &a->parts[i], &x,
		    &b->findings) != 0 || pack_read(&b->arena, c,
		    &c->parts[i], &y, &b->findings) != 0 || !str_eq(x, y))
			return false;
	return a->n > 0;
}

/*
 * What copies share is laid, spelled and compressed once; still each is what
 * it would be as a document of its own.
 */
static void
test_same_as_alone(void)
{
	static const char notice[] =
	    "---\n发文机关: 云溪市科协\n机关标志: 云溪市科学技术协会文件\n"
	    "发文字号: 云科协〔2026〕18号\n主送: '{{单位}}'\n"
	    "成文日期: '{{日期}}'\n抄送: 市委办，{{单位}}。\n---\n\n"
	    "# 关于请{{单位}}征集需求的通知\n\n没有变的一段。\n\n"
	    "## 总体要求\n\n（一）提高认识。要重视。\n\n"
	    "（二）请{{单位}}及时报送。{{#注}}注意{{注}}。{{/注}}\n\n"
	    "| 甲 | 乙 | 丙 |\n|---|---|---|\n| 1 | 2 | 3 |\n"
	    "| ^ | 4 | < |\n\n| 单位 | {{单位}} |\n|---|---|\n| 电话 | |\n\n"
	    "# 附件1 报名表 {横向}\n\n{填报单位：　　　　填报时间：　年　月　日}\n\n"
	    "| 姓名 | | 单位 | |\n|---|---|---|---|\n| 电话 | | 邮箱 | |\n\n"
	    "# 附件2 {{单位}}名单\n\n张某、李某。\n";
	static const char *const rows[][3] = {
		{ "甲县", "2026-06-14", "" },
		{ "一个名称很长很长很长很长很长很长很长很长很长很长很长很长"
		    "很长很长很长很长很长很长很长的单位", "2026-12-31", "安全" },
		{ "乙 & <b>", "2026年1月1日", "a\"b" },
	};
	struct value set[3];
	struct bench b;

	memset(set, 0, sizeof(set));
	setup(&b, notice, "单位,日期,注\n甲县,2026-06-14,\n"
	    "一个名称很长很长很长很长很长很长很长很长很长很长很长很长"
	    "很长很长很长很长很长很长很长的单位,2026-12-31,安全\n"
	    "乙 & <b>,2026年1月1日,\"a\"\"b\"\n");
	b.batch.name = STR("{{序号}}");
	CHECK(run(&b) == 0);
	CHECK(b.batch.result.progress.made == 3);
	b.batch.data = b.batch.name = STR_NONE;
	b.batch.source.set = (struct values){ set, 3 };
	for (int i = 0; i < 3; i++) {
		char copy[16];

		for (int k = 0; k < 3; k++) {
			set[k].name.text = str_of(k == 0 ? "单位" :
			    k == 1 ? "日期" : "注");
			set[k].text.text = str_of(rows[i][k]);
		}
		b.batch.output = path(&b, "alone");
		CHECK(run(&b) == 0);
		snprintf(copy, sizeof(copy), "out/%d.docx", i + 1);
		CHECK(same_package(&b, copy, "alone/n.docx"));
	}
	teardown(&b);
}

static size_t
count_in(struct str text, const char *part)
{
	size_t n = 0;

	for (size_t at = 0; (at = str_find(text, str_of(part), at)) !=
	    SIZE_MAX; at++)
		n++;
	return n;
}

static struct str
part_of(struct bench *b, const char *file, const char *name)
{
	struct pack *pack = pack_open(&b->arena, STR("a"), get(b, file),
	    POS_NONE, &b->findings);
	const struct part *part = pack == NULL ? NULL :
	    pack_find(pack, str_of(name));
	struct str bytes = STR("(missing)");

	if (part != NULL)
		pack_read(&b->arena, pack, part, &bytes, &b->findings);
	return bytes;
}

/* One file for the printer: a section a copy, each from page 1, odd. */
static void
test_combine(void)
{
	struct bench b;
	struct str xml;

	setup(&b, NOTICE "\n| 甲 | {{单位}} |\n|---|---|\n| 电话 | |\n", ROWS);
	b.batch.combine = path(&b, "all.docx");
	CHECK(run(&b) == 0);
	xml = part_of(&b, "all.docx", "word/document.xml");
	/* Copies of one page: an empty page after each but the last. */
	CHECK(count_in(xml, "<w:sectPr") == 5);
	CHECK(count_in(xml, "<w:pgNumType w:start=\"1\"/>") == 3);
	CHECK(count_in(xml, "<w:type w:val=\"nextPage\"/>") == 4);
	CHECK(count_in(xml, "rIdCombineBlank-footer") == 4);
	CHECK(count_in(part_of(&b, "all.docx",
	    "word/_rels/document.xml.rels"), "rIdCombineBlank-") == 2);
	CHECK(count_in(part_of(&b, "all.docx", "docProps/app.xml"),
	    "<Pages>5</Pages>") == 1);
	CHECK(count_in(xml, "<w:body>") == 1);
	for (const char *const *name = (const char *const[]){ "请甲县",
	    "请乙县", "请丙县", NULL }; *name != NULL; name++)
		CHECK(count_in(xml, *name) == 1);
	CHECK(str_find(xml, STR("请甲县"), 0) <
	    str_find(xml, STR("请乙县"), 0));
	/* What a 版记 hangs on does not end a section. */
	put(&b, "n.md", "---\n主送: '{{单位}}'\n抄送: 市财政局\n---\n\n"
	    "# 关于征集的通知\n\n请报送{{金额}}元的材料。\n");
	CHECK(run(&b) == 0);
	xml = part_of(&b, "all.docx", "word/document.xml");
	CHECK(count_in(xml, "<w:tblpPr") == 3);
	CHECK(count_in(xml, "<w:pStyle w:val=\"GwAnchor\"/></w:pPr></w:p>"
	    "<w:p><w:pPr><w:spacing") == 2);
	put(&b, "n.md", NOTICE);
	CHECK(run(&b) == 0);
	/* Copies that are kept are in it too. */
	CHECK(file_remove(b.batch.combine, &b.findings) == 0);
	put(&b, "d.csv", "单位,金额\n甲县,1000\n乙县,9\n丙县,3000\n");
	CHECK(run(&b) == 0);
	CHECK(b.batch.result.progress.kept == 2);
	CHECK(count_in(part_of(&b, "all.docx", "word/document.xml"),
	    "<w:pgNumType w:start=\"1\"/>") == 3);
	/* A bad row is left out, and nothing at all is no file. */
	put(&b, "d.csv", "单位,金额\n甲县,x\n");
	b.batch.combine = path(&b, "none.docx");
	CHECK(run(&b) == -1);
	CHECK(has_kind(&b, FINDING_COMBINE));
	CHECK(access(str_cstr(&b.arena, b.batch.combine), F_OK) != 0);
	teardown(&b);
}

/* Pictures that rows name are taken in beside each other. */
static void
test_combine_pictures(void)
{
	/* A PNG of one pixel, and one of two. */
	static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1"
	    "\0\0\0\1\x08\0\0\0\0\0\0\0\0"
	    "\0\0\0\0IEND\xae\x42\x60\x82";
	char bytes[sizeof(png)];
	struct bench b;
	struct str xml;

	setup(&b, "---\n附件:\n  - 文件: '{{图}}'\n---\n# 通知\n\n报送。\n",
	    "单位,图\n甲县,a.png\n乙县,b.png\n丙县,a.png\n");
	for (char size = 1; size <= 2; size++) {
		memcpy(bytes, png, sizeof(png));
		bytes[19] = size;
		CHECK(file_write(path(&b, size == 1 ? "a.png" : "b.png"),
		    STR_NONE, (struct str){ bytes, sizeof(png) - 1 },
		    FILE_SYNC_NONE, &b.findings) == 0);
	}
	b.batch.combine = path(&b, "all.docx");
	if (run(&b) == 0) {
		xml = part_of(&b, "all.docx", "word/document.xml");
		CHECK(count_in(xml, "<wp:docPr") == 3);
		CHECK(count_in(xml, "r:embed=\"rIdCopy1N1\"") == 1);
		CHECK(count_in(xml, "<wp:docPr id=\"1\"") == 1);
		CHECK(count_in(part_of(&b, "all.docx",
		    "word/_rels/document.xml.rels"), "rIdCopy1N1") == 1);
	} else
		CHECK(!"pictures of rows");
	teardown(&b);
}

/* A folder in a file's place, and a folder that cannot be written. */
static void
test_obstacles(void)
{
	struct bench b;

	setup(&b, NOTICE, ROWS);
	put(&b, "out/002-乙县.docx/x", "");
	CHECK(run(&b) == -1);
	CHECK(b.batch.result.progress.made == 2);
	CHECK(has_kind(&b, FINDING_FILE_UNWRITABLE));
	CHECK(str_has(get(&b, "out/清单.csv"), STR("未生成")));
	CHECK_STR(names_in(&b, "out"), FILES);
	put(&b, "file", "");
	b.batch.output = path(&b, "file/out");
	CHECK(run(&b) == -1);
	CHECK(has_kind(&b, FINDING_FILE_UNWRITABLE));
	teardown(&b);
}

/* Two runs at once: the second says so and touches nothing. */
static void
test_lock(void)
{
	struct bench b;
	struct manifest_options options = { 0 };
	/* On the stack, or the child is said to lose it. */
	struct manifest *volatile manifest;
	int status;
	pid_t child;

	setup(&b, NOTICE, ROWS);
	options.folder = b.batch.output;
	manifest = manifest_open(&options, &b.findings);
	CHECK(manifest != NULL);
	if ((child = fork()) == 0) {
		status = run(&b) == -1 && has_kind(&b, FINDING_OUTPUT_BUSY);
		_exit(status ? 0 : 1);
	}
	CHECK(waitpid(child, &status, 0) == child && status == 0);
	CHECK(manifest_close(manifest, &b.findings) == 0);
	CHECK(run(&b) == 0);
	CHECK_STR(names_in(&b, "out"), FILES);
	teardown(&b);
}

/* What a run that was killed leaves: a torn journal, a temporary file. */
static void
test_debris(void)
{
	struct bench b;
	struct str manifest, line;

	setup(&b, NOTICE, ROWS);
	CHECK(run(&b) == 0);
	manifest = get(&b, "out/清单.csv");
	line = str_slice(manifest, str_find(manifest, STR("\n1,"), 0) + 1,
	    str_find(manifest, STR("\n3,"), 0) - 20);
	CHECK(system(str_cstr(&b.arena, str_format(&b.arena,
	    "cd %s/out && rm 清单.csv 003*", b.folder))) == 0);
	put(&b, "out/.清单.part", str_cstr(&b.arena, line));
	put(&b, "out/.清单.0.tmp", "half a file");
	CHECK(run(&b) == 0);
	CHECK_STR(b.told, "kept 001-甲县.docx\nmade 002-乙县.docx\n"
	    "made 003-丙县.docx\n");
	CHECK_STR(names_in(&b, "out"), FILES);
	CHECK_STR(get(&b, "out/清单.csv"), str_cstr(&b.arena, manifest));
	teardown(&b);
}

int
main(void)
{
	test_sources();
	test_set();
	test_rows();
	test_what_changed();
	test_by_hand();
	test_kept_name_twice();
	test_left_over();
	test_bad_rows();
	test_bad_source();
	test_names();
	test_workers();
	test_stop();
	test_shards();
	test_dry_run();
	test_strict();
	test_copies_and_groups();
	test_row_attachments();
	test_same_as_alone();
	test_combine();
	test_combine_pictures();
	test_obstacles();
	test_lock();
	test_debris();
	return UNIT_END;
}
