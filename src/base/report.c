/*
 * Findings in, text, JSON or SARIF out; before that, what -W and a baseline
 * leave of them.  Read it from report_write.
 */
#include "report.h"

/* --- choosing ---------------------------------------------------------- */

static void
turn_on(struct findings *findings, enum finding_id id)
{
	findings->silenced[id] = false;
	if (finding_kind(id)->severity == SEVERITY_OFF &&
	    findings->severity[id] == 0)
		findings->severity[id] = SEVERITY_STYLE;
}

int
report_choose(struct findings *findings, struct str argument,
    struct str *nearest)
{
	static const struct {
		struct str prefix;
		enum severity severity;		/* OFF: as the prefix says */
	} forms[] = {
		{ { "error=", 6 }, SEVERITY_ERROR },
		{ { "warning=", 8 }, SEVERITY_WARNING },
		{ { "style=", 6 }, SEVERITY_STYLE },
		{ { "no-", 3 }, SEVERITY_OFF },
	};
	enum finding_id id = finding_by_name(argument);
	struct str name = argument;

	if (str_eq(argument, STR("all"))) {
		for (size_t i = 0; i < FINDING_COUNT; i++)
			turn_on(findings, (enum finding_id)i);
		return 0;
	}
	if (id != FINDING_COUNT) {
		turn_on(findings, id);
		return 0;
	}
	for (size_t i = 0; i < COUNT_OF(forms); i++) {
		if (!str_starts(argument, forms[i].prefix))
			continue;
		name = str_from(argument, forms[i].prefix.n);
		if ((id = finding_by_name(name)) == FINDING_COUNT)
			break;
		findings->silenced[id] = forms[i].severity == SEVERITY_OFF;
		if (forms[i].severity != SEVERITY_OFF &&
		    finding_kind(id)->severity != SEVERITY_FATAL)
			findings->severity[id] =
			    (unsigned char)forms[i].severity;
		return 0;
	}
	*nearest = finding_nearest(name);
	return -1;
}

/* --- writing ----------------------------------------------------------- */

int
report_format(struct str name, enum report_format *format)
{
	static const char *const names[] = {
		[REPORT_TEXT] = "text",
		[REPORT_JSON] = "json",
		[REPORT_SARIF] = "sarif",
	};

	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (str_eq(name, str_of(names[i]))) {
			*format = (enum report_format)i;
			return 0;
		}
	return -1;
}

/*
 * A finding is one line, and nothing in it that came from a file moves the
 * cursor: controls of both sets are written out.
 */
static void
write_plain(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		bool second = c == 0xc2 && i + 1 < s.n &&
		    (unsigned char)s.p[i + 1] < 0xa0;

		if (c == '\n')
			buf_lit(out, "\\n");
		else if (c < 0x20 || c == 0x7f)
			buf_format(out, "\\x%02x", c);
		else if (second)
			buf_format(out, "\\x%02x", (unsigned char)s.p[++i]);
		else
			buf_byte(out, (char)c);
	}
}

/*
 * A fault that somebody makes again and again in one file, such as forty
 * half-width commas, is one line for a person: how often it is there, and
 * where first.  What the program could mend itself is told so when there are a
 * few; the rest is looked at place by place, unless there are so many that
 * nobody would: then each message is one line, and if those are too many, all.
 */
#define FEW		4
#define MANY		20
#define ALIKE_PLACES	3

struct alike {
	const struct finding *first;
	size_t n;
	struct place places[ALIKE_PLACES];	/* the next ones */
	size_t placed;
};

/* Of one kind in one file, those that can be mended apart from the others. */
struct tally {
	size_t n;
	VEC(struct alike) alikes;	/* by message, at most MANY, */
	bool one;			/* or one for all */
};

struct tallies {
	struct arena *arena;
	struct tally v[FINDING_COUNT][2];
};

static bool
has_fix(const struct finding *f)
{
	return f->fix.length > 0 || f->fix.text.n > 0;
}

static struct tally *
tally_of(struct tallies *tallies, const struct finding *f)
{
	return &tallies->v[f->id][has_fix(f)];
}

