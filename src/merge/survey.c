/*
 * The names that a document asks for, before there is a row: unknown ones are
 * findings with what they may have meant.
 */
#include "render.h"

#include "../document/element.h"

/*
 * A survey looks through a document: every name is noted and asked for among
 * those that the data could supply.
 */
struct survey {
	struct look look;		/* the first member: see survey_of */
	struct arena *arena;		/* of what is found */
	struct arena *scratch;		/* of the way to it */
	const struct document *document;
	const struct merge *merge;
	VEC(struct str) asked;		/* names, each once */
	VEC(struct asked) tags;		/* with their filters, each once */
	struct str_index names, tagged;	/* both, as they are */
	struct str_index known, inner;	/* what data supply; in a section */
	bool sections;
	VEC(struct str) fields;		/* of objects in lists of the data */
	size_t sought;			/* names like those not known */
};

static struct survey *
survey_of(struct render *render)
{
	return (struct survey *)render->look;
}

/* The names outlive what was rendered to find them. */
static void
note_name(struct survey *survey, struct str name)
{
	if (str_is_known(&survey->names, name))
		return;
	name = str_copy(survey->arena, name);
	str_number(survey->arena, &survey->names, name);
	*VEC_ADD(survey->arena, &survey->asked) = name;
}

static void
note_tag(struct survey *survey, const struct tag *tag)
{
	struct str whole = str_format(survey->scratch, "%.*s|%.*s",
	    STR_ARG(tag->name), STR_ARG(tag->filters));

	survey->sections |= tag->kind != TAG_VALUE;
	if (str_is_known(&survey->tagged, whole))
		return;
	whole = str_copy(survey->arena, whole);
	str_number(survey->arena, &survey->tagged, whole);
	*VEC_ADD(survey->arena, &survey->tags) = (struct asked){
	    str_slice(whole, 0, tag->name.n),
	    str_from(whole, tag->name.n + 1) };
}

/* --- names that somebody supplies ------------------------------------- */

/* For so many names it is sought which one may be meant. */
#define SOUGHT_MAX	100

/* Is a name known?  If not, which one may be meant? */
struct lookup {
	struct nearest near;
	bool known;
};

static void
know_name(void *context, struct str name)
{
	struct survey *survey = context;

	str_number(survey->arena, &survey->known, name);
}

static void
compare_name(void *context, struct str name)
{
	struct lookup *lookup = context;
	struct nearest *near = &lookup->near;

	/* 单位 may be 单位名称. */
	if (near->distance > 1 && (str_has(name, near->wanted) ||
	    str_has(near->wanted, name))) {
		near->distance = 1;
		near->best = name;
	}
	nearest_try(near, name);
}

static struct lookup
look_up(struct survey *survey, struct str name, bool in_section)
{
	struct lookup lookup = { nearest_to(name), element_find(name) != NULL };

	lookup.known |= str_is_known(&survey->known, name);
	lookup.known |= in_section && (str_eq(name, STR(".")) ||
	    str_is_known(&survey->inner, name));
	if (lookup.known || survey->sought++ > SOUGHT_MAX)
		return lookup;
	scope_names(survey->document, survey->merge, compare_name, &lookup);
	for (size_t i = 0; in_section && i < survey->fields.n; i++)
		compare_name(&lookup, survey->fields.v[i]);
	return lookup;
}

/* "负责人.姓名": what stands before the dot, when the whole is not known. */
static bool
is_path(struct survey *survey, struct str name, bool in_section)
{
	size_t dot = str_find(name, STR("."), 0);

	return dot != SIZE_MAX && dot > 0 && look_up(survey,
	    str_slice(name, 0, dot), in_section).known;
}

static void
unknown_name(struct render *render, const struct tag *tag, struct pos pos,
    struct str best)
{
	render->failed = true;
	if (best.n == 0) {
		finding_add(render->findings, FINDING_PLACEHOLDER_NAME, pos,
		    "{{%.*s}} 没有来源：名单、--set 和源文件都没有给出；"
		    "没有生成文件", "{{%.*s}} is unknown: neither data, --set "
		    "nor the source gives it; nothing was made",
		    STR_ARG(tag->name));
		return;
	}
	finding_add(render->findings, FINDING_PLACEHOLDER_NAME, pos,
	    "{{%.*s}} 没有来源；你是不是要“%.*s”？没有生成文件",
	    "{{%.*s}} is unknown; did you mean “%.*s”? Nothing was made",
	    STR_ARG(tag->name), STR_ARG(best));
}

static void
unknown_filter(struct render *render, const struct tag *tag, struct pos pos,
    struct str which)
{
	struct nearest near = nearest_to(which);

