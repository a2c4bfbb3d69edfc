/*
 * What is found out before a file is written: the plan of each copy, and which
 * output names come twice.  Read it from plan_copies.
 */
#include <errno.h>

#include "../merge/name.h"
#include "job.h"

/* --- names that are one ----------------------------------------------- */

/* A name that file systems would compare, by its hash, and whose it is. */
struct named {
	uint64_t hash;
	size_t copy, other;	/* OTHER: the first copy that has the name */
};

struct named_list {
	VEC(struct named) list;
};

/*
 * Which names come twice, without keeping them: a bit for each of so many
 * values of their hash.  Where one is found set there is to be a second look.
 */
#define BITS_A_NAME	32

struct name_set {
	uint64_t *bits;
	uint64_t size;		/* in bits */
	VEC(uint64_t) again;	/* found set; then sorted, each once */
};

static struct name_set
name_set_new(struct arena *arena, size_t n)
{
	struct name_set set = { .size = (uint64_t)n * BITS_A_NAME + 64 };

	set.bits = arena_array(arena, (size_t)(set.size / 64 + 1),
	    sizeof(*set.bits));
	return set;
}

static void
name_set_add(struct name_set *set, struct arena *arena, uint64_t hash)
{
	uint64_t at = hash % set->size, bit = (uint64_t)1 << at % 64;

	if ((set->bits[at / 64] & bit) != 0)
		*VEC_ADD(arena, &set->again) = at;
	set->bits[at / 64] |= bit;
}

static int
compare_copies(const void *left, const void *right)
{
	const struct named *a = left, *b = right;

	return (a->copy > b->copy) - (a->copy < b->copy);
}

static int
compare_hashes(const void *left, const void *right)
{
	const struct named *a = left, *b = right;

	return a->hash != b->hash ? a->hash < b->hash ? -1 : 1 :
	    compare_copies(a, b);
}

/*
 * Of the names in question, those of a copy and an earlier one that has the
 * same hash: in the order of the copies.
 */
static void
keep_twice(struct named_list *names)
{
	struct named *v = names->list.v;
	size_t kept = 0, first = 0;

	if (names->list.n == 0)
		return;
	sort(v, names->list.n, sizeof(*v), compare_hashes);
	for (size_t i = 0; i < names->list.n; i++) {
		if (v[i].hash != v[first].hash)
			first = i;
		v[i].other = v[first].copy;
	}
	for (size_t i = 0; i < names->list.n; i++)
		if (v[i].other != v[i].copy)
			v[kept++] = v[i];
	names->list.n = kept;
	sort(v, kept, sizeof(*v), compare_copies);
}

static bool
is_same_file(struct str one, struct str two)
{
	struct file_id a, b;

	return file_kind(one, &a) == FILE_KIND_REGULAR &&
	    file_kind(two, &b) == FILE_KIND_REGULAR &&
	    a.device == b.device && a.number == b.number;
}

int
plan_files(struct job *job)
{
	struct named_list names = { { 0 } };

	for (size_t i = 0; i < job->units.n; i++)
		*VEC_ADD(job->arena, &names.list) = (struct named){
		    str_hash(name_key(job->arena, job->units.v[i].file)), i,
		    SIZE_MAX };
	keep_twice(&names);
	for (size_t i = 0; i < names.list.n; i++) {
		const struct unit *one = &job->units.v[names.list.v[i].other];
		const struct unit *two = &job->units.v[names.list.v[i].copy];

		if (is_same_file(one->path, two->path)) {
			finding_add(job->findings, FINDING_OUTPUT_NAME_TWICE,
			    POS_NONE, "“%.*s”和“%.*s”是同一个文件；都没有"
			    "生成，请只给一次", "“%.*s” and “%.*s” are one "
			    "file; nothing was made, give it once",
			    STR_ARG(one->path), STR_ARG(two->path));
			continue;
		}
		finding_add(job->findings, FINDING_OUTPUT_NAME_TWICE, POS_NONE,
		    "“%.*s”和“%.*s”会写成同一个文件“%.*s”；都没有生成，请改名或"
		    "分开生成", "“%.*s” and “%.*s” would become one file, "
		    "“%.*s”; nothing was made, rename one or build them apart",
		    STR_ARG(one->path), STR_ARG(two->path), STR_ARG(two->file));
	}
	return names.list.n > 0 ? -1 : 0;
}

/* --- copies ----------------------------------------------------------- */

/* The first error of the findings is why the copy cannot be made. */
static void
fail_plan(struct job *job, struct plan *plan, const struct findings *findings)
{
	if (plan->what != PLAN_PASS)
		plan->what = PLAN_FAIL;
	for (size_t i = 0; i < findings->list.n &&
	    plan->problem_bytes == 0; i++) {
		const struct finding *f = &findings->list.v[i];

		if (f->severity < SEVERITY_ERROR)
			continue;
		plan->problem = spool_add(job->problems, f->message.p,
		    f->message.n);
		plan->problem_bytes = (uint32_t)f->message.n;
	}
}

/* Is every file of a copy in some zip? */
static bool
is_packed(const struct desk *desk)
{
	for (size_t i = 0; i < desk->entries.n; i++)
		if (desk->entries.v[i].zip.n == 0)
			return false;
	return true;
}