/* Is one line enough?  Not where each says what somebody changed. */
static bool
is_told_once(const struct tally *tally, const struct finding *f)
{
	return f->id != FINDING_ACCEPTED && f->id != FINDING_REMARK &&
	    f->id != FINDING_CHANGED && f->severity > SEVERITY_NOTE &&
	    f->place.line > 0 &&
	    (has_fix(f) ? tally->n >= FEW : tally->n > MANY);
}

/* The one that F is told by; NULL when there is none yet. */
static struct alike *
alike_of(const struct tally *tally, const struct finding *f)
{
	for (size_t i = 0; i < tally->alikes.n; i++)
		if (tally->one || str_eq(f->message,
		    tally->alikes.v[i].first->message))
			return &tally->alikes.v[i];
	return NULL;
}

static void
add_alike(struct arena *arena, struct tally *tally, const struct finding *f)
{
	struct alike *alike = alike_of(tally, f);

	if (alike == NULL && tally->alikes.n == MANY) {
		alike = &tally->alikes.v[0];
		for (size_t i = 1; i < tally->alikes.n; i++)
			alike->n += tally->alikes.v[i].n;
		tally->alikes.n = 1;
		tally->one = true;
	}
	if (alike == NULL) {
		alike = VEC_ADD(arena, &tally->alikes);
		alike->first = f;
	} else if (alike->placed < ALIKE_PLACES)
		alike->places[alike->placed++] = f->place;
	alike->n++;
}

/* Count what is alike among the findings FROM..TO, all of one file. */
static void
count_alike(const struct findings *findings, size_t from, size_t to,
    struct tallies *tallies)
{
	const struct finding *v = findings->list.v;

	for (size_t i = from; i < to; i++)
		memset(tally_of(tallies, &v[i]), 0, sizeof(struct tally));
	for (size_t i = from; i < to; i++) {
		struct tally *tally = tally_of(tallies, &v[i]);

		tally->n++;
		tally->one = has_fix(&v[i]);
	}
	for (size_t i = from; i < to; i++) {
		struct tally *tally = tally_of(tallies, &v[i]);

		if (is_told_once(tally, &v[i]))
			add_alike(tallies->arena, tally, &v[i]);
	}
}

static void
write_places(struct buf *out, const struct alike *alike, bool english)
{
	buf_format(out, english ? " (%zu like this, also at" :
	    "（这样的共%zu处，另见", alike->n);
	for (size_t i = 0; i < alike->placed; i++)
		buf_format(out, english ? "%s %u:%u" : "%s%u:%u", i == 0 ? "" :
		    english ? "," : "、", alike->places[i].line,
		    alike->places[i].column);
	if (alike->n > alike->placed + 1)
		buf_lit(out, english ? " and more" : "等");
	if (!has_fix(alike->first))
		buf_lit(out, english ? "; -v lists each" : "；-v 逐处列出");
	buf_lit(out, english ? ")" : "）");
}

static void
write_line(struct buf *out, const struct findings *findings,
    const struct finding *f, const struct alike *alike)
{
	if (f->place.file.n > 0) {
		write_plain(out, f->place.file);
		buf_byte(out, ':');
	}
	if (f->place.line > 0)
		buf_format(out, "%u:%u:", f->place.line, f->place.column);
	buf_format(out, "%s%s: ", f->place.file.n > 0 ? " " : "",
	    severity_word(f->severity, findings->language));
	write_plain(out, f->message);
	if (alike != NULL && alike->n > 1)
		write_places(out, alike, findings->language == LANGUAGE_EN);
	buf_format(out, " [%s]\n", finding_kind(f->id)->name);
}

static void
write_text(struct buf *out, const struct findings *findings,
    const struct report_options *options)
{
	struct tallies tallies = { .arena = findings->arena };
	size_t n = findings->list.n;

	for (size_t i = 0, end = 0; i < n; i++) {
		const struct finding *f = &findings->list.v[i];
		const struct alike *alike;

		if (i == end) {
			while (end < n && str_eq(findings->list.v[end].place
			    .file, f->place.file))
				end++;
			count_alike(findings, i, end, &tallies);
		}
		alike = options->each ? NULL :
		    alike_of(tally_of(&tallies, f), f);
		if ((f->severity > SEVERITY_NOTE || options->notes) &&
		    (alike == NULL || alike->first == f))
			write_line(out, findings, f, alike);
	}
}

