/*
 * The manifest: read into a journal at the beginning, found again by file
 * name, written anew at the end.  Every line ends in a check of itself: one
 * that a person has changed proves nothing, and its manifest is put aside.
 */
#include "manifest.h"

#include "../base/os.h"
#include "../base/temporary.h"
#include "../base/write.h"
#include "../merge/sheet.h"
#include "../package/archive.h"
#include "../text/decode.h"

#include <errno.h>
#include <limits.h>

#define BOM		"\xef\xbb\xbf"
#define HEADER_AS(SUM)	"序号,文件,主送,份号,页数,字节," SUM ",状态,问题," \
			"输入摘要\n"
#define HEADER		HEADER_AS("校验和")
#define HEADER_OLD	HEADER_AS("SHA-256")	/* of earlier versions */
#define FIELD_COUNT	10
#define ZEROS_MAX	12	/* that Excel takes from a 份号 */
/* A longer line is not one of ours; a field of one is cut off before. */
#define LINE_MAX_BYTES	((size_t)1 << 20)
#define FIELD_MAX_BYTES	((size_t)1 << 18)
#define BLOCK_BYTES	((size_t)32 * 1024)
#define CHECK_DIGITS	8
/* Known lines are read and written again all together. */
#define JOURNAL_BUFFER	((size_t)64 * 1024)

/* Where the last known line of a file is; open addressing. */
struct known {
	uint64_t hash;		/* of the file's name */
	uint64_t at;		/* offset of the line + 1; 0: free */
};

/* A manifest that is taken up. */
struct known_by {
	struct str path;	/* of it, or of the zip that it is in */
	struct str list;	/* its name there */
	uint64_t to;		/* its lines end there in the journal */
};

/* Where in a zip a known file is. */
struct spot {
	const struct known_by *zip;	/* NULL: nobody knows */
	uint64_t at;		/* its bytes */
};

/* A piece of the journal as it was read last. */
struct piece {
	struct os_lock *lock;
	uint64_t at;
	size_t n;
	char bytes[BLOCK_BYTES];
};

struct manifest {
	struct arena arena;
	struct piece *piece;
	struct manifest_options options;
	struct str path;	/* of the manifest */
	struct str prefix;	/* of hidden files, with the folder */
	struct str journal, lock;
	VEC(struct known_by) taken;	/* the whole one, those of shards */
	int held;		/* the lock */
	FILE *out;		/* the journal, to append and read again */
	struct buf line;	/* scratch */
	uint64_t start;		/* where this run's lines begin */
	long long ended;	/* the run before; 0: it was cut off */
	struct known *known;
	bool *seen;		/* by index in known */
	struct spot *spots;	/* the same */
	size_t size;		/* of them all */
	bool torn;		/* a line was lost, and that was said */
	bool unfinished;	/* the journal stays */
	VEC(struct str) changed;	/* manifests with lines not ours */
	bool lost;		/* some that were ours cannot be told */
};

static bool
is_packed(const struct manifest *m)
{
	return m->options.pack.n > 0;
}

/* --- lines ------------------------------------------------------------ */

static const char *const state_names[] = {
	[ENTRY_MADE] = "完成", [ENTRY_FAILED] = "未生成", [ENTRY_LEFT] = "多余",
};

/* What a line ends in: whether it is as the program wrote it. */
static uint32_t
check_of(struct str line)
{
	uint64_t hash = str_hash(line);

	return (uint32_t)(hash ^ hash >> 32);
}

static void
put_field(struct buf *out, struct str s)
{
	bool quote = str_has(s, STR(",")) || str_has(s, STR("\"")) ||
	    str_is_formula(s);

	if (s.n > FIELD_MAX_BYTES) {
		s.n = FIELD_MAX_BYTES;
		while ((s.p[s.n] & 0xc0) == 0x80)
			s.n--;
	}
	if (quote)
		buf_byte(out, '"');
	if (str_is_formula(s))
		buf_byte(out, '\'');
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '"')
			buf_byte(out, '"');
		buf_byte(out, c == '\n' || c == '\r' ? ' ' : c);
	}
	if (quote)
		buf_byte(out, '"');
	buf_byte(out, ',');
}