	render->failed = true;
	for (size_t i = 0; filter_name(i) != NULL; i++)
		nearest_try(&near, str_of(filter_name(i)));
	finding_add(render->findings, FINDING_PLACEHOLDER_FILTER, pos,
	    "{{%.*s|…}} 没有“%.*s”这个格式%s%.*s；没有生成文件",
	    "{{%.*s|…}} there is no filter “%.*s”%s%.*s; nothing was made",
	    STR_ARG(tag->name), STR_ARG(which), near.best.n == 0 ? "" :
	    render->findings->language == LANGUAGE_EN ? "; did you mean " :
	    "，你是不是要 ", STR_ARG(near.best));
}

/* Note the tag; findings for an unknown name or filter. */
static void
see_tag(struct render *render, const struct tag *tag, struct pos pos,
    bool in_section)
{
	struct survey *survey = survey_of(render);
	struct lookup lookup = look_up(survey, tag->name, in_section);
	struct str which, head = tag->name;

	if (!lookup.known) {
		head = str_slice(head, 0, str_find(head, STR("."), 0));
		if (!is_path(survey, tag->name, in_section) &&
		    !filters_have_default(tag->filters))
			unknown_name(render, tag, pos, lookup.near.best);
	}
	note_name(survey, head);
	note_tag(survey, tag);
	if (filters_check(tag->filters, &which) != FILTER_DONE)
		unknown_filter(render, tag, pos, which);
}

/* --- the whole -------------------------------------------------------- */

static void
report_unused(struct survey *survey, struct findings *findings)
{
	const struct rows *rows = survey->merge->data != NULL ?
	    &survey->merge->data->head : NULL;

	for (size_t i = 0; rows != NULL && i < rows->column_count; i++) {
		struct span column = rows->columns[i];

		if (column.text.n == 0 ||
		    str_is_known(&survey->names, column.text))
			continue;
		finding_add(findings, FINDING_COLUMN_UNUSED, column.pos,
		    "“%.*s”这一列没有用到；要用就在源文件里写 {{%.*s}}",
		    "column “%.*s” is not used; write {{%.*s}} in the source "
		    "to use it", STR_ARG(column.text), STR_ARG(column.text));
	}
}

/* Names that are asked for outside the document. */
static void
note_others(struct survey *survey, struct render *render, struct span pattern,
    struct str group)
{
	struct scope scope = { .row = render->row,
	    .document = survey->document, .kind = SCOPE_ROW };

	render->for_name = true;
	render_span(render, &scope, &pattern);
	render->for_name = false;
	if (group.n > 0)
		note_name(survey, group);
	for (size_t i = 0; i < survey->merge->wanted_count; i++)
		note_name(survey, survey->merge->wanted[i]);
}

int
merge_check(struct arena *arena, const struct document *document,
    const struct merge *merge, struct span pattern, struct str group,
    struct names *asked, struct findings *findings)
{
	struct arena scratch = ARENA_INIT;
	struct survey survey = { .look = { see_tag, STR_NONE }, .arena = arena,
	    .scratch = &scratch, .document = document, .merge = merge };
	struct row row = { .merge = merge };
	struct render render = { .arena = &scratch, .findings = findings,
	    .row = &row, .look = &survey.look };

	for (size_t i = 0; merge->data != NULL &&
	    i < merge->data->fields.n; i++) {
		struct str field = merge->data->fields.v[i];

		*VEC_ADD(arena, &survey.fields) = field;
		str_number(arena, &survey.inner, field);
	}
	scope_names(document, merge, know_name, &survey);
	merge_look(&render, document);
	note_others(&survey, &render, pattern, group);
	report_unused(&survey, findings);
	*asked = (struct names){ survey.asked.v, survey.asked.n,
	    survey.tags.v, survey.tags.n, survey.sections };
	arena_release(&scratch);
	return render.failed ? -1 : 0;
}

bool
merge_supplies(struct arena *arena, const struct document *document,
    const struct row *row, const struct names *asked)
{
	struct scope scope = { .row = row, .document = document,
	    .kind = SCOPE_ROW };

	if (asked->sections || row->merge->wanted_count > 0)
		return false;
	EACH_OF(const struct asked, tag, asked->tags, asked->tag_count) {
		struct found found = scope_find(arena, &scope, tag->name);
		struct str value = found.text.text, which;

		if (found.kind != FOUND_TEXT || found.ours ||
		    str_has(value, STR("\n")) ||
		    filters_apply(arena, tag->filters, value, &value,
		    &which) != FILTER_DONE ||
		    (value.n == 0 && !filters_have_default(tag->filters)))
			return false;
	}
	return true;
}

struct document *
merge_sample(struct arena *arena, const struct document *document,
    const struct merge *merge, struct str mark)
{
	struct findings quiet = { .arena = arena };
	struct survey survey = { .look = { see_tag, mark }, .arena = arena,
	    .scratch = arena, .document = document, .merge = merge };
	struct row row = { .merge = merge };
	struct render render = { .arena = arena, .findings = &quiet,
	    .row = &row, .look = &survey.look };

	scope_names(document, merge, know_name, &survey);
	return merge_look(&render, document);
}
