/*
 * A table written down for many runs, each of which reads a few of its rows:
 * the records as they are in the spool, where they begin, and what is known of
 * the table.  Read it from data_save and prepared_read.
 */
#include "sheet.h"

#include "../base/file.h"
#include "../base/os.h"

/*
 * MAGIC, the records, the offsets of every DATA_STEPth row, the marks of all
 * rows, the facts, the length of the facts, MAGIC.  Numbers are the machine's:
 * the file is for the runs of one task, not to be kept.
 */
#define MAGIC		"\x93gwrows2"
#define MAGIC_BYTES	8
#define FACTS_MAX	((uint64_t)64 * 1024 * 1024)

/* The facts: numbers and strings, one after another. */
struct facts {
	struct buf *out;	/* written; or: */
	struct str in;		/* what is left to be read */
	bool bad;
};

static void
number(struct facts *facts, uint64_t *n)
{
	if (facts->out != NULL)
		buf_add(facts->out, (const char *)n, sizeof(*n));
	else if (facts->in.n < sizeof(*n))
		facts->bad = true, *n = 0;
	else {
		memcpy(n, facts->in.p, sizeof(*n));
		facts->in = str_from(facts->in, sizeof(*n));
	}
}

static void
string(struct facts *facts, struct str *s)
{
	uint64_t n = s->n;

	number(facts, &n);
	if (facts->out != NULL)
		buf_str(facts->out, *s);
	else if (n > facts->in.n)
		facts->bad = true, *s = STR_NONE;
	else {
		*s = str_slice(facts->in, 0, (size_t)n);
		facts->in = str_from(facts->in, (size_t)n);
	}
}

/* How many there are of something that takes eight bytes at least. */
static size_t
count(struct facts *facts, size_t n)
{
	uint64_t all = n;

	number(facts, &all);
	if (facts->out == NULL && all > facts->in.n / 8)
		facts->bad = true, all = 0;
	return (size_t)all;
}

/* One list of the facts, both to write and to read them. */
static void
all_facts(struct facts *facts, struct data *data)
{
	struct sheet *sheet = data->store->sheet;
	struct arena *arena = sheet->arena;
	uint64_t n = data->n, bits = sheet->named |
	    (uint64_t)sheet->synthetic << 1 |
	    (uint64_t)(unsigned char)sheet->separator << 8;
	struct rows *head = &data->head;

	number(facts, &n);
	number(facts, &bits);
	number(facts, &data->store->starts_at);
	string(facts, &data->checked);
	head->column_count = count(facts, head->column_count);
	if (facts->out == NULL)
		head->columns = NEW_ARRAY(arena, struct span,
		    head->column_count);
	for (size_t i = 0; i < head->column_count; i++)
		string(facts, &head->columns[i].text);
	data->fields.n = count(facts, data->fields.n);
	if (facts->out == NULL)
		data->fields.v = NEW_ARRAY(arena, struct str, data->fields.n);
	for (size_t i = 0; i < data->fields.n; i++)
		string(facts, &data->fields.v[i]);
	data->n = (size_t)n;
	sheet->named = bits & 1;
	sheet->synthetic = bits >> 1 & 1;
	sheet->separator = (char)(bits >> 8 & 0xff);
}

bool
data_is_prepared(const struct data *data)
{
	return data->n > 0 && data->store->starts == NULL;
}

bool
prepared_is_file(struct str path)
{
	char head[MAGIC_BYTES];
	FILE *file = file_open_output(path);
	bool is = file != NULL && fread(head, 1, sizeof(head), file) ==
	    sizeof(head) && prepared_is((struct str){ head, sizeof(head) });

	if (file != NULL)
		fclose(file);
	return is;
}

/* --- writing ---------------------------------------------------------- */

static bool
copy_records(const struct spool *spool, FILE *out)
{
	char block[65536];
	size_t n;

	for (uint64_t at = 0; (n = spool_read(spool, at, block,
	    sizeof(block))) > 0; at += n)
		if (fwrite(block, 1, n, out) != n)
			return false;
	return true;
}

