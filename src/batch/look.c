/*
 * Templates and profiles by name, each compiled once for all workers and not
 * changed after that; a failure is told at every document that wanted it.
 */
#include "../base/os.h"
#include "../output/conform.h"
#include "../output/docx.h"
#include "../text/decode.h"
#include "job.h"

/* Compiled under the lock; not changed after that. */
struct looks {
	struct arena arena;
	struct os_lock *lock;
	VEC(struct look *) list;
};

struct looks *
looks_new(void)
{
	struct looks *looks = heap_new(1, sizeof(*looks));

	looks->lock = must(os_lock_new());
	return looks;
}

void
looks_free(struct looks *looks, struct arena *arena)
{
	os_lock_free(looks->lock);
	arena_adopt(arena, &looks->arena);
	free(looks);
}

const struct profile *
batch_profile(struct arena *arena, struct str name, struct findings *findings)
{
	const struct profile *profile = profile_builtin(arena, name);
	uint32_t file;

	if (profile != NULL)
		return profile;
	file = text_load(arena, name, NULL, findings);
	return file == 0 ? NULL : profile_read(arena, file, findings);
}

static void
compile(struct looks *looks, struct look *look, struct findings *findings)
{
	const struct profile *profile = batch_profile(&looks->arena,
	    look->profile, findings);
	struct template_raws raws;

	if (profile == NULL)
		return;
	look->whole = profile;
	profile = profile_for(profile, look->genres);
	if (path_has_suffix(look->template, "docx"))
		look->made_template = template_open(&looks->arena,
		    look->template, POS_NONE, findings);
	else if ((look->made_template = template_ready(look->template,
	    look->profile)) == NULL) {
		raws = docx_raws(&looks->arena, profile);
		look->made_template = template_builtin(&looks->arena,
		    look->template, &raws, findings);
	}
	if (look->made_template == NULL)
		return;
	look->made_profile = docx_profile(&looks->arena, profile,
	    look->made_template);
	if (path_has_suffix(look->template, "docx"))
		conform_tell(look->template, look->made_template, profile,
		    look->made_profile, findings);
}

static struct look *
find(struct looks *looks, struct str template, struct str profile,
    struct str genres)
{
	for (size_t i = 0; i < looks->list.n; i++)
		if (str_eq(looks->list.v[i]->template, template) &&
		    str_eq(looks->list.v[i]->profile, profile) &&
		    str_eq(looks->list.v[i]->genres, genres))
			return looks->list.v[i];
	return NULL;
}

static const struct look *
looks_get(struct looks *looks, struct str template, struct str profile,
    struct str genres, struct findings *findings)
{
	struct look *look;

	os_enter(looks->lock);
	if ((look = find(looks, template, profile, genres)) == NULL) {
		look = NEW(&looks->arena, struct look);
		look->template = str_copy(&looks->arena, template);
		look->profile = str_copy(&looks->arena, profile);
		look->genres = str_copy(&looks->arena, genres);
		*VEC_ADD(&looks->arena, &looks->list) = look;
		compile(looks, look, findings);
	} else if (look->made_template == NULL)
		finding_add(findings, FINDING_LOOK_FAILED, POS_NONE,
		    "模板“%.*s”或排版参数“%.*s”不能用（见前）；没有生成文件",
		    "template “%.*s” or profile “%.*s” cannot be used (see "
		    "above); no file was made", STR_ARG(template),
		    STR_ARG(profile));
	os_leave(looks->lock);
	return look->made_template != NULL ? look : NULL;
}

/*
 * The name of a template or profile that a source gives: a built-in one, or a
 * file beside the source, or else from the current folder.  False with a
 * finding when that is out of bounds.
 */
static bool
find_file(struct looks *looks, struct span *name, struct str source,
    struct findings *findings)
{
	struct str beside = path_join(&looks->arena, path_folder(source),
	    name->text);

	if (file_kind(beside, NULL) == FILE_KIND_REGULAR)
		name->text = beside;
	else
		files_see(findings->files, beside, STR_NONE);
	return file_may_read(name->text, name->pos, findings);
}

const struct look *
looks_of(struct looks *looks, const struct batch *batch, struct str source,
    const struct document *document, struct findings *findings)
{
	struct span template = document->template;
	struct span profile = document->profile;
	const struct look *look;
	struct str genres;
	bool may;

	os_enter(looks->lock);
	may = (batch->template.n > 0 || template.text.n == 0 ||
	    find_file(looks, &template, source, findings)) &&
	    (batch->profile.n > 0 || profile.text.n == 0 ||
	    find_file(looks, &profile, source, findings));
	os_leave(looks->lock);
	if (!may)
		return NULL;
	if (batch->template.n > 0)
		template.text = batch->template;
	if (batch->profile.n > 0)
		profile.text = batch->profile;
	look = looks_get(looks, template.text, profile.text, STR_NONE,
	    findings);
	genres = look == NULL ? STR_NONE :
	    profile_for(look->whole, document->genre)->genres;
	return genres.n == 0 ? look : looks_get(looks, template.text,
	    profile.text, genres, findings);
}
