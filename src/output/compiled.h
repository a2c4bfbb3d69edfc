#pragma once

#include "slot.h"
#include "styles.h"

/*
 * What template.c makes of a DOCX.  The built-in templates are compiled when
 * the program is built, by that very code: tools/template.c writes what comes
 * out as C.
 */

/*
 * A part of the template.  Without steps it is copied.  Steps that are but
 * additions are walked only for documents that add something.
 */
struct sheaf {
	struct part whole;
	struct steps steps;
	bool additions;
	bool spare;			/* left out when nothing is added */
	enum sheaf_kind {
		FOR_ALL,
		/* documents that show headers and footers of the page */
		FOR_UPRIGHT,
		FOR_TURNED		/* and those that do not */
	} kind;
};

struct template {
	struct str name;
	struct pos pos;
	VEC(struct sheaf) sheaves;	/* in the order of the package */
	struct slots slots;
	struct str folder;		/* of the main part: "word/" */
	bool own_numbering;
	struct template_page page;
	struct styles styles;
	struct str fixed;		/* what is typed in it, no blanks */
};

/* A built-in template with the numbers of a built-in profile. */
struct compiled {
	const char *template, *profile;
	const struct template *made;
};

extern const struct compiled compiled_templates[];
extern const size_t compiled_count;
