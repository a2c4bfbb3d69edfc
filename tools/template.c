/*
 * Print C that holds the built-in templates as the program's own reader
 * compiles them, each with each built-in profile; see output/compiled.h.  It
 * is linked with all of the program but what it writes, and run by the
 * machine that builds.
 *
 * usage: template > compiled.c
 */
#include "output/compiled.h"

#include <stdio.h>
#include <stdlib.h>

#include "output/docx.h"
#include "package/pack.h"

/* The program has them from what this prints. */
const struct compiled compiled_templates[1];
const size_t compiled_count = 0;

static const char *const profiles[] = { "GB9704", "GB33476" };

/* As a struct str: a literal, cut into lines, and its length. */
static void
put_str(struct str s)
{
	printf("{ ");
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (i % 60 == 0)
			printf(i > 0 ? "\"\n\"" : "\"");
		if (c < 0x20 || c >= 0x7f || c == '"' || c == '\\' || c == '?')
			printf("\\%03o", c);
		else
			putchar(c);
	}
	printf("%s, %zu }", s.n > 0 ? "\"" : "\"\"", s.n);
}

static void
put_member(const char *name, struct str s)
{
	if (s.n == 0)
		return;
	printf(".%s = ", name);
	put_str(s);
	printf(",\n");
}

static void
put_number(const char *name, long value)
{
	if (value != 0)
		printf(".%s = %ld,\n", name, value);
}

/* --- steps ------------------------------------------------------------- */

static void
put_step(const struct step *step)
{
	printf("{ .kind = %d,\n.piece = { ", (int)step->kind);
	put_member("plain", step->piece.plain);
	put_member("blocks", step->piece.blocks);
	printf("},\n");
	put_number("name", (long)step->name);
	put_number("attribute", step->attribute);
	put_number("slot", (long)step->slot);
	if (step->name_count > 0) {
		printf(".names = (const size_t[]){ ");
		for (size_t i = 0; i < step->name_count; i++)
			printf("%zu, ", step->names[i]);
		printf("},\n");
	}
	put_number("name_count", (long)step->name_count);
	put_member("stub", step->stub);
	put_number("end", (long)step->end);
	put_number("addition", (long)step->addition);
	printf("},\n");
}

static void
put_steps(const struct steps *steps, int number, size_t sheaf)
{
	if (steps->n == 0)
		return;
	printf("static const struct step steps_%d_%zu[] = {\n", number, sheaf);
	for (size_t i = 0; i < steps->n; i++)
		put_step(&steps->v[i]);
	printf("};\n\n");
}

/* --- sheaves ----------------------------------------------------------- */

static void
put_sheaf(const struct sheaf *sheaf, int number, size_t i)
{
	const struct part *whole = &sheaf->whole;

	printf("{ .whole = {\n");
	put_member("name", whole->name);
	put_member("stored", whole->stored);
	put_number("size", (long)whole->size);
	printf(".crc = %luu,\n", (unsigned long)whole->crc);
	put_number("deflated", whole->deflated);
	printf("},\n");
	if (sheaf->steps.n > 0)
		printf(".steps = { (struct step *)steps_%d_%zu, %zu },\n",
		    number, i, sheaf->steps.n);
	put_number("additions", sheaf->additions);
	put_number("spare", sheaf->spare);
	put_number("kind", (long)sheaf->kind);
	printf("},\n");
}

static void
put_sheaves(const struct template *t, int number)
{
	for (size_t i = 0; i < t->sheaves.n; i++)
		put_steps(&t->sheaves.v[i].steps, number, i);
	printf("static const struct sheaf sheaves_%d[] = {\n", number);
	for (size_t i = 0; i < t->sheaves.n; i++)
		put_sheaf(&t->sheaves.v[i], number, i);
	printf("};\n\n");
}

/* --- slots, page, styles ----------------------------------------------- */

static void
put_names(const struct slots *slots, int number)
{
	printf("static const struct slot_name names_%d[] = {\n", number);
	for (size_t i = 0; i < slots->names.n; i++) {
		const struct slot_name *name = &slots->names.v[i];

		printf("{ ");
		put_member("name", name->name);
		put_number("element", name->element);
		put_number("block", (long)name->block);
		put_member("part", name->part);
		put_member("around", name->around);
		put_number("paragraph", (long)name->paragraph);
		printf("},\n");
	}
	printf("{ .element = false } };\n\n");
}

