#include "manifest.h"

#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BOM		"\xef\xbb\xbf"
#define HEADER		"序号,文件,主送,份号,页数,字节,SHA-256,状态,问题," \
			"输入摘要\n"
#define FIELD_COUNT	10
/* A longer line is not one of ours. */
#define LINE_MAX_BYTES	8192
/* Known lines are read and written again all together. */
#define JOURNAL_BUFFER	((size_t)64 * 1024)

/* Where the last known line of a file is; open addressing. */
struct known {
	uint64_t hash;		/* of the file's name */
	uint64_t at;		/* offset of the line + 1; 0: free */
};

/* A piece of the journal as it was read last. */
struct block {
	pthread_mutex_t lock;
	uint64_t at;
	size_t n;
	char bytes[4 * LINE_MAX_BYTES];
};

struct manifest {
	struct arena arena;
	struct block *block;
	struct manifest_options options;
	struct str path;	/* of the manifest */
	struct str prefix;	/* of hidden files, with the folder */
	struct str journal, lock;
	struct paths shards;	/* manifests of shards taken up */
	int lock_fd;
	int fd;			/* of the journal, to read lines again */
	FILE *out;		/* the same, to append */
	uint64_t start;		/* where this run's lines begin */
	long long ended;	/* the run before; 0: it was cut off */
	struct known *known;
	bool *seen;		/* by index in known */
	size_t size;		/* of both */
	bool torn;		/* a line was lost, and that was said */
};

/* --- lines ------------------------------------------------------------ */

static const char *const state_names[] = {
	[ENTRY_MADE] = "完成", [ENTRY_FAILED] = "未生成", [ENTRY_LEFT] = "多余",
};

/* A spreadsheet would take a cell that begins so for a formula. */
static bool
is_formula(struct str s)
{
	return s.n > 0 && s.p[0] != '\0' && strchr("=+-@\t\r", s.p[0]) != NULL;
}

static void
put_field(FILE *out, struct str s)
{
	bool quote = str_has(s, STR(",")) || str_has(s, STR("\"")) ||
	    is_formula(s);

	if (quote)
		putc('"', out);
	if (is_formula(s))
		putc('\'', out);
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '"')
			putc('"', out);
		putc(c == '\n' || c == '\r' ? ' ' : c, out);
	}
	if (quote)
		putc('"', out);
	putc(',', out);
}

static void
put_line(FILE *out, const struct entry *entry)
{
	fprintf(out, "%lu,", entry->number);
	put_field(out, entry->file);
	put_field(out, entry->recipient);
	put_field(out, entry->copy_number);
	if (entry->state == ENTRY_FAILED)
		fputs(",,,", out);
	else
		fprintf(out, "%u,%llu,%.*s,", entry->pages, entry->bytes,
		    STR_ARG(entry->digest));
	fprintf(out, "%s,", state_names[entry->state]);
	put_field(out, entry->problem);
	fprintf(out, "%.*s\n", STR_ARG(entry->inputs));
}

/* Take one field off the line; false when it is malformed. */
static bool
take_field(struct arena *arena, struct str *line, struct str *field)
{
	size_t comma = str_find(*line, STR(","), 0);
	char *p = arena_alloc(arena, line->n);
	size_t n = 0, i = 1;

	if (!str_starts(*line, STR("\""))) {
		*field = str_slice(*line, 0, comma);
		*line = comma == SIZE_MAX ? STR_NONE :
		    str_slice(*line, comma + 1, line->n);
		return true;
	}
	for (; i < line->n; i++) {
		if (line->p[i] == '"' && (++i >= line->n ||
		    line->p[i] != '"'))
			break;
		p[n++] = line->p[i];
	}
	if (i < line->n && line->p[i] != ',')
		return false;
	*line = str_slice(*line, i + 1, line->n);
	*field = (struct str){ p, n };
	if (n > 1 && p[0] == '\'' && is_formula((struct str){ p + 1, n - 1 }))
		*field = str_slice(*field, 1, n);
	return true;
}