static void
commit_plan(struct job *job, struct desk *desk)
{
	struct plan *plan = &desk->plan;

	if (desk->state == COPY_STOPPED)
		memset(plan, 0, sizeof(*plan));
	if (plan->name != 0 && !job->checked)
		name_set_add(job->names, job->arena, plan->name);
	if (plan->what == PLAN_FAIL)
		fail_plan(job, plan, &desk->findings);
	if (job->bundle != NULL && (plan->what == PLAN_KEEP ||
	    plan->what == PLAN_MAKE) && !bundle_keep(job->bundle, desk->index,
	    desk->entries.v, plan->what == PLAN_KEEP ? desk->entries.n : 0) &&
	    !is_packed(desk))
		plan->what = PLAN_MAKE;
	job->wanted += plan->what != PLAN_NONE && plan->what != PLAN_PASS;
	spool_add(job->plans, plan, sizeof(*plan));
	findings_seal(&desk->findings);
	tally_add(job->tally, &desk->findings, desk->file);
}

/* The copies whose names may be those of others, by the bits of the set. */
static void
list_doubtful(struct job *job, struct arena *arena, struct named_list *names)
{
	struct name_set *set = job->names;
	size_t n = job->units.n * job->per_unit;

	if (set->again.n == 0)
		return;
	sort(set->again.v, set->again.n, sizeof(uint64_t), compare_numbers);
	for (size_t i = 0; i < n; i++) {
		uint64_t hash = plan_of(job, i).name, at = hash % set->size;

		if (hash != 0 && bsearch(&at, set->again.v, set->again.n,
		    sizeof(at), compare_numbers) != NULL)
			*VEC_ADD(arena, &names->list) = (struct named){ hash,
			    i, SIZE_MAX };
	}
}

static void
fail_again(struct job *job, size_t copy, const struct findings *findings)
{
	struct plan plan = plan_of(job, copy);

	fail_plan(job, &plan, findings);
	spool_put(job->plans, (uint64_t)copy * sizeof(plan), &plan,
	    sizeof(plan));
}

/* Two copies with names of one hash: are they one name? */
static bool
compare_names(struct job *job, struct desk *desk, const struct named *names)
{
	struct str one, two;
	unsigned number;
	struct pos pos;

	desk_clear(desk, &job->blank);
	desk->index = names->other;
	one = name_again(job, desk, &number, &pos);
	desk->index = names->copy;
	desk->findings.list.n = 0;
	two = name_again(job, desk, &(unsigned){ 0 }, &pos);
	desk->findings.list.n = 0;
	if (!str_eq(name_key(&desk->arena, one), name_key(&desk->arena, two)))
		return false;
	finding_add(&desk->findings, FINDING_OUTPUT_NAME_TWICE, pos,
	    "输出文件名“%.*s”与第 %u 行的相同（大小写、字形不同也算）；"
	    "两份都没有生成", "output name “%.*s” is that of row %u already "
	    "(case and composition do not count); neither was made",
	    STR_ARG(two), number);
	fail_again(job, names->copy, &desk->findings);
	fail_again(job, names->other, &desk->findings);
	findings_seal(&desk->findings);
	tally_add(job->tally, &desk->findings, two);
	return true;
}

/* The second look at the names: which of them do come twice. */
static void
look_again(struct job *job)
{
	struct arena arena = ARENA_INIT;
	struct named_list names = { { 0 } };
	struct desk desk = { 0 };

	list_doubtful(job, &arena, &names);
	keep_twice(&names);
	for (size_t i = 0; i < names.list.n; i++)
		job->twice |= compare_names(job, &desk, &names.list.v[i]);
	arena_release(&desk.arena);
	arena_release(&arena);
}

int
plan_copies(struct job *job)
{
	size_t n = job->units.n * job->per_unit;
	struct arena arena = ARENA_INIT;
	struct name_set names = name_set_new(&arena, job->checked ? 0 : n);

	job->plans = spool_new();
	job->problems = spool_new();
	job->names = &names;
	pool_run(job, job->first, job->step, n, plan_copy, commit_plan);
	if (spool_end(job->plans) == 0 && !job->checked)
		look_again(job);
	arena_release(&arena);
	job->names = NULL;
	if (spool_end(job->plans) == 0 && spool_end(job->problems) == 0)
		return 0;
	finding_add(job->findings, FINDING_FILE_UNWRITABLE, POS_NONE,
	    "临时文件夹里写不下：%s；没有生成文件", "the folder for temporary "
	    "files cannot be written: %s; nothing was made",
	    file_reason(errno, job->findings->language));
	return -1;
}

/* PATH as the files of the copies are named; n == 0: it lies elsewhere. */
static struct str
name_in_folder(const struct job *job, struct str path)
{
	struct str real = file_real(job->arena, path);
	struct str folder = file_real(job->arena, job->folder), below;

	if (real.n == 0 || folder.n == 0)
		return path_name(path);
	below = path_below(real, folder);
	return below.n < real.n ? below : STR_NONE;
}

bool
plan_has(const struct job *job, struct str path)
{
	struct str name = name_in_folder(job, path);
	uint64_t hash = str_hash(name_key(job->arena, output_path(job->arena,
	    name, job->formats[0])));
	size_t n = job->plans == NULL ? job->units.n :
	    job->units.n * job->per_unit;

	for (size_t i = job->first; i < n && name.n > 0;
	    i += job->step > 0 ? job->step : 1)
		if (hash == (job->plans == NULL ? str_hash(name_key(
		    job->arena, job->units.v[i].file)) : plan_of(job, i).name))
			return true;
	return false;
}
