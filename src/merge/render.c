/*
 * Texts with tags → texts without, section by section; scope.c says what names
 * mean.  Read it from render_text.
 */
#include "render.h"

#include "name.h"

/* How far a value of the front matter may refer to others. */
#define OURS_DEPTH_MAX	8
/* Tags in one text, and runs that a text may become. */
#define TOKENS_MAX	((size_t)10000)
#define RUNS_MAX	((size_t)100000)

/* A run, or a piece of one: characters as they are, or a tag. */
struct token {
	const struct run *run;
	struct str text;
	bool starts;		/* it is the first of its run */
	bool is_tag;
	struct tag tag;
	size_t partner;		/* of a section's tag; SIZE_MAX: none */
};

struct tokens {
	VEC(struct token) list;
};

struct output {
	VEC(struct run) runs;
	const struct run *topic_end;	/* the first run after the topic */
	size_t topic;
	bool broken;		/* a line break stands before the next run */
};

bool
text_has_tags(struct str text)
{
	return str_has(text, STR("{{"));
}

bool
runs_have_tags(const struct text *text)
{
	for (size_t i = 0; i < text->n; i++)
		if (text_has_tags(text->v[i].text))
			return true;
	return false;
}

/* --- findings --------------------------------------------------------- */

static struct str
place_text(struct render *render, struct pos pos)
{
	struct place place = files_place(render->findings->files, pos);

	if (place.file.n == 0)
		return render->for_name ? STR("--name") : STR("--set");
	return str_format(render->arena, "%.*s:%u:%u", STR_ARG(place.file),
	    place.line, place.column);
}

void
section_error(struct render *render, const struct tag *tag, struct pos pos)
{
	const char *mark = tag->kind == TAG_CLOSE ? "/" :
	    tag->kind == TAG_INVERTED ? "^" : "#";

	render->failed = true;
	finding_add(render->findings, FINDING_PLACEHOLDER_SECTION, pos,
	    "{{%s%.*s}} 没有配成对：开头和结尾要在同一段里，或各自单独成段，"
	    "或在同一个表格里；没有生成文件", "{{%s%.*s}} has no partner: both "
	    "ends must stand in one paragraph, or alone in paragraphs of "
	    "their own, or in one table; no file was made",
	    mark, STR_ARG(tag->name));
}

void
render_too_much(struct render *render, struct pos pos)
{
	if (!render->failed)
		finding_add(render->findings, FINDING_DATA_LIMIT, pos,
		    "名单使这里过大；没有生成文件",
		    "the data make this too large; no file was made");
	render->failed = true;
}

static void
tag_error(struct render *render, const struct tag *tag, struct pos pos)
{
	render->failed = true;
	if (tag->kind == TAG_UNCLOSED)
		finding_add(render->findings, FINDING_PLACEHOLDER_SYNTAX, pos,
		    "“{{”没有“}}”与它配对；没有生成文件（要印出这两个字符，"
		    "写 \\{\\{）", "“{{” without “}}”; no file was made (write "
		    "\\{\\{ to print the characters)");
	else
		finding_add(render->findings, FINDING_PLACEHOLDER_SYNTAX, pos,
		    "占位符写法不对；应当是 {{名称}}、{{名称|格式}}、"
		    "{{#名称}}、{{^名称}}、{{/名称}}；没有生成文件",
		    "malformed placeholder; there are {{name}}, "
		    "{{name|filter}}, {{#name}}, {{^name}}, {{/name}}; "
		    "no file was made");
}

/* A tag at its place, and what was found for it. */
struct use {
	const struct scope *scope;
	const struct tag *tag;
	struct pos pos;
	struct found found;
};

/* The row and column in the data that a name stands for, if it does. */
static struct str
data_place(struct render *render, const struct use *use)
{
	const struct rows *rows = render->row->rows;
	size_t column, row;

	if (rows == NULL || (use->found.kind == FOUND_TEXT &&
	    use->found.text.pos.file == 0))
		return STR_NONE;
	row = use->scope->kind == SCOPE_MEMBER ? use->scope->member : 0;
	if ((column = rows_column(rows, use->tag->name)) == SIZE_MAX)
		return STR_NONE;
	return rows_where(render->arena, rows, row, column,
	    render->findings->language);
}

/* A finding about a value stands in the data if it can. */
static struct pos
value_pos(const struct render *render, const struct use *use)
{
	const struct rows *rows = render->row->rows;
	struct pos own = use->found.text.pos;

	if (rows != NULL && own.file == rows->file && own.offset != OFFSET_NONE)
		return own;
	return use->pos;
}