static void
put_line(struct buf *out, const struct entry *entry)
{
	out->n = 0;
	buf_uint(out, entry->number);
	buf_byte(out, ',');
	put_field(out, entry->file);
	put_field(out, entry->recipient);
	put_field(out, entry->copy_number);
	if (entry->state == ENTRY_FAILED)
		buf_lit(out, ",,,");
	else
		buf_format(out, "%u,%llu,%.*s,", entry->pages, entry->bytes,
		    STR_ARG(entry->sum));
	buf_lit(out, state_names[entry->state]);
	buf_byte(out, ',');
	put_field(out, entry->problem);
	buf_str(out, entry->inputs);
	buf_byte(out, '-');
	buf_format(out, "%08x\n", check_of(buf_view(out)));
}

static struct str
bare_field(struct str field)
{
	return str_starts(field, STR("'")) &&
	    str_is_formula(str_from(field, 1)) ? str_from(field, 1) : field;
}

/* Take one field off the line; false when it is malformed. */
static bool
take_field(struct arena *arena, struct str *line, struct str *field)
{
	char *p = arena_alloc(arena, line->n);
	size_t n = 0, i = 1;

	if (!str_starts(*line, STR("\""))) {
		*field = str_take(line, ",");
		return true;
	}
	for (; i < line->n; i++) {
		if (line->p[i] == '"' && (++i >= line->n || line->p[i] != '"'))
			break;
		p[n++] = line->p[i];
	}
	if (i < line->n && line->p[i] != ',')
		return false;
	*line = str_slice(*line, i + 1, line->n);
	*field = bare_field((struct str){ p, n });
	return true;
}

/* A name that cannot lead out of the folder. */
static bool
is_inside(struct str file)
{
	size_t slash;

	if (file.n == 0 || file.p[0] == '/')
		return false;
	for (; file.n > 0; file = slash == SIZE_MAX ? STR_NONE :
	    str_from(file, slash + 1)) {
		slash = str_find(file, STR("/"), 0);
		if (str_eq(str_slice(file, 0, slash), STR("..")))
			return false;
	}
	return true;
}

/* Take the check off the end of a line; false when there is none. */
static bool
take_check(struct str *line)
{
	while (str_ends(*line, STR("\n")) || str_ends(*line, STR("\r")))
		line->n--;
	if (line->n <= CHECK_DIGITS ||
	    line->p[line->n - CHECK_DIGITS - 1] != '-')
		return false;
	line->n -= CHECK_DIGITS + 1;
	return true;
}

/* Is the line as the program wrote it? */
static bool
is_ours(struct str line)
{
	struct str bare = line;
	const char *digit;
	uint32_t check;

	if (!str_ends(line, STR("\n")) || !take_check(&bare))
		return false;
	digit = bare.p + bare.n + 1;
	check = check_of((struct str){ bare.p, bare.n + 1 });
	for (size_t i = 0; i < CHECK_DIGITS; i++, check <<= 4)
		if (digit[i] != "0123456789abcdef"[check >> 28])
			return false;
	return true;
}

static struct entry
entry_of(struct str fields[FIELD_COUNT])
{
	struct entry entry = (struct entry){
		.number = (unsigned long)str_take_number(&fields[0]),
		.file = fields[1], .recipient = fields[2],
		.copy_number = fields[3],
		.pages = (unsigned)str_take_number(&fields[4]),
		.bytes = str_take_number(&fields[5]), .sum = fields[6],
		.problem = fields[8], .inputs = fields[9],
	};
	for (size_t i = 0; i < 3; i++)
		if (str_eq(fields[7], str_of(state_names[i])))
			entry.state = (enum entry_state)i;
	return entry;
}

/* A line that was ours when it was taken up. */
static bool
parse_line(struct arena *arena, struct str line, struct entry *entry)
{
	struct str fields[FIELD_COUNT];

	if (!take_check(&line))
		return false;
	for (size_t i = 0; i < FIELD_COUNT; i++)
		if (!take_field(arena, &line, &fields[i]))
			return false;
	*entry = entry_of(fields);
	return is_inside(entry->file);
}

/* --- what is known ---------------------------------------------------- */

