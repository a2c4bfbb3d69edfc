/* Files: whole or absent, in folders good and bad. */
#include "unit.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"

struct bench {
	struct arena arena;
	struct findings findings;
	struct str folder;
};

static struct str
in(struct bench *b, const char *name)
{
	return str_format(&b->arena, "%.*s/%s", STR_ARG(b->folder), name);
}

static void
bench_init(struct bench *b)
{
	char folder[] = "/tmp/t_file.XXXXXX";

	*b = (struct bench){ .arena = ARENA_INIT };
	b->findings.arena = &b->arena;
	CHECK(mkdtemp(folder) != NULL);
	b->folder = str_copy(&b->arena, str_of(folder));
}

/* Names in the folder, hidden ones too: nothing may be left over. */
static unsigned
entries(struct bench *b)
{
	struct str command = str_format(&b->arena,
	    "ls -A '%.*s' | wc -l", STR_ARG(b->folder));
	FILE *pipe = popen(str_cstr(&b->arena, command), "r");
	unsigned n = 999;

	CHECK(pipe != NULL && fscanf(pipe, "%u", &n) == 1);
	if (pipe != NULL)
		pclose(pipe);
	return n;
}

static void
bench_end(struct bench *b)
{
	struct str command = str_format(&b->arena, "rm -rf '%.*s'",
	    STR_ARG(b->folder));

	CHECK(system(str_cstr(&b->arena, command)) == 0);
	arena_release(&b->arena);
}

static bool
holds(struct bench *b, struct str path, const char *expected)
{
	struct str bytes;

	return file_read(&b->arena, path, 1 << 20, &bytes, &b->findings) == 0
	    && str_eq(bytes, str_of(expected));
}

/* The last finding is ID, and says WORD. */
static bool
told(const struct bench *b, enum finding_id id, const char *word)
{
	const struct finding *last;

	if (b->findings.list.n == 0)
		return false;
	last = &b->findings.list.v[b->findings.list.n - 1];
	if (last->id == id && str_has(last->message, str_of(word)))
		return true;
	printf("    told: %.*s\n", STR_ARG(last->message));
	return false;
}

static void
check_writing(void)
{
	struct bench b;
	struct stat first, second;
	struct str path;

	bench_init(&b);
	path = in(&b, "甲/乙/通知.docx");
	CHECK(file_write(path, STR_NONE, STR("one"), FILE_SYNC_EACH, &b.findings) == 0);
	CHECK(holds(&b, path, "one"));
	CHECK(stat(str_cstr(&b.arena, path), &first) == 0);
	/* The same bytes again: the file is left alone. */
	CHECK(file_write(path, STR_NONE, STR("one"), FILE_SYNC_NONE, &b.findings) == 0);
	CHECK(stat(str_cstr(&b.arena, path), &second) == 0);
	CHECK(first.st_ino == second.st_ino);
	/* Other bytes of the same length, fewer, none. */
	CHECK(file_write(path, STR_NONE, STR("two"), FILE_SYNC_NONE, &b.findings) == 0);
	CHECK(holds(&b, path, "two"));
	CHECK(file_write(path, STR_NONE, STR("2"), FILE_SYNC_NONE, &b.findings) == 0);
	CHECK(holds(&b, path, "2"));
	CHECK(file_write(path, STR_NONE, STR_NONE, FILE_SYNC_BATCH, &b.findings) == 0);
	CHECK(file_size(path) == 0);
	CHECK(file_flush(path, &b.findings) == 0);
	CHECK(b.findings.list.n == 0);
	CHECK(entries(&b) == 1);
	bench_end(&b);
}

static void
check_replacing(void)
{
	struct bench b;
	struct str path, beside;

	bench_init(&b);
	path = in(&b, "通知.docx");
	beside = in(&b, ".mine.tmp");
	/* What a killed run left under this name does not matter. */
	CHECK(file_write(beside, STR_NONE, STR("debris, longer than the new"),
	    FILE_SYNC_NONE, &b.findings) == 0);
	CHECK(file_write(path, beside, STR("new"), FILE_SYNC_EACH,
	    &b.findings) == 0);
	CHECK(holds(&b, path, "new"));
	CHECK(!file_exists(beside));
	/* A link there is not followed. */
	CHECK(symlink("通知.docx", str_cstr(&b.arena, beside)) == 0);
	CHECK(file_write(path, beside, STR("other"), FILE_SYNC_NONE,
	    &b.findings) == -1);
	CHECK(holds(&b, path, "new"));
	bench_end(&b);
}

