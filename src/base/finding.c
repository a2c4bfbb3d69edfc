/*
 * Findings and the registry of input texts: kinds from finding.def, places
 * made from byte offsets when they are asked for, sorting, dropping what is
 * repeated.
 */
#include "finding.h"

static const struct finding_kind kinds[FINDING_COUNT] = {
#define F(id, severity, name, clause, zh, en) \
	{ name, SEVERITY_##severity, clause, zh, en },
#include "finding.def"
#undef F
};

uint32_t
files_add(struct files *files, struct str name, struct str text)
{
	struct file_text *file = VEC_ADD(files->arena, &files->list);

	file->name = name;
	file->text = text;
	return (uint32_t)files->list.n;
}

void
files_turn(struct files *files, uint32_t number, struct str text,
    const struct line_jump *jump)
{
	struct file_text *file = &files->list.v[number - 1];

	file->text = text;
	file->jumps = jump;
	file->jump_count = jump != NULL;
	file->starts.n = 0;
	memset(&file->last, 0, sizeof(file->last));
}

/* Where ID is in the set, or the free place for it. */
static struct file_id *
find_id(const struct file_ids *ids, struct file_id id)
{
	uint64_t hash = (id.number + id.device) * 0x9e3779b97f4a7c15u;

	for (size_t at = (size_t)(hash >> 32) % ids->size; ;
	    at = (at + 1) % ids->size) {
		struct file_id *it = &ids->v[at];

		if (it->number == 0 || (it->number == id.number &&
		    it->device == id.device))
			return it;
	}
}

bool
file_ids_have(const struct file_ids *ids, struct file_id id)
{
	return ids->n > 0 && find_id(ids, id)->number != 0;
}

bool
files_noted(const struct files *files, struct file_id id)
{
	for (; files != NULL; files = files->of_all)
		if (file_ids_have(&files->read, id))
			return true;
	return false;
}

void
file_ids_add(struct arena *arena, struct file_ids *ids, struct file_id id)
{
	struct file_ids old = *ids;
	struct file_id *it;

	if (2 * (ids->n + 1) > ids->size) {
		ids->size = ids->size > 0 ? 4 * ids->size : 16;
		ids->v = NEW_ARRAY(arena, struct file_id, ids->size);
		for (size_t i = 0; i < old.size; i++)
			if (old.v[i].number != 0)
				*find_id(ids, old.v[i]) = old.v[i];
	}
	it = find_id(ids, id);
	ids->n += it->number == 0;
	*it = id;
}

void
files_note(struct files *files, struct file_id id)
{
	file_ids_add(files->arena, &files->read, id);
}

void
files_see(struct files *files, struct str path, struct str digest)
{
	struct file_seen *input;

	if (path.n == 0 || files == NULL || files->inputs == NULL)
		return;
	input = VEC_ADD(files->arena, &files->inputs->list);
	input->path = str_copy(files->arena, path);
	input->digest = str_copy(files->arena, digest);
}

static void
find_lines(struct arena *arena, struct file_text *file)
{
	const char *p = file->text.p, *end = p + file->text.n;

	*VEC_ADD(arena, &file->starts) = 0;
	while (p < end && (p = memchr(p, '\n', (size_t)(end - p))) != NULL)
		*VEC_ADD(arena, &file->starts) =
		    (uint32_t)(++p - file->text.p);
}

/* The index of the line that holds OFFSET. */
static size_t
line_at(const struct file_text *file, uint32_t offset)
{
	return count_upto(file->starts.v, sizeof(uint32_t), file->starts.n,
	    offset) - 1;
}

/* The number in its file of a text's line. */
static uint32_t
line_number(const struct file_text *file, size_t line)
{
	const struct line_jump *jump = file->jumps;

	if (file->jump_count == 0)
		return (uint32_t)line + 1;
	jump += count_upto(jump, sizeof(*jump), file->jump_count,
	    (uint32_t)line) - 1;
	return jump->number + (uint32_t)(line - jump->line);
}

/*
 * The column of OFFSET.  Places are mostly asked for in order, so the count
 * goes on from the last one when that is near: lines may be very long.
 */
static uint32_t
column_at(struct file_text *file, size_t line, uint32_t offset, bool shared)
{
	uint32_t from = file->starts.v[line], column = 1;

	if (!shared && file->last.column > 0 && file->last.line == line &&
	    file->last.offset - from < 2 * (offset - from)) {
		from = file->last.offset;
		column = file->last.column;
	}
	if (from < offset)
		column += (uint32_t)str_chars(str_slice(file->text, from,
		    offset));
	else
		column -= (uint32_t)str_chars(str_slice(file->text, offset,
		    from));
	if (shared)
		return column;
	file->last.line = line;
	file->last.offset = offset;
	file->last.column = column;
	return column;
}

struct place
files_place(struct files *files, struct pos pos)
{
	struct place place = { STR_NONE, 0, 0 };
	struct file_text *file;
	size_t line;

	if (files == NULL || pos.file == 0 || pos.file > files->list.n)
		return place;
	file = &files->list.v[pos.file - 1];
	place.file = file->name;
	if (pos.offset == OFFSET_NONE || pos.offset > file->text.n)
		return place;
	if (file->starts.n == 0)
		find_lines(files->arena, file);
	line = line_at(file, pos.offset);
	place.line = line_number(file, line);
	place.column = column_at(file, line, pos.offset,
	    pos.file <= files->shared);
	return place;
}

const struct finding_kind *
finding_kind(enum finding_id id)
{
	return &kinds[id];
}

enum finding_id
finding_by_name(struct str name)
{
	for (size_t i = 0; i < FINDING_COUNT; i++)
		if (str_eq(name, str_of(kinds[i].name)))
			return (enum finding_id)i;
	return FINDING_COUNT;
}

struct str
finding_nearest(struct str name)
{
	struct nearest nearest = nearest_to(name);

	for (size_t i = 0; i < FINDING_COUNT; i++)
		nearest_try(&nearest, str_of(kinds[i].name));
	return nearest.best;
}

/* What one kind of finding may take; a usual one takes 250 bytes. */
#define KIND_BYTES	(4 << 20)

/* What a message may quote is of any length; this much of it is read. */
#define MESSAGE_HEAD	1000
#define MESSAGE_TAIL	400

/* The first byte of the character that holds byte AT. */
static size_t
character_at(struct str s, size_t at)
{
	while (at > 0 && ((unsigned char)s.p[at] & 0xc0) == 0x80)
		at--;
	return at;
}

/* MESSAGE without the middle of what is too long to be read. */
static struct str
bounded_message(struct arena *arena, struct str message)
{
	size_t head, tail;

	if (message.n <= MESSAGE_HEAD + MESSAGE_TAIL)
		return str_copy(arena, message);
	head = character_at(message, MESSAGE_HEAD);
	tail = character_at(message, message.n - MESSAGE_TAIL);
	return str_format(arena, "%.*s……%.*s", (int)head, message.p,
	    (int)(message.n - tail), message.p + tail);
}

struct finding *
finding_add(struct findings *findings, enum finding_id id, struct pos pos,
    const char *zh, const char *en, ...)
{
	struct finding *finding;
	va_list ap;

	va_start(ap, en);
	finding = finding_vadd(findings, id, pos, zh, en, ap);
	va_end(ap);
	return finding;
}

static enum severity
kind_severity(const struct findings *findings, enum finding_id id)
{
	return findings->severity[id] != 0 ?
	    (enum severity)findings->severity[id] : kinds[id].severity;
}

/* Say that the last finding is the last of its kind; return that one. */
static struct finding *
cut(struct findings *findings, enum finding_id id, struct pos pos)
{
	size_t last = findings->list.n - 1;
	struct finding *f = finding_add(findings, FINDING_FINDINGS_CUT, pos,
	    "“%s”太多，从这里起不再逐处列出，也不再改；改好前面的再运行一次",
	    "too many of %s: from here on they are neither listed nor mended; "
	    "mend those before and run again", kinds[id].name);

	if (f != NULL)
		f->cut = (uint16_t)(id + 1);
	return &findings->list.v[last];
}

/* How many of FROM were cut at F. */
static void
tell_unlisted(const struct findings *from, struct arena *arena,
    struct finding *f)
{
	unsigned n = f->cut > 0 ? from->unlisted[f->cut - 1] : 0;

	if (n > 0)
		f->message = str_format(arena, from->language == LANGUAGE_EN ?
		    "%.*s (%u more)" : "%.*s（另有%u处）", STR_ARG(f->message),
		    n);
	f->cut = 0;
}

struct finding *
finding_vadd(struct findings *findings, enum finding_id id, struct pos pos,
    const char *zh, const char *en, va_list ap)
{
	struct buf message = { 0 };
	struct finding *finding;
	enum severity severity = kind_severity(findings, id);
	uint32_t *bytes = &findings->bytes[id];

	if (severity == SEVERITY_OFF ||
	    (findings->silenced[id] && severity < SEVERITY_FATAL))
		return NULL;
	if (*bytes > KIND_BYTES) {
		findings->unlisted[id]++;
		findings->counts[severity] += severity == SEVERITY_ERROR;
		return NULL;
	}
	buf_vformat(&message, findings->language == LANGUAGE_EN ? en : zh, ap);
	finding = VEC_ADD(findings->arena, &findings->list);
	finding->id = id;
	finding->severity = severity;
	finding->pos = pos;
	finding->place = files_place(findings->files, pos);
	finding->message = bounded_message(findings->arena, buf_view(&message));
	findings->counts[severity]++;
	buf_release(&message);
	if (severity == SEVERITY_FATAL || id == FINDING_FINDINGS_CUT)
		return finding;
	*bytes += (uint32_t)(sizeof(*finding) + finding->message.n);
	return *bytes > KIND_BYTES ? cut(findings, id, pos) : finding;
}

/* The line that a finding stands on, without the blanks at its ends. */
static struct str
finding_line(const struct findings *findings, const struct finding *f)
{
	const struct file_text *file;
	struct str rest, line;

	if (findings->files == NULL || f->place.line == 0 ||
	    f->pos.file == 0 || f->pos.file > findings->files->list.n)
		return f->message;
	file = &findings->files->list.v[f->pos.file - 1];
	rest =
	    str_from(file->text, file->starts.v[line_at(file, f->pos.offset)]);
	line = rest;
	str_line(&rest, &line);
	return str_trim(line);
}

void
findings_seal(struct findings *findings)
{
	uint64_t hash = 0, line = 0;

	EACH(struct finding, f, findings->list) {
		uint64_t here = (uint64_t)f->pos.file << 32 | f->place.line;
		struct pos end = f->fix.pos;

		if (f->sealed)
			continue;
		/* A long line may have as many findings as characters. */
		if (f->place.line == 0 || here != line)
			hash = str_hash(finding_line(findings, f));
		line = here;
		f->fingerprint = (str_hash(str_of(kinds[f->id].name)) * 31 +
		    str_hash(f->place.file)) * 31 + hash;
		end.offset += f->fix.length;
		if (f->fix.length > 0 || f->fix.text.n > 0) {
			f->fix_from = files_place(findings->files, f->fix.pos);
			f->fix_to = files_place(findings->files, end);
		}
		f->sealed = true;
	}
}

static int
compare_findings(const void *left, const void *right)
{
	const struct finding *a = left, *b = right;
	int order = str_cmp(a->place.file, b->place.file);

	if (order != 0)
		return order;
	if (a->place.line != b->place.line)
		return a->place.line < b->place.line ? -1 : 1;
	if (a->place.column != b->place.column)
		return a->place.column < b->place.column ? -1 : 1;
	if (a->id != b->id)
		return a->id < b->id ? -1 : 1;
	return str_cmp(a->message, b->message);
}

void
findings_sort(struct findings *findings)
{
	struct finding *v = findings->list.v;
	size_t n = findings->list.n, kept = 0;

	if (n == 0)
		return;
	for (size_t i = 0; i < n; i++)
		tell_unlisted(findings, findings->arena, &v[i]);
	sort(v, n, sizeof(*v), compare_findings);
	for (size_t i = 1; i < n; i++)
		if (compare_findings(&v[kept], &v[i]) != 0)
			v[++kept] = v[i];
		else
			findings->counts[v[i].severity]--;
	findings->list.n = kept + 1;
}

enum severity
findings_worst(const struct findings *findings)
{
	for (int s = SEVERITY_FATAL; s > SEVERITY_OFF; s--)
		if (findings->counts[s] > 0)
			return (enum severity)s;
	return SEVERITY_OFF;
}

bool
findings_hold(const struct findings *findings, enum finding_id id)
{
	for (size_t i = 0; i < findings->list.n; i++)
		if (findings->list.v[i].id == id)
			return true;
	return false;
}

void
findings_drop(struct findings *findings, const bool *drop)
{
	struct finding *v = findings->list.v;
	size_t kept = 0;

	for (size_t i = 0; i < findings->list.n; i++)
		if (drop[i])
			findings->counts[v[i].severity]--;
		else
			v[kept++] = v[i];
	findings->list.n = kept;
}

void
findings_empty(struct findings *findings)
{
	memset(&findings->list, 0, sizeof(findings->list));
	memset(findings->counts, 0, sizeof(findings->counts));
	memset(findings->bytes, 0, sizeof(findings->bytes));
	memset(findings->unlisted, 0, sizeof(findings->unlisted));
}

void
findings_part(struct findings *part, const struct findings *whole,
    struct arena *arena, struct files *files)
{
	*files = (struct files){ .arena = arena, .root = whole->files->root,
	    .given = whole->files->given };
	*part = *whole;
	part->arena = arena;
	part->files = files;
	findings_empty(part);
}

void
findings_append(struct findings *to, const struct findings *from)
{
	for (size_t i = 0; i < from->list.n; i++) {
		struct finding *copy = VEC_ADD(to->arena, &to->list);

		*copy = from->list.v[i];
		/* An error counts, listed or not. */
		if (copy->cut > 0 && kind_severity(from, copy->cut - 1) ==
		    SEVERITY_ERROR)
			to->counts[SEVERITY_ERROR] +=
			    from->unlisted[copy->cut - 1];
		tell_unlisted(from, to->arena, copy);
		copy->message = str_copy(to->arena, copy->message);
		copy->fix.text = str_copy(to->arena, copy->fix.text);
		copy->place.file = str_copy(to->arena, copy->place.file);
		copy->fix_from.file = copy->fix_to.file = copy->place.file;
		to->counts[copy->severity]++;
	}
}

const char *
severity_word(enum severity severity, enum language language)
{
	static const char *const words[][2] = {
		{ "关", "off" }, { "说明", "note" }, { "建议", "style" },
		{ "警告", "warning" }, { "错误", "error" },
		{ "失败", "failed" },
	};

	return words[severity][language == LANGUAGE_EN];
}