/* A line that no piece holds; n == 0: it cannot be read. */
static struct str
long_line(const struct manifest *m, struct arena *arena, uint64_t offset)
{
	char *p = arena_alloc(arena, LINE_MAX_BYTES);
	size_t n = file_read_at(m->out, offset, p, LINE_MAX_BYTES);
	const char *end = memchr(p, '\n', n);

	return (struct str){ p, end != NULL ? (size_t)(end - p) : 0 };
}

/* The line at an offset of the journal; the next ones asked for follow it. */
static bool
line_at(const struct manifest *m, struct arena *arena, uint64_t offset,
    struct entry *entry)
{
	struct piece *piece = m->piece;
	struct str line = STR_NONE;
	const char *end = NULL;

	os_enter(piece->lock);
	for (int tries = 0; end == NULL && tries < 2; tries++) {
		size_t at = offset < piece->at ? SIZE_MAX :
		    (size_t)(offset - piece->at);

		if (at < piece->n)
			end = memchr(piece->bytes + at, '\n', piece->n - at);
		if (end != NULL)
			line = str_copy(arena, (struct str){
			    piece->bytes + at,
			    (size_t)(end - piece->bytes) - at });
		else if (tries == 0) {
			piece->at = offset;
			piece->n = file_read_at(m->out, offset, piece->bytes,
			    sizeof(piece->bytes));
		}
	}
	os_leave(piece->lock);
	if (end == NULL)
		line = long_line(m, arena, offset);
	return line.n > 0 && parse_line(arena, line, entry);
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

/*
 * The line at an offset is now the last one known of its file; where the same
 * file was seen before, it still is.
 */
static void
learn(struct manifest *m, const struct entry *entry, uint64_t at,
    struct spot spot)
{
	struct arena arena = ARENA_INIT;
	struct entry old = { .sum = STR_NONE };
	size_t i = find_known(m, &arena, entry->file, &old);
	uint64_t hash = str_hash(entry->file);

	if (i == SIZE_MAX)
		for (i = (size_t)(hash % m->size); m->known[i].at != 0; )
			i = (i + 1) % m->size;
	if (is_packed(m) && (spot.zip != NULL || !str_eq(old.sum, entry->sum)))
		m->spots[i] = spot;
	m->known[i] = (struct known){ hash, at + 1 };
	arena_release(&arena);
}

/*
 * The next line with its end, into LINE; false at the end of the file.  Of one
 * that is too long the beginning is enough to see that it is not ours.
 */
static bool
read_line(FILE *in, struct buf *line)
{
	char piece[1024];

	line->n = 0;
	while (fgets(piece, sizeof(piece), in) != NULL) {
		size_t n = strlen(piece);

		if (line->n + n < LINE_MAX_BYTES)
			buf_add(line, piece, n);
		if (n > 0 && piece[n - 1] == '\n')
			return true;
	}
	return line->n > 0;
}

/*
 * Of the next line of the journal, at AT: the lists of zips have the files in
 * their order.
 */
static struct spot
next_spot(const struct manifest *m, size_t *zip, uint64_t *end, uint64_t at,
    const struct entry *entry)
{
	struct spot spot = { NULL, 0 };

	for (; *zip < m->taken.n && at >= m->taken.v[*zip].to; ++*zip)
		*end = 0;
	if (*zip == m->taken.n || entry->state != ENTRY_MADE)
		return spot;
	spot.zip = &m->taken.v[*zip];
	spot.at = archive_bytes(*end, entry->file);
	*end = spot.at + entry->bytes;
	return spot;
}

/* Read the journal as far as it goes and learn its lines. */
static int
learn_all(struct manifest *m)
{
	struct arena arena = ARENA_INIT;
	uint64_t at = 0, end = 0;
	size_t count = 0, zip = 0;

	rewind(m->out);
	while (read_line(m->out, &m->line))
		count++;
	if (ferror(m->out))
		return -1;
	m->size = count + count / 3 + 1;
	m->known = NEW_ARRAY(&m->arena, struct known, m->size);
	m->seen = NEW_ARRAY(&m->arena, bool, m->size);
	m->spots = NEW_ARRAY(&m->arena, struct spot, is_packed(m) ?
	    m->size : 0);
	rewind(m->out);
	while (read_line(m->out, &m->line)) {
		struct entry entry;

		if (parse_line(&arena, buf_view(&m->line), &entry))
			learn(m, &entry, at, next_spot(m, &zip, &end, at,
			    &entry));
		at += m->line.n;
		arena_reset(&arena);
	}
	arena_release(&arena);
	return ferror(m->out) || fseeko(m->out, 0, SEEK_END) != 0 ? -1 : 0;
}

static void
tell_place(const struct manifest *m, size_t known, struct entry *entry)
{
	entry->known = known;
	if (!is_packed(m) || m->spots[known - 1].zip == NULL)
		return;
	entry->zip = m->spots[known - 1].zip->path;
	entry->place = m->spots[known - 1].at;
}

bool
manifest_find(const struct manifest *m, struct arena *arena, struct str file,
    struct entry *entry)
{
	size_t i = find_known(m, arena, file, entry);