static void
check_bad_places(void)
{
	struct bench b;
	char name[PATH_MAX + 2];
	struct str path;

	bench_init(&b);
	/* A folder has the file's name. */
	path = in(&b, "folder");
	CHECK(file_make_folder(path, &b.findings) == 0);
	CHECK(file_write(path, STR_NONE, STR("x"), FILE_SYNC_NONE, &b.findings) == -1);
	CHECK(told(&b, FINDING_FILE_UNWRITABLE, "这是一个文件夹"));
	/* A file stands where a folder is wanted. */
	CHECK(file_write(in(&b, "file"), STR_NONE, STR("x"), FILE_SYNC_NONE,
	    &b.findings) == 0);
	CHECK(file_write(in(&b, "file/y.docx"), STR_NONE, STR("x"), FILE_SYNC_NONE,
	    &b.findings) == -1);
	CHECK(told(&b, FINDING_FILE_UNWRITABLE, "不是文件夹"));
	CHECK(file_make_folder(in(&b, "file/deeper"), &b.findings) == -1);
	/* Names too long, for a file and for a path; a NUL inside. */
	memset(name, 'a', sizeof(name));
	name[300] = '\0';
	CHECK(file_write(in(&b, name), STR_NONE, STR("x"), FILE_SYNC_NONE,
	    &b.findings) == -1);
	CHECK(told(&b, FINDING_FILE_UNWRITABLE, "文件名过长"));
	path = (struct str){ name, sizeof(name) };
	CHECK(file_write(path, STR_NONE, STR("x"), FILE_SYNC_NONE, &b.findings) == -1);
	CHECK(file_write(STR("a\0b"), STR_NONE, STR("x"), FILE_SYNC_NONE,
	    &b.findings) == -1);
	CHECK(!file_exists(path) && !file_is_folder(path));
	/* A file system that takes no files. */
	CHECK(file_write(STR("/proc/gongwen.docx"), STR_NONE, STR("x"), FILE_SYNC_NONE,
	    &b.findings) == -1);
	CHECK(entries(&b) == 2);
	bench_end(&b);
}

/* Permissions say nothing to root. */
static void
check_permission(void)
{
	struct bench b;
	struct str path;

	if (geteuid() == 0)
		return;
	bench_init(&b);
	path = in(&b, "x.docx");
	CHECK(chmod(str_cstr(&b.arena, b.folder), 0500) == 0);
	CHECK(file_write(path, STR_NONE, STR("x"), FILE_SYNC_NONE, &b.findings) == -1);
	CHECK(told(&b, FINDING_FILE_UNWRITABLE, "没有权限"));
	CHECK(chmod(str_cstr(&b.arena, b.folder), 0700) == 0);
	CHECK(file_write(path, STR_NONE, STR("x"), FILE_SYNC_NONE, &b.findings) == 0);
	CHECK(chmod(str_cstr(&b.arena, path), 0) == 0);
	CHECK(!holds(&b, path, "x"));
	CHECK(told(&b, FINDING_FILE_UNREADABLE, "没有权限"));
	bench_end(&b);
}

/* The write that does not fit leaves the old file and nothing else. */
static void
check_no_room(void)
{
	struct bench b;
	struct rlimit limit;
	struct str path, big;
	int status = 0;
	pid_t child;

	bench_init(&b);
	path = in(&b, "x.docx");
	big = (struct str){ arena_alloc(&b.arena, 100000), 100000 };
	CHECK(file_write(path, STR_NONE, STR("old"), FILE_SYNC_NONE, &b.findings) == 0);
	fflush(stdout);
	if ((child = fork()) == 0) {
		signal(SIGXFSZ, SIG_IGN);
		getrlimit(RLIMIT_FSIZE, &limit);
		limit.rlim_cur = 4096;
		setrlimit(RLIMIT_FSIZE, &limit);
		_exit(file_write(path, STR_NONE, big, FILE_SYNC_EACH,
		    &b.findings) == -1 ? 0 : 1);
	}
	CHECK(waitpid(child, &status, 0) == child);
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	CHECK(holds(&b, path, "old"));
	CHECK(entries(&b) == 1);
	bench_end(&b);
}

static void
check_reading(void)
{
	struct bench b;
	struct str bytes;

	bench_init(&b);
	CHECK(file_read(&b.arena, in(&b, "none"), 99, &bytes,
	    &b.findings) == -1);
	CHECK(told(&b, FINDING_FILE_UNREADABLE, "没有这个文件"));
	CHECK(file_read(&b.arena, b.folder, 99, &bytes, &b.findings) == -1);
	CHECK(told(&b, FINDING_FILE_UNREADABLE, "这是一个文件夹"));
	CHECK(file_write(in(&b, "ten"), STR_NONE, STR("0123456789"), FILE_SYNC_NONE,
	    &b.findings) == 0);
	CHECK(file_read(&b.arena, in(&b, "ten"), 9, &bytes,
	    &b.findings) == -1);
	CHECK(told(&b, FINDING_FILE_TOO_LARGE, "10 字节"));
	CHECK(file_read(&b.arena, in(&b, "ten"), 10, &bytes,
	    &b.findings) == 0);
	CHECK_STR(bytes, "0123456789");
	CHECK(file_size(in(&b, "ten")) == 10);
	CHECK(file_size(b.folder) == -1);
	CHECK(file_remove(in(&b, "ten"), &b.findings) == 0);
	CHECK(file_remove(in(&b, "ten"), &b.findings) == 0);
	CHECK(file_remove(b.folder, &b.findings) == -1);
	bench_end(&b);
}