/* Says where in the data, which tag, where in the source, and what. */
static void
use_error(struct render *render, enum finding_id id, const struct use *use,
    const char *zh, const char *en, struct str detail)
{
	struct str place = place_text(render, use->pos);
	struct str row = data_place(render, use);

	render->failed = true;
	finding_add(render->findings, id, value_pos(render, use),
	    "%.*s{{%.*s}}（%.*s）%s%.*s；没有生成文件",
	    "%.*s{{%.*s}} (%.*s) %s%.*s; no file was made",
	    STR_ARG(row), STR_ARG(use->tag->name), STR_ARG(place),
	    render->findings->language == LANGUAGE_EN ? en : zh,
	    STR_ARG(detail));
}

/* --- values ----------------------------------------------------------- */

/*
 * A slot that asks for itself, as 份号: {{份号}} does, asks whether anybody
 * else supplies it.
 */
static bool
is_itself(const struct use *use)
{
	const struct span *own = &use->found.text;

	return use->found.ours && own->pos.file != 0 &&
	    own->pos.file == use->pos.file &&
	    use->pos.offset >= own->pos.offset &&
	    use->pos.offset - own->pos.offset < own->text.n;
}

/* A value of the front matter may hold names itself. */
static bool
render_ours(struct render *render, struct use *use)
{
	const struct scope *scope = use->scope;

	if (render->depth >= OURS_DEPTH_MAX) {
		use_error(render, FINDING_PLACEHOLDER_NAME, use,
		    "绕回了自己", "leads back to itself", STR_NONE);
		return false;
	}
	while (scope->kind != SCOPE_ROW)
		scope = scope->outer;
	render->depth++;
	render_span(render, scope, &use->found.text);
	render->depth--;
	return !render->failed;
}

/* Find the value before filters.  False, with a finding: there is no text. */
static bool
raw_value(struct render *render, struct use *use)
{
	struct found *found = &use->found;

	*found = scope_find(render->arena, use->scope, use->tag->name);
	if (is_itself(use))
		*found = (struct found){ .kind = FOUND_NOTHING };
	switch (found->kind) {
	case FOUND_TEXT:
	case FOUND_FALSE:
		return !found->ours || !text_has_tags(found->text.text) ||
		    render_ours(render, use);
	case FOUND_NOTHING:
		found->text.pos = use->pos;
		if (filters_have_default(use->tag->filters))
			return true;
		use_error(render, FINDING_PLACEHOLDER_NAME, use,
		    "没有来源：名单、--set 和源文件都没有给出",
		    "is unknown: neither data, --set nor the source gives it",
		    STR_NONE);
		return false;
	default:
		use_error(render, FINDING_PLACEHOLDER_VALUE, use,
		    "是列表或一组值，要写成 {{#…}}…{{/…}}",
		    "is a list or an object, write {{#…}}…{{/…}}", STR_NONE);
		return false;
	}
}

static void
see_tag(struct render *render, const struct scope *scope,
    const struct tag *tag, struct pos pos)
{
	render->look->see(render, tag, pos, scope->depth > 0);
}

/* The tag itself stands for its value while only looking. */
static bool
look_at_value(struct render *render, const struct scope *scope,
    const struct tag *tag, struct pos pos, struct span *value)
{
	struct use use = { scope, tag, pos, { .kind = FOUND_NOTHING } };

	see_tag(render, scope, tag, pos);
	use.found = scope_find(render->arena, scope, tag->name);
	if (use.found.ours && !is_itself(&use) &&
	    text_has_tags(use.found.text.text))
		render_ours(render, &use);
	*value = (struct span){ str_cat(render->arena, render->look->mark,
	    str_cat(render->arena, tag->name, render->look->mark)), pos };
	return true;
}

/* The value that a tag stands for; false, with a finding: none. */
static bool
tag_value(struct render *render, const struct scope *scope,
    const struct tag *tag, struct pos pos, struct span *value)
{
	struct use use = { scope, tag, pos, { .kind = FOUND_NOTHING } };
	struct str which = STR_NONE;

	if (render->look != NULL)
		return look_at_value(render, scope, tag, pos, value);
	if (!raw_value(render, &use))
		return false;
	*value = use.found.text;
	switch (filters_apply(render->arena, tag->filters, value->text,
	    &value->text, &which)) {
	case FILTER_UNKNOWN:
		use_error(render, FINDING_PLACEHOLDER_FILTER, &use,
		    "没有这个格式：", "has an unknown filter: ", which);
		return false;
	case FILTER_UNFIT:
		use_error(render, FINDING_PLACEHOLDER_VALUE, &use,
		    "不能套用格式，它的值是：",
		    "does not fit its filter, its value is: ",
		    use.found.text.text);
		return false;
	case FILTER_DONE:
		break;
	}
	if (value->text.n > 0 || filters_have_default(tag->filters))
		return true;
	use_error(render, FINDING_PLACEHOLDER_EMPTY, &use,
	    "是空的；可以没有时写 {{…|默认:}}",
	    "is empty; write {{…|默认:}} if it may be", STR_NONE);
	return false;
}