static unsigned long long
number_of(struct str s)
{
	unsigned long long n = 0;

	for (size_t i = 0; i < s.n && i < 19; i++)
		n = s.p[i] >= '0' && s.p[i] <= '9' ?
		    n * 10 + (unsigned)(s.p[i] - '0') : 0;
	return n;
}

static bool
parse_line(struct arena *arena, struct str line, struct entry *entry)
{
	struct str fields[FIELD_COUNT];

	while (str_ends(line, STR("\n")) || str_ends(line, STR("\r")))
		line.n--;
	for (size_t i = 0; i < FIELD_COUNT; i++)
		if (!take_field(arena, &line, &fields[i]))
			return false;
	*entry = (struct entry){
		.number = (unsigned long)number_of(fields[0]),
		.file = fields[1], .recipient = fields[2],
		.copy_number = fields[3],
		.pages = (unsigned)number_of(fields[4]),
		.bytes = number_of(fields[5]), .digest = fields[6],
		.problem = fields[8], .inputs = fields[9],
	};
	for (size_t i = 0; i < 3; i++)
		if (str_eq(fields[7], str_of(state_names[i])))
			entry->state = (enum entry_state)i;
	return entry->file.n > 0;
}

/* --- what is known ---------------------------------------------------- */

/* The line at an offset of the journal; the next ones asked for follow it. */
static bool
line_at(const struct manifest *m, struct arena *arena, uint64_t offset,
    struct entry *entry)
{
	struct block *block = m->block;
	struct str line = STR_NONE;
	const char *end = NULL;

	pthread_mutex_lock(&block->lock);
	for (int tries = 0; end == NULL && tries < 2; tries++) {
		size_t at = offset < block->at ? SIZE_MAX :
		    (size_t)(offset - block->at);
		ssize_t n;

		if (at < block->n)
			end = memchr(block->bytes + at, '\n', block->n - at);
		if (end != NULL)
			line = str_copy(arena, (struct str){
			    block->bytes + at,
			    (size_t)(end - block->bytes) - at });
		else if (tries == 0) {
			n = pread(m->fd, block->bytes, sizeof(block->bytes),
			    (off_t)offset);
			block->at = offset;
			block->n = n > 0 ? (size_t)n : 0;
		}
	}
	pthread_mutex_unlock(&block->lock);
	return end != NULL && parse_line(arena, line, entry);
}

/* Its index among the known files, or SIZE_MAX. */
static size_t
find_known(const struct manifest *m, struct arena *arena, struct str file,
    struct entry *entry)
{
	uint64_t hash = str_hash(file);

	for (size_t i = (size_t)(hash % m->size); m->known[i].at != 0;
	    i = (i + 1) % m->size)
		if (m->known[i].hash == hash &&
		    line_at(m, arena, m->known[i].at - 1, entry) &&
		    str_eq(entry->file, file))
			return i;
	return SIZE_MAX;
}

/* The line at an offset is now the last one known of its file. */
static void
learn(struct manifest *m, struct str file, uint64_t at)
{
	struct arena arena = ARENA_INIT;
	struct entry old;
	size_t i = find_known(m, &arena, file, &old);
	uint64_t hash = str_hash(file);

	if (i == SIZE_MAX)
		for (i = (size_t)(hash % m->size); m->known[i].at != 0; )
			i = (i + 1) % m->size;
	m->known[i] = (struct known){ hash, at + 1 };
	arena_release(&arena);
}

/* Read the journal as far as it goes and learn its lines. */
static void
learn_all(struct manifest *m)
{
	struct arena arena = ARENA_INIT;
	char line[LINE_MAX_BYTES];
	uint64_t at = 0;
	size_t count = 0;

	rewind(m->out);
	for (int c; (c = getc(m->out)) != EOF; )
		count += c == '\n';
	m->size = count + count / 3 + 1;
	m->known = NEW_ARRAY(&m->arena, struct known, m->size);
	m->seen = NEW_ARRAY(&m->arena, bool, m->size);
	rewind(m->out);
	while (fgets(line, sizeof(line), m->out) != NULL) {
		struct str text = str_of(line);
		struct entry entry;

		if (str_ends(text, STR("\n")) &&
		    parse_line(&arena, text, &entry))
			learn(m, entry.file, at);
		at = (uint64_t)ftello(m->out);
		arena_reset(&arena);
	}
	arena_release(&arena);
}