static void
check_listing(void)
{
	static const char *const names[] = {
		"b.md", "a/c.md", ".hidden/d.md", ".e.md", "a/附件/f.md",
	};
	struct bench b;
	struct paths paths;

	bench_init(&b);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		CHECK(file_write(in(&b, names[i]), STR_NONE, STR("x"), FILE_SYNC_NONE,
		    &b.findings) == 0);
	/* A loop of links has an end. */
	CHECK(symlink(".", str_cstr(&b.arena, in(&b, "z-loop"))) == 0);
	CHECK(file_list(&b.arena, b.folder, &paths, &b.findings) == 0);
	CHECK(paths.n >= 3 && paths.n < 1000);
	CHECK(str_ends(paths.v[0], STR("/a/c.md")));
	CHECK(str_ends(paths.v[1], STR("/a/附件/f.md")));
	CHECK(str_ends(paths.v[2], STR("/b.md")));
	for (size_t i = 0; i < paths.n; i++)
		CHECK(!str_has(paths.v[i], STR("/.")));
	CHECK(file_list(&b.arena, in(&b, "none"), &paths,
	    &b.findings) == -1);
	bench_end(&b);
}

static void
check_paths(void)
{
	struct arena arena = ARENA_INIT;

	CHECK_STR(path_folder(STR("a/b/c.md")), "a/b");
	CHECK_STR(path_folder(STR("c.md")), ".");
	CHECK_STR(path_folder(STR("/c.md")), "/");
	CHECK_STR(path_name(STR("a/b/通知.tar.md")), "通知.tar.md");
	CHECK_STR(path_suffix(STR("a.b/通知.tar.md")), "md");
	CHECK_STR(path_suffix(STR("a.b/通知")), "");
	CHECK(path_has_suffix(STR("a.b/旧通知.TXT"), "txt"));
	CHECK(path_has_suffix(STR("通知.Docx"), "docx"));
	CHECK(!path_has_suffix(STR("通知.txt"), "text"));
	CHECK(!path_has_suffix(STR("a.txt/通知"), "txt"));
	CHECK_STR(path_stem(STR("a.b/通知.tar.md")), "通知.tar");
	CHECK_STR(path_stem(STR("a.b/通知")), "通知");
	CHECK_STR(path_join(&arena, STR("a"), STR("b.md")), "a/b.md");
	CHECK_STR(path_join(&arena, STR("."), STR("b.md")), "b.md");
	CHECK_STR(path_join(&arena, STR("a"), STR("/b.md")), "/b.md");
	arena_release(&arena);
}

/* What a source names is a link only after it was looked at. */
static void
check_swapped(void)
{
	struct bench b;
	struct files files = { 0 };
	struct str name, outside, folder, bytes;
	struct pos pos = { 1, 0 };

	bench_init(&b);
	files.arena = &b.arena;
	b.findings.files = &files;
	name = in(&b, "home/sub/a.txt");
	outside = in(&b, "secret/a.txt");
	folder = in(&b, "home/sub");
	for (unsigned i = 0; i < 2; i++) {
		struct str path = i == 0 ? name : outside;

		CHECK(file_make_folder(path_folder(path), &b.findings) == 0);
		CHECK(file_write(path, STR_NONE, STR("text"), FILE_SYNC_NONE,
		    &b.findings) == 0);
	}
	files.home = in(&b, "home");
	CHECK(!file_may_read(outside, pos, &b.findings));
	CHECK(file_may_read(name, pos, &b.findings));
	CHECK(file_read(&b.arena, name, 99, &bytes, &b.findings) == 0);
	CHECK(str_eq(bytes, STR("text")));

	/* Its folder becomes a link out of bounds, then the file. */
	CHECK(rename(str_cstr(&b.arena, folder),
	    str_cstr(&b.arena, in(&b, "home/old"))) == 0);
	CHECK(symlink("../secret", str_cstr(&b.arena, folder)) == 0);
	CHECK(file_read(&b.arena, name, 99, &bytes, &b.findings) != 0);
	CHECK(unlink(str_cstr(&b.arena, folder)) == 0);
	CHECK(file_make_folder(folder, &b.findings) == 0);
	CHECK(symlink("../../secret/a.txt", str_cstr(&b.arena, name)) == 0);
	CHECK(file_read(&b.arena, name, 99, &bytes, &b.findings) != 0);

	/* A link within bounds leads where it says. */
	CHECK(unlink(str_cstr(&b.arena, name)) == 0);
	CHECK(symlink("../old/a.txt", str_cstr(&b.arena, name)) == 0);
	CHECK(file_read(&b.arena, name, 99, &bytes, &b.findings) == 0);
	bench_end(&b);
}

int
main(void)
{
	check_writing();
	check_replacing();
	check_bad_places();
	check_permission();
	check_no_room();
	check_reading();
	check_swapped();
	check_listing();
	check_paths();
	return UNIT_END;
}