void
render_section(struct render *render, struct section *section,
    const struct scope *scope, const struct tag *tag, struct pos pos)
{
	if (render->look == NULL) {
		section_begin(render->arena, section, scope, tag);
		return;
	}
	see_tag(render, scope, tag, pos);
	*section = (struct section){ .outer = scope, .n = 1,
	    .found = { .kind = FOUND_TEXT } };
}

/* --- texts → tokens --------------------------------------------------- */

static struct pos
shifted(struct pos pos, size_t by)
{
	if (pos.file != 0 && pos.offset != OFFSET_NONE)
		pos.offset += (uint32_t)by;
	return pos;
}

static struct pos
token_pos(const struct token *token)
{
	return shifted(token->run->pos,
	    (size_t)(token->text.p - token->run->text.p));
}

static void
add_token(struct render *render, struct tokens *tokens, const struct run *run,
    size_t from, size_t to, const struct tag *tag)
{
	struct token *token;

	if (tokens->list.n > TOKENS_MAX)
		return;
	token = VEC_ADD(render->arena, &tokens->list);
	token->run = run;
	token->text = str_slice(run->text, from, to);
	token->starts = from == 0;
	token->partner = SIZE_MAX;
	if (tag != NULL) {
		token->is_tag = true;
		token->tag = *tag;
	}
}

/* Each section's tag gets its partner, if it has one in this text. */
static void
pair(struct tokens *tokens)
{
	size_t open[SCOPE_DEPTH_MAX], depth = 0;

	for (size_t i = 0; i < tokens->list.n; i++) {
		struct token *token = &tokens->list.v[i];
		struct token *other;

		if (!token->is_tag)
			continue;
		if ((token->tag.kind == TAG_OPEN ||
		    token->tag.kind == TAG_INVERTED) && depth < SCOPE_DEPTH_MAX)
			open[depth++] = i;
		if (token->tag.kind != TAG_CLOSE || depth == 0)
			continue;
		other = &tokens->list.v[open[depth - 1]];
		if (!str_eq(other->tag.name, token->tag.name))
			continue;
		other->partner = i;
		token->partner = open[--depth];
	}
}

static void
tokenise(struct render *render, const struct text *text, struct tokens *tokens)
{
	EACH(const struct run, run, *text) {
		size_t at = 0;
		struct tag tag;

		while (tag_find(run->text, at, &tag)) {
			if (tag.start > at)
				add_token(render, tokens, run, at, tag.start,
				    NULL);
			add_token(render, tokens, run, tag.start, tag.end,
			    &tag);
			at = tag.end;
		}
		if (at < run->text.n || at == 0)
			add_token(render, tokens, run, at, run->text.n, NULL);
	}
	if (tokens->list.n > TOKENS_MAX)
		render_too_much(render, text->v[0].pos);
	pair(tokens);
}

size_t
unpaired_tags(struct render *render, const struct text *text,
    tag_function *see, void *context, unsigned row)
{
	struct tokens tokens = { { 0 } };
	size_t n = 0;

	if (!runs_have_tags(text))
		return 0;
	tokenise(render, text, &tokens);
	EACH(const struct token, token, tokens.list) {
		if (!token->is_tag || token->partner != SIZE_MAX ||
		    (token->tag.kind != TAG_OPEN &&
		    token->tag.kind != TAG_INVERTED &&
		    token->tag.kind != TAG_CLOSE))
			continue;
		see(context, &token->tag, token_pos(token), row);
		n++;
	}
	return n;
}

bool
only_tags(const struct text *text, size_t n)
{
	size_t found = 0;

	for (size_t i = 0; i < text->n; i++) {
		struct str s = text->v[i].text;
		size_t at = 0;
		struct tag tag;

		while (tag_find(s, at, &tag)) {
			if (str_trim(str_slice(s, at, tag.start)).n > 0)
				return false;
			found++;
			at = tag.end;
		}
		if (str_trim(str_from(s, at)).n > 0)
			return false;
	}
	return found == n;
}

/* --- tokens → text ---------------------------------------------------- */

static void
emit(struct render *render, struct output *out, const struct token *token,
    struct str text, struct pos pos)
{
	struct run *run;