bool
manifest_find(const struct manifest *m, struct arena *arena, struct str file,
    struct entry *entry)
{
	size_t i = find_known(m, arena, file, entry);

	entry->known = i + 1;
	return i != SIZE_MAX;
}

bool
manifest_known(const struct manifest *m, struct arena *arena, size_t known,
    struct entry *entry)
{
	if (!line_at(m, arena, m->known[known - 1].at - 1, entry))
		return false;
	entry->known = known;
	return true;
}

bool
manifest_left(const struct manifest *m, struct arena *arena, size_t *at,
    struct entry *entry)
{
	for (; *at < m->size; ++*at)
		if (m->known[*at].at != 0 && !m->seen[*at] &&
		    line_at(m, arena, m->known[*at].at - 1, entry)) {
			entry->known = ++*at;
			return true;
		}
	return false;
}

/* --- opening ---------------------------------------------------------- */

static int
fail_open(const struct manifest *m, struct findings *findings)
{
	finding_add(findings, FINDING_FILE_UNWRITABLE, POS_NONE,
	    "不能在“%.*s”里写文件：%s；没有生成文件",
	    "cannot write into “%.*s”: %s; nothing was made",
	    STR_ARG(m->options.folder),
	    file_reason(errno, findings->language));
	return -1;
}

/* What follows a lost line is lost too, and said no more. */
static int
fail_write(struct manifest *m, struct findings *findings)
{
	if (!m->torn)
		finding_add(findings, FINDING_FILE_UNWRITABLE, POS_NONE,
		    "清单“%.*s”没有写全：%s；已生成的文件都是完整的，排除后再"
		    "运行同样的命令", "manifest “%.*s” is not all written: %s; "
		    "the files that were made are whole, put this right and "
		    "run the same command again", STR_ARG(m->path),
		    file_reason(errno, findings->language));
	m->torn = true;
	return -1;
}

static bool
same_file(int fd, const char *path)
{
	struct stat a, b;

	return fstat(fd, &a) == 0 && stat(path, &b) == 0 &&
	    a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/*
 * Lock the folder.  The lock file is removed by whoever holds it, so what was
 * locked must still be what stands there.
 */
static int
take_lock(struct manifest *m, struct findings *findings)
{
	const char *path = str_cstr(&m->arena, m->lock);
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

	for (unsigned tries = 0; tries < 100; tries++) {
		m->lock_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC |
		    O_NOFOLLOW, 0666);
		if (m->lock_fd < 0)
			return fail_open(m, findings);
		if (fcntl(m->lock_fd, F_SETLK, &lock) != 0)
			break;
		if (same_file(m->lock_fd, path))
			return 0;
		close(m->lock_fd);
	}
	close(m->lock_fd);
	m->lock_fd = -1;
	finding_add(findings, FINDING_OUTPUT_BUSY, POS_NONE,
	    "另一个 gongwen 正在往“%.*s”里写；请等它结束再运行",
	    "another gongwen is writing into “%.*s”; run again when it is done",
	    STR_ARG(m->options.folder));
	return -1;
}

/* Temporary files of a run that was killed. */
static void
clear_debris(struct manifest *m, struct findings *findings)
{
	struct str hidden = path_name(m->prefix);
	DIR *folder = opendir(str_cstr(&m->arena, m->options.folder));
	struct dirent *entry;

	if (folder == NULL)
		return;
	while ((entry = readdir(folder)) != NULL) {
		struct str name = str_of(entry->d_name);

		if (str_starts(name, hidden) && str_ends(name, STR(".tmp")))
			file_remove(path_join(&m->arena, m->options.folder,
			    str_copy(&m->arena, name)), findings);
	}
	closedir(folder);
}