	if (i != SIZE_MAX)
		tell_place(m, i + 1, entry);
	return i != SIZE_MAX;
}

bool
manifest_known(const struct manifest *m, struct arena *arena, size_t known,
    struct entry *entry)
{
	if (!line_at(m, arena, m->known[known - 1].at - 1, entry))
		return false;
	tell_place(m, known, entry);
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
	    STR_ARG(m->options.folder), file_reason(errno, findings->language));
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
		    "run the same command again", STR_ARG(
		    m->options.pack.n > 0 ? m->options.pack : m->path),
		    file_reason(errno, findings->language));
	m->torn = true;
	return -1;
}

static int
take_lock(struct manifest *m, struct findings *findings)
{
	m->held = file_lock(m->lock);
	if (m->held >= 0)
		return 0;
	if (m->held != FILE_LOCKED)
		return fail_open(m, findings);
	finding_add(findings, FINDING_OUTPUT_BUSY, POS_NONE,
	    "另一个 gongwen 正在往“%.*s”里写；请等它结束再运行",
	    "another gongwen is writing into “%.*s”; run again when it is done",
	    STR_ARG(m->options.folder));
	return -1;
}

/* Is this the name of a shard's, 清单-3-8.csv or 全部-3-8.zip?  "-3-8" then. */
static struct str
shard_of(const struct manifest *m, struct str name)
{
	struct str pack = path_name(m->options.pack);
	struct str stem = pack.n > 0 ? path_bare(pack) : STR("清单");
	struct str shard = path_bare(name), rest, first;

	if (!str_starts(shard, stem) || !path_has_suffix(name, pack.n > 0 ?
	    "zip" : "csv"))
		return STR_NONE;
	rest = shard = str_from(shard, stem.n);
	if (str_take(&rest, "-").n > 0)
		return STR_NONE;
	first = str_take(&rest, "-");
	return str_is_digits(first) && str_is_digits(rest) ? shard : STR_NONE;
}

/* The zip of a shard is good where that of all is older, or not there. */
static void
add_taken(struct manifest *m, struct str path, struct str list)
{
	long long size, changed, whole;

	if (m->taken.n == 0 || !is_packed(m) ||
	    file_look(m->options.pack, &size, &whole) != 0 ||
	    file_look(path, &size, &changed) != 0 || changed > whole)
		*VEC_ADD(&m->arena, &m->taken) = (struct known_by){ path,
		    list, 0 };
}

/* Temporary files of a killed run go; manifests of shards are found. */
static int
look_around(struct manifest *m, struct findings *findings)
{
	struct findings quiet = { .arena = &m->arena };
	struct str hidden = path_name(m->prefix);
	struct paths names;

	add_taken(m, is_packed(m) ? m->options.pack : path_join(&m->arena,
	    m->options.folder, STR("清单.csv")), m->options.list);
	if (file_kind(m->options.folder, NULL) == FILE_KIND_NONE)
		return 0;		/* a dry run */
	if (file_names(&m->arena, m->options.folder, &names, findings) != 0)
		return -1;
	for (size_t i = 0; i < names.n; i++) {
		struct str path = path_join(&m->arena, m->options.folder,
		    names.v[i]), shard = shard_of(m, names.v[i]);

		if (shard.n > 0 && (!is_packed(m) || m->options.shards == 0))
			add_taken(m, path, str_format(&m->arena,
			    "清单%.*s.csv", STR_ARG(shard)));
		else if (!m->options.read_only &&
		    str_starts(names.v[i], hidden) &&
		    str_ends(names.v[i], STR(".tmp")))
			file_remove(path, &quiet);
	}
	return 0;
}