/* "name": "value", with a comma before it unless it is the first. */
static void
json_member(struct buf *out, const char *name, struct str value, bool first)
{
	buf_format(out, "%s\"%s\": ", first ? "" : ", ", name);
	buf_json(out, value);
}

static void
write_json_finding(struct buf *out, const struct finding *f)
{
	const struct finding_kind *kind = finding_kind(f->id);

	buf_lit(out, "{");
	json_member(out, "file", f->place.file, true);
	if (f->place.line > 0)
		buf_format(out, ", \"line\": %u, \"column\": %u",
		    f->place.line, f->place.column);
	json_member(out, "severity",
	    str_of(severity_word(f->severity, LANGUAGE_EN)), false);
	json_member(out, "id", str_of(kind->name), false);
	json_member(out, "clause", str_of(kind->clause), false);
	json_member(out, "message", f->message, false);
	if (has_fix(f)) {
		buf_format(out, ", \"fix\": {\"line\": %u, \"column\": %u, "
		    "\"end_line\": %u, \"end_column\": %u",
		    f->fix_from.line, f->fix_from.column, f->fix_to.line,
		    f->fix_to.column);
		json_member(out, "text", f->fix.text, false);
		buf_lit(out, "}");
	}
	buf_lit(out, "}");
}

static void
write_json(struct buf *out, const struct findings *findings,
    const struct report_options *options)
{
	buf_lit(out, "{\"version\": 1, ");
	if (options->member != NULL)
		buf_format(out, "\"%s\": [\n%.*s],\n", options->member,
		    STR_ARG(options->items));
	buf_lit(out, "\"findings\": [");
	for (size_t i = 0; i < findings->list.n; i++) {
		buf_lit(out, i > 0 ? ",\n" : "\n");
		write_json_finding(out, &findings->list.v[i]);
	}
	buf_lit(out, "\n], \"counts\": {");
	for (int s = SEVERITY_NOTE; s <= SEVERITY_FATAL; s++)
		buf_format(out, "%s\"%s\": %u", s > SEVERITY_NOTE ? ", " : "",
		    severity_word((enum severity)s, LANGUAGE_EN),
		    findings->counts[s]);
	buf_lit(out, "}}\n");
}

static const char *
sarif_level(enum severity severity)
{
	switch (severity) {
	case SEVERITY_FATAL:
	case SEVERITY_ERROR:
		return "error";
	case SEVERITY_WARNING:
		return "warning";
	default:
		return "note";
	}
}

/* A path as a relative (or absolute file:) URI reference, RFC 3986. */
static void
write_sarif_uri(struct buf *out, struct str path)
{
	buf_lit(out, "\"artifactLocation\": {\"uri\": \"");
	if (str_starts(path, STR("/")))
		buf_lit(out, "file://");
	for (size_t i = 0; i < path.n; i++) {
		unsigned char c = (unsigned char)path.p[i];

		if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
		    (c >= 'A' && c <= 'Z') ||
		    (c != 0 && strchr("-._~/", c) != NULL))
			buf_byte(out, (char)c);
		else
			buf_format(out, "%%%02X", c);
	}
	buf_lit(out, "\"}");
}

static void
write_sarif_fix(struct buf *out, const struct finding *f)
{
	buf_lit(out, ", \"fixes\": [{\"artifactChanges\": [{");
	write_sarif_uri(out, f->place.file);
	buf_format(out, ", \"replacements\": [{\"deletedRegion\": "
	    "{\"startLine\": %u, \"startColumn\": %u, \"endLine\": %u, "
	    "\"endColumn\": %u}, \"insertedContent\": {\"text\": ",
	    f->fix_from.line, f->fix_from.column, f->fix_to.line,
	    f->fix_to.column);
	buf_json(out, f->fix.text);
	buf_lit(out, "}}]}]}]");
}