/* Manifests of shards: 清单-3-8.csv. */
static void
find_shards(struct manifest *m)
{
	DIR *folder = opendir(str_cstr(&m->arena, m->options.folder));
	VEC(struct str) list = { 0 };
	struct dirent *entry;

	if (folder == NULL)
		return;
	while ((entry = readdir(folder)) != NULL) {
		struct str name = str_of(entry->d_name);
		unsigned shard, shards;

		if (str_starts(name, STR("清单-")) &&
		    str_ends(name, STR(".csv")) &&
		    sscanf(entry->d_name + strlen("清单-"), "%4u-%4u.csv",
		    &shard, &shards) == 2)
			*VEC_ADD(&m->arena, &list) = path_join(&m->arena,
			    m->options.folder, str_copy(&m->arena, name));
	}
	closedir(folder);
	m->shards = (struct paths){ list.v, list.n };
}

/*
 * Append the lines of a manifest or journal to OUT, but for the names of
 * columns, and for the last line of a run that was killed, which may be torn.
 */
static void
append_lines(FILE *out, struct arena *arena, struct str path)
{
	FILE *in = file_size(path) > 0 ? fopen(str_cstr(arena, path), "r") :
	    NULL;
	char line[LINE_MAX_BYTES];
	bool whole = true;	/* the line before this piece had its end */

	while (in != NULL && fgets(line, sizeof(line), in) != NULL) {
		size_t n = strlen(line);
		bool ends = n > 0 && line[n - 1] == '\n';

		if (whole && ends && line[0] >= '0' && line[0] <= '9')
			fwrite(line, 1, n, out);
		whole = ends;
	}
	if (in != NULL)
		fclose(in);
}

/* Write the journal anew: all that the manifests and the old one know. */
static int
start_journal(struct manifest *m, struct findings *findings)
{
	struct str fresh = str_cat(&m->arena, m->prefix, STR("new.tmp"));
	bool hidden = m->options.read_only;

	m->out = hidden ? tmpfile() :
	    fopen(str_cstr(&m->arena, fresh), "w+");
	if (m->out == NULL)
		return fail_open(m, findings);
	setvbuf(m->out, NULL, _IOFBF, JOURNAL_BUFFER);
	append_lines(m->out, &m->arena, path_join(&m->arena, m->options.folder,
	    STR("清单.csv")));
	for (size_t i = 0; i < m->shards.n; i++)
		append_lines(m->out, &m->arena, m->shards.v[i]);
	append_lines(m->out, &m->arena, m->journal);
	if (ferror(m->out) || fflush(m->out) != 0 || (!hidden && rename(
	    str_cstr(&m->arena, fresh), str_cstr(&m->arena,
	    m->journal)) != 0))
		return fail_open(m, findings);
	m->fd = fileno(m->out);
	learn_all(m);
	fseeko(m->out, 0, SEEK_END);
	m->start = (uint64_t)ftello(m->out);
	return 0;
}

static void
name_files(struct manifest *m)
{
	struct arena *arena = &m->arena;
	struct str stem = STR("清单");

	if (m->options.shards > 0)
		stem = str_format(arena, "清单-%u-%u", m->options.shard,
		    m->options.shards);
	m->path = path_join(arena, m->options.folder,
	    str_cat(arena, stem, STR(".csv")));
	m->prefix = path_join(arena, m->options.folder,
	    str_format(arena, ".%.*s.", STR_ARG(stem)));
	m->journal = str_cat(arena, m->prefix, STR("part"));
	m->lock = str_cat(arena, m->prefix, STR("lock"));
}

static void
release(struct manifest *m)
{
	struct arena arena;

	if (m->out != NULL)
		fclose(m->out);
	if (m->lock_fd >= 0)
		close(m->lock_fd);
	pthread_mutex_destroy(&m->block->lock);
	arena = m->arena;
	arena_release(&arena);
}