	if (out->runs.n > RUNS_MAX) {
		render_too_much(render, pos);
		return;
	}
	run = VEC_ADD(render->arena, &out->runs);
	run->text = text;
	run->pos = pos;
	run->flags = token->run->flags & ~(unsigned)RUN_BREAK;
	if (out->broken)
		run->flags |= RUN_BREAK;
	out->broken = false;
	if (out->topic_end != NULL && token->run < out->topic_end)
		out->topic = out->runs.n;
}

static struct str
part_of_name(struct render *render, struct span value)
{
	struct str clean = name_clean(render->arena, value.text);

	if (clean.p != value.text.p)
		finding_add(render->findings, FINDING_OUTPUT_NAME_CHANGED,
		    value.pos, "“%.*s”有文件名不允许的字符，文件名里写成“%.*s”",
		    "“%.*s” holds characters that file names cannot have; "
		    "“%.*s” stands in the file name", STR_ARG(value.text),
		    STR_ARG(clean));
	return clean;
}

static void
emit_value(struct render *render, struct output *out,
    const struct token *token, struct span value)
{
	struct str rest, line;

	if (render->for_name)
		value.text = part_of_name(render, value);
	/* No one typed tabs into the document; they would be its structure. */
	rest = str_replace(render->arena, value.text, STR("\t"), STR(" "));
	for (bool first = true; str_line(&rest, &line); first = false) {
		out->broken = out->broken || !first;
		if (line.n > 0 || !first)
			emit(render, out, token, line, value.pos);
	}
}

static void	 render_range(struct render *, const struct scope *,
		    const struct tokens *, size_t from, size_t to,
		    struct output *);

static void
render_tag(struct render *render, const struct scope *scope,
    const struct tokens *tokens, size_t at, struct output *out)
{
	const struct token *token = &tokens->list.v[at];
	struct pos pos = token_pos(token);
	struct span value;
	struct section section;
	struct scope inner;

	switch (token->tag.kind) {
	case TAG_VALUE:
		if (tag_value(render, scope, &token->tag, pos, &value))
			emit_value(render, out, token, value);
		break;
	case TAG_OPEN:
	case TAG_INVERTED:
		if (token->partner == SIZE_MAX) {
			if (!render->in_table)
				section_error(render, &token->tag, pos);
			break;
		}
		render_section(render, &section, scope, &token->tag, pos);
		while (section_next(&section, &inner) &&
		    (!render->failed || render->look != NULL))
			render_range(render, &inner, tokens, at + 1,
			    token->partner, out);
		break;
	case TAG_CLOSE:
		if (token->partner == SIZE_MAX && !render->in_table)
			section_error(render, &token->tag, pos);
		break;
	case TAG_REMARK:
		break;
	case TAG_UNCLOSED:
	case TAG_BAD:
		tag_error(render, &token->tag, pos);
		break;
	}
}

/* Tokens FROM..TO (TO not included).  Depth is bounded by pair(). */
static void
render_range(struct render *render, const struct scope *scope,
    const struct tokens *tokens, size_t from, size_t to, struct output *out)
{
	for (size_t i = from; i < to; i++) {
		const struct token *token = &tokens->list.v[i];

		if (token->starts && (token->run->flags & RUN_BREAK))
			out->broken = true;
		if (!token->is_tag) {
			emit(render, out, token, token->text, token_pos(token));
			continue;
		}
		render_tag(render, scope, tokens, i, out);
		if ((token->tag.kind == TAG_OPEN ||
		    token->tag.kind == TAG_INVERTED) &&
		    token->partner != SIZE_MAX)
			i = token->partner;
	}
}

bool
render_text(struct render *render, const struct scope *scope,
    struct text *text, size_t *topic)
{
	struct tokens tokens = { { 0 } };
	struct output out = { 0 };

	if (!runs_have_tags(text))
		return false;
	tokenise(render, text, &tokens);
	if (topic != NULL && *topic > 0)
		out.topic_end = text->v + (*topic < text->n ? *topic : text->n);
	render_range(render, scope, &tokens, 0, tokens.list.n, &out);
	*text = (struct text){ out.runs.v, out.runs.n };
	if (topic != NULL)
		*topic = out.topic;
	return true;
}

bool
render_span(struct render *render, const struct scope *scope, struct span *span)
{
	struct run run = { span->text, span->pos, 0 };
	struct text text = { &run, 1 };

	if (!text_has_tags(span->text))
		return false;
	render_text(render, scope, &text, NULL);
	*span = (struct span){ text_join(render->arena, text, STR(" ")),
	    text.n == 1 ? text.v[0].pos : span->pos };
	return true;
}
