/*
 * Any XML as body, header and styles of a template (with NULs between).  What
 * compiles and fills is well-formed, holds no mark, and no value became
 * markup.
 */
#include "fuzz.h"

#include "office.h"

static struct str
next_piece(struct str *rest)
{
	size_t end = str_find(*rest, (struct str){ "", 1 }, 0);
	struct str piece = str_slice(*rest, 0, end);

	*rest = str_slice(*rest, end == SIZE_MAX ? rest->n : end + 1,
	    rest->n);
	return piece;
}

/* Every part of XML parses, and holds nothing that a value said. */
static void
check_parts(struct bench *b)
{
	struct pack *pack = pack_open(&b->arena, STR("g.docx"),
	    buf_view(&b->out), POS_NONE, &b->findings);
	struct str bytes;

	if (pack == NULL)
		abort();
	for (size_t i = 0; i < pack->n; i++) {
		const struct part *p = &pack->parts[i];
		xmlDoc *tree;

		if (pack_read(&b->arena, pack, p, &bytes, &b->findings) != 0 ||
		    (tree = markup_parse(pack, p, bytes,
		    &b->findings)) == NULL)
			abort();
		xmlFreeDoc(tree);
		if (str_has(bytes, STR("\ufdd0")) ||
		    str_has(bytes, STR("<evil")))
			abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct laid_value values[] = {
		{ STR("标题"), STR("\"/><evil/>\n]]>&amp;") },
		{ STR("发文字号"), STR_NONE }, { STR("a"), STR("<evil>") },
		{ STR("b"), STR_NONE },
	};
	struct fill f = { .values = values, .value_count = 4,
	    .title = STR("<evil>"), .xml = { [SLOT_BODY] = STR("<w:p/>") } };
	struct str rest = { (const char *)data, size };
	struct recipe r = { .body = "" };
	struct template *t;
	struct bench b;

	bench_init(&b);
	r.body = str_cstr(&b.arena, next_piece(&rest));
	r.header = str_cstr(&b.arena, next_piece(&rest));
	r.styles = str_cstr(&b.arena, next_piece(&rest));
	r.settings = str_cstr(&b.arena, next_piece(&rest));
	t = open_recipe(&b, &r);
	if (t == NULL && b.findings.list.n == 0)
		abort();
	if (t != NULL && template_fill(t, &f, b.writer, &b.out,
	    &b.findings) == 0)
		check_parts(&b);
	else if (b.out.n != 0)
		abort();
	bench_release(&b);
	return 0;
}