static bool
is_header(struct str line)
{
	if (str_starts(line, STR(BOM)))
		line = str_from(line, STR(BOM).n);
	line = str_trim(line);
	return line.n == 0 || str_eq(line, str_trim(STR(HEADER))) ||
	    str_eq(line, str_trim(STR(HEADER_OLD)));
}

/*
 * Append our lines of a manifest or journal; the last line of a run that was
 * killed may be torn.  FOREIGN: there are others, which a person wrote.
 */
static int
append_lines(struct manifest *m, struct str path, FILE *in, bool *foreign,
    struct findings *findings)
{
	bool bad = in == NULL;

	if (in == NULL && errno == ENOENT)
		return 0;
	while (in != NULL && read_line(in, &m->line)) {
		struct str line = buf_view(&m->line);

		if (is_ours(line))
			fwrite(line.p, 1, line.n, m->out);
		else if (!is_header(line))
			*foreign = true;
	}
	bad |= in != NULL && ferror(in);
	if (in != NULL && fclose(in) != 0)
		bad = true;
	if (!bad)
		return 0;
	finding_add(findings, FINDING_FILE_UNREADABLE, POS_NONE,
	    "不能读取清单“%.*s”：%s；没有生成文件",
	    "cannot read manifest “%.*s”: %s; nothing was made",
	    STR_ARG(path), file_reason(errno, findings->language));
	return -1;
}

/* Where the fields are, by the row of their names; how many there are. */
static size_t
find_columns(const struct data_row *row, size_t at[FIELD_COUNT])
{
	struct str names = str_trim(STR(HEADER));
	size_t found = 0;

	for (size_t i = 0; i < FIELD_COUNT; i++) {
		struct str name = str_take(&names, ",");

		for (size_t c = 0; c < row->n; c++)
			if (str_eq(cell_says(row, c), name)) {
				at[i] = c;
				found++;
			}
	}
	return found;
}

/* The line as it was written, which its check must agree with. */
static bool
write_again(struct manifest *m, struct arena *arena, struct entry *entry)
{
	for (size_t zeros = 0; zeros <= ZEROS_MAX; zeros++) {
		put_line(&m->line, entry);
		if (memcmp(entry->inputs.p + entry->inputs.n, m->line.p +
		    m->line.n - CHECK_DIGITS - 2, CHECK_DIGITS + 1) == 0)
			return fwrite(m->line.p, 1, m->line.n, m->out) > 0;
		entry->copy_number = str_cat(arena, STR("0"),
		    entry->copy_number);
	}
	return false;
}

/* Of a row; true when there is anything in it that we did not write. */
static bool
take_row(struct manifest *m, struct arena *arena, const struct data_row *row,
    size_t at[FIELD_COUNT])
{
	struct str fields[FIELD_COUNT];
	struct entry entry;
	size_t filled = 0;

	for (size_t c = 0; c < row->n; c++)
		filled += cell_says(row, c).n > 0;
	if (filled == 0 || find_columns(row, at) == filled)
		return false;
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		fields[i] = bare_field(cell_says(row, at[i]));
		filled -= fields[i].n > 0;
	}
	if (!take_check(&fields[FIELD_COUNT - 1]))
		return true;
	entry = entry_of(fields);
	if (write_again(m, arena, &entry))
		return filled > 0;
	return m->lost = true;
}

/*
 * Saved by Excel: in GBK or UTF-16, with other separators, columns moved or
 * added.  True when there is more in it than we wrote.
 */
static bool
take_saved(struct manifest *m, struct str path)
{
	struct arena arena = ARENA_INIT;
	struct files files = { .arena = &arena };
	struct findings quiet = { .arena = &arena, .files = &files };
	size_t at[FIELD_COUNT] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 };
	const struct sheet *sheet = NULL;
	struct str bytes;
	uint32_t file = 0;
	bool more = false;

	if (file_read_output(&arena, path, TEXT_LIMIT, &bytes, &quiet) == 0)
		file = text_decode(&arena, path, bytes, NULL, &quiet);
	if (file != 0)
		sheet = csv_sheet(&arena, file, path, &quiet);
	m->lost |= sheet == NULL;
	for (size_t i = 0; sheet != NULL && i < sheet->rows.n; i++)
		more |= take_row(m, &arena, &sheet->rows.v[i], at);
	arena_release(&arena);
	return more || sheet == NULL;
}