static void
write_sarif_result(struct buf *out, const struct finding *f, size_t rule)
{
	buf_lit(out, "{");
	json_member(out, "ruleId", str_of(finding_kind(f->id)->name), true);
	buf_format(out, ", \"ruleIndex\": %zu, \"level\": \"%s\", "
	    "\"message\": {", rule, sarif_level(f->severity));
	json_member(out, "text", f->message, true);
	buf_lit(out, "}");
	if (f->place.file.n > 0) {
		buf_lit(out, ", \"locations\": [{\"physicalLocation\": {");
		write_sarif_uri(out, f->place.file);
		if (f->place.line > 0)
			buf_format(out, ", \"region\": {\"startLine\": %u, "
			    "\"startColumn\": %u}", f->place.line,
			    f->place.column);
		buf_lit(out, "}}]");
	}
	buf_format(out, ", \"partialFingerprints\": {\"gongwen/v1\": "
	    "\"%016llx\"}", (unsigned long long)f->fingerprint);
	if (has_fix(f))
		write_sarif_fix(out, f);
	buf_lit(out, "}");
}

static void
write_sarif_rule(struct buf *out, const struct finding_kind *kind,
    enum language language)
{
	bool english = language == LANGUAGE_EN;

	buf_lit(out, "{");
	json_member(out, "id", str_of(kind->name), true);
	buf_lit(out, ", \"shortDescription\": {");
	json_member(out, "text", str_of(english ? kind->en : kind->zh), true);
	buf_format(out, "}, \"defaultConfiguration\": {\"enabled\": %s, "
	    "\"level\": \"%s\"}",
	    kind->severity == SEVERITY_OFF ? "false" : "true",
	    sarif_level(kind->severity));
	if (kind->clause[0] != '\0') {
		buf_lit(out, ", \"properties\": {");
		json_member(out, "clause", str_of(kind->clause), true);
		buf_lit(out, "}");
	}
	buf_lit(out, "}");
}

static void
write_sarif(struct buf *out, const struct findings *findings,
    const char *version)
{
	size_t index[FINDING_COUNT] = { 0 }, rules = 0;

	buf_lit(out, "{\"$schema\": \"https://docs.oasis-open.org/sarif/"
	    "sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json\",\n"
	    "\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {");
	json_member(out, "name", STR("gongwen"), true);
	json_member(out, "version", str_of(version), false);
	buf_lit(out, ", \"rules\": [");
	for (size_t i = 0; i < findings->list.n; i++) {
		enum finding_id id = findings->list.v[i].id;

		if (index[id] > 0)
			continue;
		buf_lit(out, rules > 0 ? ",\n" : "\n");
		write_sarif_rule(out, finding_kind(id), findings->language);
		index[id] = ++rules;
	}
	buf_lit(out, "\n]}}, \"columnKind\": \"unicodeCodePoints\",\n"
	    "\"results\": [");
	for (size_t i = 0; i < findings->list.n; i++) {
		const struct finding *f = &findings->list.v[i];

		buf_lit(out, i > 0 ? ",\n" : "\n");
		write_sarif_result(out, f, index[f->id] - 1);
	}
	buf_lit(out, "\n]}]}\n");
}

void
report_write(struct buf *out, struct findings *findings,
    const struct report_options *options)
{
	findings_seal(findings);
	switch (options->format) {
	case REPORT_TEXT:
		write_text(out, findings, options);
		break;
	case REPORT_JSON:
		write_json(out, findings, options);
		break;
	case REPORT_SARIF:
		write_sarif(out, findings, options->version);
		break;
	}
}

/* --- baseline ---------------------------------------------------------- */

struct entry {
	uint64_t fingerprint;
	unsigned count;
	const struct finding *finding;	/* baseline_write: the first one */
};

static int
compare_entries(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;

	return (a->fingerprint > b->fingerprint) -
	    (a->fingerprint < b->fingerprint);
}

/* S with what would break the lines of the file made a blank. */
static void
write_field(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		buf_byte(out, s.p[i] == '\t' || s.p[i] == '\n' ? ' ' : s.p[i]);
}

/* How many of the entries from I on, up to N, are the same as V[I]. */
static size_t
same_entries(const struct entry *v, size_t i, size_t n)
{
	size_t count = 1;

	while (i + count < n && v[i + count].fingerprint == v[i].fingerprint)
		count++;
	return count;
}

