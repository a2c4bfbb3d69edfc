/*
 * Sources that ask for a number (发文字号: 自动) get it from the register, in
 * order and before any copy is made; what is read later has it.
 */
#include "../base/kind.h"
#include "../register/ledger.h"
#include "../text/decode.h"
#include "job.h"

/* Does the source say 自动 somewhere?  Few do; they are read for it. */
static bool
may_ask(const struct job *job, const struct unit *unit)
{
	const struct batch *batch = job->batch;
	struct arena arena = ARENA_INIT;
	struct files files = { .arena = &arena };
	struct findings quiet = { .arena = &arena, .files = &files };
	bool asks = false;
	uint32_t file;

	for (size_t i = 0; i < batch->source.set.n; i++)
		asks |= ledger_asks(batch->source.set.v[i].text.text);
	if (!asks && kind_reader(unit->path) != READER_DOCX &&
	    file_exists(unit->path)) {
		file = text_load(&arena, unit->path, batch->source.encoding,
		    &quiet);
		asks = file == 0 || ledger_asks(text_of(&quiet, file));
	}
	arena_release(&arena);
	return asks;
}

static struct str
number_for(const struct job *job, const struct document *document,
    struct str source, struct findings *findings)
{
	const struct batch *batch = job->batch;
	struct str path = batch->ledger.n > 0 ? batch->ledger :
	    ledger_beside(job->arena, source);
	struct ledger *ledger;
	bool fresh;

	if (!batch->dry_run)
		return ledger_take(job->arena, path, document, source,
		    findings);
	ledger = ledger_read(job->arena, path, findings);
	return ledger == NULL ? STR_NONE : ledger_number(ledger, document,
	    source, &fresh, findings);
}

static int
take_number(struct job *job, struct unit *unit)
{
	struct arena arena = ARENA_INIT;
	struct files files = *job->findings->files;
	struct findings found = { .arena = &arena, .files = &files };
	struct document *document;
	int status = 0;

	/* What is wrong with the source is said when it is made. */
	files.arena = &arena;
	document = source_read(&arena, unit->path, &job->batch->source, &found);
	if (document != NULL && ledger_asks(document->number.text)) {
		struct findings said = *job->findings;

		said.arena = &arena;
		said.files = &files;
		memset(&said.list, 0, sizeof(said.list));
		unit->number = number_for(job, document, unit->path, &said);
		findings_seal(&said);
		findings_append(job->findings, &said);
		status = unit->number.n > 0 ? 0 : -1;
	}
	arena_release(&arena);
	return status;
}

int
take_numbers(struct job *job)
{
	int status = 0;

	EACH(struct unit, unit, job->units)
		if (unit->known.n == 0 && may_ask(job, unit) &&
		    take_number(job, unit) != 0)
			status = -1;
	return status;
}

struct document *
read_unit(struct arena *arena, const struct job *job,
    const struct unit *unit, struct findings *findings)
{
	struct document *document = source_read(arena, unit->path,
	    &job->batch->source, findings);

	if (document != NULL && unit->number.n > 0)
		document->number.text = unit->number;
	if (document == NULL || !ledger_asks(document->number.text))
		return document;
	finding_add(findings, FINDING_REGISTER_AUTO, document->number.pos,
	    "取文号的时候这份稿子还读不出来，没有文号；没有生成。请再运行一次",
	    "the draft could not be read when numbers were given; not made.  "
	    "Run the command again");
	return NULL;
}