static void
put_slots(const struct slots *slots, int number)
{
	printf(".slots = {\n.names = { (struct slot_name *)names_%d, %zu, %zu "
	    "},\n.blocks = { ", number, slots->names.n, slots->names.n);
	for (size_t i = 0; i <= SLOT_COUNT; i++)
		printf("%d, ", slots->blocks[i]);
	printf("} },\n");
}

static void
put_page(const struct template_page *page)
{
	printf(".page = {\n");
	put_number("width", page->width);
	put_number("height", page->height);
	put_number("margin_top", page->margin_top);
	put_number("margin_bottom", page->margin_bottom);
	put_number("margin_left", page->margin_left);
	put_number("margin_right", page->margin_right);
	put_number("header", page->header);
	put_number("footer", page->footer);
	put_number("line_pitch", page->line_pitch);
	put_number("grid_size", page->grid_size);
	put_number("even_and_odd", page->even_and_odd);
	put_member("section", page->section);
	put_member("references", page->references);
	put_member("wide_references", page->wide_references);
	printf(".spare = {\n");
	for (size_t i = 0; i < 2; i++) {
		printf("{ ");
		put_member("name", page->spare[i].name);
		put_member("type", page->spare[i].type);
		put_member("bytes", page->spare[i].bytes);
		printf("},\n");
	}
	printf("},\n.spare_ids = { ");
	for (size_t i = 0; i < 2; i++) {
		put_str(page->spare_ids[i]);
		printf(", ");
	}
	printf("} },\n");
}

static void
put_styles(const struct styles *styles)
{
	printf(".styles = {\n");
	put_number("grid_size", styles->grid_size);
	printf(".looks = {\n");
	for (size_t i = 0; i < STYLE_COUNT; i++) {
		const struct template_style *look = &styles->looks[i];

		printf("{ .present = %d, ", look->present);
		put_member("face", look->face);
		put_number("size", look->size);
		put_number("line", look->line);
		put_number("spacing", look->spacing);
		printf("},\n");
	}
	printf("} },\n");
}

/* --- all --------------------------------------------------------------- */

static void
put_template(const struct template *t, int number)
{
	put_sheaves(t, number);
	put_names(&t->slots, number);
	printf("static const struct template template_%d = {\n", number);
	put_member("name", t->name);
	printf(".sheaves = { (struct sheaf *)sheaves_%d, %zu, %zu },\n",
	    number, t->sheaves.n, t->sheaves.n);
	put_slots(&t->slots, number);
	put_member("folder", t->folder);
	put_number("own_numbering", t->own_numbering);
	put_page(&t->page);
	put_styles(&t->styles);
	put_member("fixed", t->fixed);
	printf("};\n\n");
}

/* NAME with the profile; false when it cannot be compiled. */
static bool
make(struct str name, const char *profile, int number)
{
	struct arena arena = ARENA_INIT;
	struct findings findings = { .arena = &arena };
	struct template_raws raws = docx_raws(&arena,
	    profile_builtin(&arena, str_of(profile)));
	const struct template *t = template_builtin(&arena, name, &raws,
	    &findings);
	bool good = t != NULL && findings.list.n == 0;

	if (good)
		put_template(t, number);
	arena_release(&arena);
	return good;
}

int
main(void)
{
	size_t count = sizeof(profiles) / sizeof(profiles[0]);
	struct str name;
	int number = 0;

	printf("/* Made by tools/template.c; the source is templates/. */\n"
	    "#include \"output/compiled.h\"\n\n");
	for (size_t i = 0; (name = template_name(i)).n > 0; i++)
		for (size_t k = 0; k < count; k++)
			if (!make(name, profiles[k], number++))
				return 1;
	printf("const struct compiled compiled_templates[] = {\n");
	number = 0;
	for (size_t i = 0; (name = template_name(i)).n > 0; i++)
		for (size_t k = 0; k < count; k++)
			printf("{ \"%.*s\", \"%s\", &template_%d },\n",
			    STR_ARG(name), profiles[k], number++);
	printf("};\nconst size_t compiled_count =\n    "
	    "sizeof(compiled_templates) / sizeof(compiled_templates[0]);\n");
	return fflush(stdout) == 0 ? 0 : 1;
}