static int
write_all(void *context, FILE *out)
{
	struct data data = *(const struct data *)context;
	struct data_store store = *data.store;
	struct spool *spool = store.sheet->spool;
	struct buf buf = { 0 };
	struct facts facts = { .out = &buf };
	uint64_t bytes;

	fwrite(MAGIC, 1, MAGIC_BYTES, out);
	if (!copy_records(spool, out))
		return -1;
	for (size_t i = 0; i < data.n; i += DATA_STEP) {
		uint64_t at = store.starts[i / DATA_STEP] + MAGIC_BYTES;

		fwrite(&at, sizeof(at), 1, out);
	}
	fwrite(store.marks, 1, data.n, out);
	store.starts_at = MAGIC_BYTES + spool_size(spool);
	data.store = &store;
	all_facts(&facts, &data);
	bytes = buf.n;
	fwrite(buf.p, 1, buf.n, out);
	fwrite(&bytes, sizeof(bytes), 1, out);
	fwrite(MAGIC, 1, MAGIC_BYTES, out);
	buf_release(&buf);
	return 0;
}

int
data_save(const struct data *data, struct str path, struct str checked,
    struct findings *findings)
{
	struct data written = *data;

	written.checked = checked;
	return file_write_by(path, STR_NONE, write_all, &written,
	    FILE_SYNC_BATCH, findings);
}

/* --- reading ---------------------------------------------------------- */

bool
prepared_is(struct str head)
{
	return str_starts(head, (struct str){ MAGIC, MAGIC_BYTES });
}

/* The facts at the end of the file; n == 0: it is cut off. */
static struct str
read_facts(struct sheet *sheet)
{
	struct {
		uint64_t bytes;
		char magic[MAGIC_BYTES];
	} end;
	uint64_t size = spool_size(sheet->spool);
	char *p;

	if (size < MAGIC_BYTES + sizeof(end) || spool_read(sheet->spool,
	    size - sizeof(end), &end, sizeof(end)) != sizeof(end) ||
	    memcmp(end.magic, MAGIC, MAGIC_BYTES) != 0 ||
	    end.bytes > size - sizeof(end) || end.bytes > FACTS_MAX)
		return STR_NONE;
	p = arena_alloc(sheet->arena, (size_t)end.bytes + 1);
	return (struct str){ p, spool_read(sheet->spool, size - sizeof(end) -
	    end.bytes, p, (size_t)end.bytes) };
}

static struct data *
refuse(struct sheet *sheet)
{
	finding_add(sheet->findings, FINDING_DATA_FORMAT, POS_FILE(sheet->file),
	    "不是 --prepare 写的完整文件，或者是别的版本写的；没有生成文件，"
	    "请再准备一次", "is no whole file of --prepare, or one of another "
	    "version; nothing was made, prepare it again");
	return NULL;
}

struct data *
prepared_read(struct sheet *sheet, FILE *file)
{
	struct data *data = data_new(sheet);
	struct facts facts = { .bad = false };
	long long size;
	size_t starts;

	spool_free(sheet->spool);
	fseek(file, 0, SEEK_END);
	size = os_stream_tell(file);
	sheet->spool = spool_of(file, size > 0 ? (uint64_t)size : 0);
	facts.in = read_facts(sheet);
	all_facts(&facts, data);
	starts = (data->n + DATA_STEP - 1) / DATA_STEP * sizeof(uint64_t);
	if (facts.bad || data->n > (uint64_t)size || data->store->starts_at >
	    (uint64_t)size - data->n || starts > (uint64_t)size - data->n -
	    data->store->starts_at)
		return refuse(sheet);
	data->store->marks = arena_alloc(sheet->arena, data->n + 1);
	spool_read(sheet->spool, data->store->starts_at + starts,
	    data->store->marks, data->n);
	sheet->columns.v = data->head.columns;
	sheet->columns.n = data->head.column_count;
	sheet->cells = sheet->named ? json_cells : sheet->synthetic ?
	    sheet_split : csv_cells;
	for (size_t i = 0; i < data->head.column_count; i++)
		data->head.columns[i].pos = POS_FILE(sheet->file);
	return data;
}