void
baseline_write(struct buf *out, struct findings *findings)
{
	size_t n = findings->list.n;
	struct entry *entries = NEW_ARRAY(findings->arena, struct entry, n + 1);

	findings_seal(findings);
	for (size_t i = 0; i < n; i++) {
		entries[i].finding = &findings->list.v[i];
		entries[i].fingerprint = findings->list.v[i].fingerprint;
	}
	sort(entries, n, sizeof(*entries), compare_entries);
	buf_lit(out, "# gongwen check --baseline: "
	    "规则、文件、指纹、次数、消息\n");
	for (size_t i = 0, same; i < n; i += same) {
		const struct finding *f = entries[i].finding;

		same = same_entries(entries, i, n);
		buf_format(out, "%s\t", finding_kind(f->id)->name);
		write_field(out, f->place.file);
		buf_format(out, "\t%016llx\t%zu\t",
		    (unsigned long long)entries[i].fingerprint, same);
		write_field(out, f->message);
		buf_byte(out, '\n');
	}
}

static int
parse_number(struct str s, int base, uint64_t *value)
{
	char digits[24], *end;

	if (s.n == 0 || s.n >= sizeof(digits))
		return -1;
	memcpy(digits, s.p, s.n);
	digits[s.n] = '\0';
	*value = strtoull(digits, &end, base);
	return *end == '\0' && digits[0] != '-' ? 0 : -1;
}

static int
parse_entry(struct str line, struct entry *entry)
{
	uint64_t count;

	str_take(&line, "\t");		/* rule and file are for the reader */
	str_take(&line, "\t");
	if (parse_number(str_take(&line, "\t"), 16, &entry->fingerprint) != 0 ||
	    parse_number(str_take(&line, "\t"), 10, &count) != 0 ||
	    count > UINT32_MAX)
		return -1;
	entry->count = (unsigned)count;
	return 0;
}

struct entries {
	struct entry *v;
	size_t n, capacity;
};

static int
parse_baseline(uint32_t file, struct str text, struct entries *entries,
    struct findings *findings)
{
	struct str rest = text, line;

	while (str_line(&rest, &line)) {
		struct pos pos = { file, (uint32_t)(line.p - text.p) };

		if (str_trim(line).n == 0 || line.p[0] == '#')
			continue;
		if (parse_entry(line, VEC_ADD(findings->arena, entries)) != 0) {
			finding_add(findings, FINDING_BASELINE_INVALID, pos,
			    "基线文件的这一行不能识别，应当是 gongwen check "
			    "--baseline 写出的“规则、文件、指纹、次数”",
			    "this line of the baseline cannot be read; it "
			    "should be as gongwen check --baseline wrote it");
			return -1;
		}
	}
	sort(entries->v, entries->n, sizeof(*entries->v), compare_entries);
	return 0;
}

int
baseline_apply(uint32_t file, struct str text, struct findings *findings)
{
	struct entries entries = { 0 };
	bool *drop;
	size_t stale = 0;

	if (parse_baseline(file, text, &entries, findings) != 0)
		return -1;
	findings_seal(findings);
	drop = NEW_ARRAY(findings->arena, bool, findings->list.n);
	for (size_t i = 0; entries.n > 0 && i < findings->list.n; i++) {
		const struct finding *f = &findings->list.v[i];
		struct entry key = { f->fingerprint, 0, NULL };
		struct entry *entry = bsearch(&key, entries.v, entries.n,
		    sizeof(key), compare_entries);

		if (f->severity == SEVERITY_FATAL || entry == NULL ||
		    entry->count == 0)
			continue;
		entry->count--;
		drop[i] = true;
	}
	findings_drop(findings, drop);
	for (size_t i = 0; i < entries.n; i++)
		stale += entries.v[i].count;
	if (stale > 0)
		finding_add(findings, FINDING_BASELINE_STALE, POS_FILE(file),
		    "基线里有 %zu 处已经不再出现，可以用 --baseline 重新写出",
		    "%zu entries of the baseline no longer occur; write it "
		    "anew with --baseline", stale);
	return 0;
}