/* The same of a manifest, which may be a person's now, or even an input. */
static int
take_up(struct manifest *m, struct str path, struct findings *findings)
{
	struct file_id id;
	bool foreign = false;

	if (file_kind(path, &id) == FILE_KIND_REGULAR &&
	    findings->files != NULL && files_noted(findings->files, id)) {
		finding_add(findings, FINDING_OUTPUT_INPUT, POS_NONE,
		    "“%.*s”是要读的文件，清单不能写在它的位置；没有生成文件，"
		    "请用 -o 换一个文件夹", "“%.*s” is an input, and the "
		    "manifest cannot take its place; nothing was made, give "
		    "another folder with -o", STR_ARG(path));
		return -1;
	}
	if (append_lines(m, path, file_open_output(path), &foreign,
	    findings) != 0)
		return -1;
	if (foreign && take_saved(m, path))
		*VEC_ADD(&m->arena, &m->changed) = path;
	return 0;
}

static int
take_up_all(struct manifest *m, struct findings *findings)
{
	bool torn;

	EACH(struct known_by, by, m->taken) {
		FILE *list = is_packed(m) ? archive_list(by->path, by->list) :
		    NULL;

		if (!is_packed(m) ? take_up(m, by->path, findings) != 0 :
		    list != NULL && append_lines(m, by->path, list, &torn,
		    findings) != 0)
			return -1;
		by->to = (uint64_t)os_stream_tell(m->out);
	}
	return append_lines(m, m->journal, file_open_output(m->journal), &torn,
	    findings);
}

/* What the manifests and the old journal know, in a new one. */
static int
renew_journal(struct manifest *m, const char *fresh, size_t number,
    struct findings *findings)
{
	m->out = fresh == NULL ? os_stream_scratch() :
	    file_create(str_of(fresh));
	temporary_made(number);
	if (m->out == NULL)
		return fail_open(m, findings);
	setvbuf(m->out, NULL, _IOFBF, JOURNAL_BUFFER);
	if (take_up_all(m, findings) != 0)
		return -1;
	/* Not through a link, where it is one. */
	return fflush(m->out) != 0 || ferror(m->out) || (fresh != NULL &&
	    os_rename(fresh, str_cstr(&m->arena, m->journal)) != 0) ?
	    fail_open(m, findings) : 0;
}

static int
start_journal(struct manifest *m, struct findings *findings)
{
	const char *fresh = m->options.read_only ? NULL : str_cstr(&m->arena,
	    str_cat(&m->arena, m->prefix, STR("new.tmp")));
	size_t number = fresh == NULL ? TEMPORARY_NONE : temporary_begin(fresh);
	int status = renew_journal(m, fresh, number, findings);

	if (status != 0 && fresh != NULL)
		file_remove(str_of(fresh), findings);
	temporary_end(number);
	if (status != 0)
		return -1;
	if (learn_all(m) != 0)
		return fail_open(m, findings);
	m->start = (uint64_t)os_stream_tell(m->out);
	/* What a person has made of a manifest is kept under another name. */
	for (size_t i = 0; i < m->changed.n && !m->options.read_only; i++)
		if (write_aside(m->changed.v[i], findings) != 0)
			return -1;
	return 0;
}

struct str
manifest_name(struct arena *arena, unsigned shard, unsigned shards)
{
	return shards == 0 ? STR("清单.csv") :
	    str_format(arena, "清单-%u-%u.csv", shard, shards);
}

static void
name_files(struct manifest *m)
{
	struct arena *arena = &m->arena;
	struct str name = manifest_name(arena, m->options.shard,
	    m->options.shards), stem = path_stem(name);

	m->path = path_join(arena, m->options.folder, name);
	if (m->options.pack.n > 0)
		stem = path_name(m->options.pack);
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
	buf_release(&m->line);
	os_lock_free(m->piece->lock);
	arena = m->arena;
	arena_release(&arena);
}

