#pragma once

#include "../package/property.h"
#include "slot.h"
#include "styles.h"

/*
 * What template.c makes of a DOCX, and fill.c fills.  The built-in templates
 * are compiled when the program is built, by that very code: tools/template.c
 * writes what comes out as C.
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

/* What is named when a template is compiled, and when it is filled. */
#define PACKAGE_URI	"http://schemas.openxmlformats.org/package/2006/"
#define OFFICE_URI	"http://schemas.openxmlformats.org/officeDocument/2006/"
#define WORD_TYPE \
	"application/vnd.openxmlformats-officedocument.wordprocessingml."
#define XML_HEAD	"<?xml version=\"1.0\" encoding=\"UTF-8\" " \
			"standalone=\"yes\"?>\n"
#define CORE_NAME	"docProps/core.xml"
#define CUSTOM_NAME	PROPERTY_PART
#define NUMBERING_NAME	"word/gwNumbering.xml"

/* An Override of [Content_Types].xml: the type of a part, without its slash. */
void	 template_override(struct buf *, struct str name, struct str type);
/* The characters of XML outside its tags, without blanks. */
void	 template_typed(struct buf *, struct str xml);