/* The time of the oldest manifest that is taken up. */
static long long
when_ended(const struct manifest *m)
{
	long long size, changed, oldest = LLONG_MAX;

	if (file_size(m->journal) > 0)
		return 0;
	if (file_look(m->path, &size, &changed) == 0)
		oldest = changed;
	for (size_t i = 0; i < m->shards.n; i++)
		if (file_look(m->shards.v[i], &size, &changed) == 0 &&
		    changed < oldest)
			oldest = changed;
	return oldest;
}

struct manifest *
manifest_open(const struct manifest_options *options,
    struct findings *findings)
{
	struct arena arena = ARENA_INIT;
	struct manifest *m = NEW(&arena, struct manifest);

	m->arena = arena;
	m->options = *options;
	m->lock_fd = -1;
	m->block = NEW(&m->arena, struct block);
	pthread_mutex_init(&m->block->lock, NULL);
	name_files(m);
	if (!options->read_only &&
	    (file_make_folder(options->folder, findings) != 0 ||
	    take_lock(m, findings) != 0)) {
		release(m);
		return NULL;
	}
	if (!options->read_only)
		clear_debris(m, findings);
	find_shards(m);
	m->ended = when_ended(m);
	if (start_journal(m, findings) != 0) {
		release(m);
		return NULL;
	}
	return m;
}

long long
manifest_ended(const struct manifest *m)
{
	return m->ended;
}

struct str
manifest_temporary(const struct manifest *m, struct arena *arena,
    size_t index)
{
	return str_format(arena, "%.*s%zu.tmp", STR_ARG(m->prefix), index);
}

/* --- this run's lines ------------------------------------------------- */

static void
mark_seen(struct manifest *m, struct str file)
{
	struct arena arena = ARENA_INIT;
	struct entry entry;
	size_t i = find_known(m, &arena, file, &entry);

	if (i != SIZE_MAX)
		m->seen[i] = true;
	arena_release(&arena);
}

int
manifest_add(struct manifest *m, const struct entry *entry,
    struct findings *findings)
{
	if (entry->known > 0)
		m->seen[entry->known - 1] = true;
	else
		mark_seen(m, entry->file);
	put_line(m->out, entry);
	if (ferror(m->out) || (entry->known == 0 && fflush(m->out) != 0))
		return fail_write(m, findings);
	return 0;
}

/* --- closing ---------------------------------------------------------- */

static int
copy_lines(struct manifest *m, FILE *to)
{
	char block[16384];
	size_t n;

	if (fflush(m->out) != 0)
		return -1;
	fputs(BOM HEADER, to);
	fseeko(m->out, (off_t)m->start, SEEK_SET);
	while ((n = fread(block, 1, sizeof(block), m->out)) > 0)
		fwrite(block, 1, n, to);
	if (ferror(m->out) || ferror(to) || fflush(to) != 0)
		return -1;
	return m->options.sync != FILE_SYNC_NONE ? fsync(fileno(to)) : 0;
}

static int
write_manifest(struct manifest *m, struct findings *findings)
{
	struct str fresh = str_cat(&m->arena, m->prefix, STR("csv.tmp"));
	const char *name = str_cstr(&m->arena, fresh);
	FILE *to = fopen(name, "w");
	int status;

	if (to == NULL)
		return fail_write(m, findings);
	status = copy_lines(m, to);
	if (fclose(to) != 0)
		status = -1;
	if (status == 0)
		status = rename(name, str_cstr(&m->arena, m->path));
	if (status != 0) {
		fail_write(m, findings);
		unlink(name);
	}
	return status;
}

int
manifest_close(struct manifest *m, struct findings *findings)
{
	int status = 0;

	if (!m->options.read_only) {
		if (m->options.sync == FILE_SYNC_BATCH)
			status = file_flush(m->options.folder, findings);
		if (status == 0)
			status = write_manifest(m, findings);
		if (status == 0)
			file_remove(m->journal, findings);
		for (size_t i = 0; status == 0 && m->options.shards == 0 &&
		    i < m->shards.n; i++)
			file_remove(m->shards.v[i], findings);
		file_remove(m->lock, findings);
	}
	release(m);
	return status;
}