/* The time of the oldest manifest that is taken up. */
static long long
when_ended(const struct manifest *m)
{
	long long size, changed, oldest = LLONG_MAX;

	if (file_exists(m->journal) && file_size(m->journal) != 0)
		return 0;
	for (size_t i = 0; i < m->taken.n; i++)
		if (file_look(m->taken.v[i].path, &size, &changed) == 0 &&
		    changed < oldest)
			oldest = changed;
	return oldest;
}

struct manifest *
manifest_open(const struct manifest_options *options, struct findings *findings)
{
	struct arena arena = ARENA_INIT;
	struct manifest *m = NEW(&arena, struct manifest);

	m->arena = arena;
	m->options = *options;
	m->held = -1;
	m->piece = NEW(&m->arena, struct piece);
	m->piece->lock = must(os_lock_new());
	name_files(m);
	if (!options->read_only &&
	    (file_make_folder(options->folder, findings) != 0 ||
	    take_lock(m, findings) != 0)) {
		release(m);
		return NULL;
	}
	if (look_around(m, findings) == 0) {
		m->ended = when_ended(m);
		if (start_journal(m, findings) == 0)
			return m;
	}
	file_unlock(m->held, m->lock, findings);
	release(m);
	return NULL;
}

long long
manifest_ended(const struct manifest *m)
{
	return m->ended;
}

bool
manifest_lost(const struct manifest *m)
{
	return m->lost;
}

struct str
manifest_temporary(const struct manifest *m, struct arena *arena, size_t index)
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
	put_line(&m->line, entry);
	fwrite(m->line.p, 1, m->line.n, m->out);
	if (ferror(m->out) || (entry->known == 0 && fflush(m->out) != 0))
		return fail_write(m, findings);
	return 0;
}

/* --- closing ---------------------------------------------------------- */

static int
copy_lines(void *context, FILE *to)
{
	struct manifest *m = context;
	char block[16384];
	size_t n;

	if (fflush(m->out) != 0 || fputs(BOM HEADER, to) == EOF ||
	    os_stream_seek(m->out, m->start) != 0)
		return -1;
	while ((n = fread(block, 1, sizeof(block), m->out)) > 0)
		if (fwrite(block, 1, n, to) != n)
			return -1;
	return ferror(m->out) ? -1 : 0;
}

FILE *
manifest_bytes(struct manifest *m, struct findings *findings)
{
	FILE *bytes = os_stream_scratch();

	if (bytes != NULL && copy_lines(m, bytes) == 0 &&
	    file_flush_stream(bytes, m->options.sync) == 0)
		return bytes;
	fail_write(m, findings);
	if (bytes != NULL)
		fclose(bytes);
	return NULL;
}

void
manifest_leave(struct manifest *m, bool unfinished)
{
	m->unfinished = unfinished;
}

static int
write_manifest(struct manifest *m, struct findings *findings)
{
	struct str fresh = str_cat(&m->arena, m->prefix, STR("csv.tmp"));
	struct findings quiet = { .arena = &m->arena };

	/* Where there was none, and nothing was made, none is begun. */
	if (m->options.shards == 0 && !file_exists(m->path) &&
	    (uint64_t)os_stream_tell(m->out) == m->start)
		return 0;
	return file_write_by(m->path, fresh, copy_lines, m, m->options.sync,
	    &quiet) == 0 ? 0 : fail_write(m, findings);
}

int
manifest_close(struct manifest *m, struct findings *findings)
{
	int status = 0;

	if (!m->options.read_only) {
		if (m->options.sync == FILE_SYNC_BATCH && !is_packed(m))
			status = file_flush(m->options.folder, findings);
		if (status == 0 && !is_packed(m))
			status = write_manifest(m, findings);
		if (status == 0 && !m->unfinished)
			file_remove(m->journal, findings);
		for (size_t i = 1; status == 0 && m->options.shards == 0 &&
		    !is_packed(m) && i < m->taken.n; i++)
			file_remove(m->taken.v[i].path, findings);
		file_unlock(m->held, m->lock, findings);
	}
	release(m);
	return status;
}
