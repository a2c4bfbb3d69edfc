/*
 * Any bytes as a package.  What opens keeps within the bounds, and its parts,
 * written again, read back the same.
 */
#include "fuzz.h"

#include "package/pack.h"

static void
check_same(struct fuzz *fuzz, const struct pack *pack,
    const struct pack *again)
{
	for (size_t i = 0; i < pack->n; i++) {
		const struct part *part = &pack->parts[i], *copy;
		struct str plain, back;

		if (str_eq(part->name, STR("[Content_Types].xml")) ||
		    pack_read(&fuzz->arena, pack, part, &plain,
		    &fuzz->findings) != 0)
			continue;
		if ((copy = pack_find(again, part->name)) == NULL ||
		    pack_read(&fuzz->arena, again, copy, &back,
		    &fuzz->findings) != 0 || !str_eq(plain, back))
			abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = { (const char *)data, size };
	struct pack_writer *writer = pack_writer_new();
	struct pack *pack, *again;
	struct buf out = { 0 };
	struct fuzz fuzz;

	fuzz_start(&fuzz);
	pack = pack_open(&fuzz.arena, STR("f.docx"), bytes, POS_NONE,
	    &fuzz.findings);
	if ((pack == NULL) != (fuzz.findings.list.n == 1))
		abort();
	if (pack != NULL) {
		pack_begin(writer, &out);
		pack_add(writer, STR("[Content_Types].xml"), STR("<Types/>"));
		for (size_t i = 0; i < pack->n; i++)
			if (pack_find(pack, pack->parts[i].name) !=
			    &pack->parts[i])
				abort();
			else if (!str_eq(pack->parts[i].name,
			    STR("[Content_Types].xml")))
				pack_copy(writer, &pack->parts[i]);
		pack_end(writer);
		again = pack_open(&fuzz.arena, STR("g.docx"), buf_view(&out),
		    POS_NONE, &fuzz.findings);
		if (again != NULL)
			check_same(&fuzz, pack, again);
	}
	buf_release(&out);
	pack_writer_free(writer);
	fuzz_end(&fuzz);
	return 0;
}
