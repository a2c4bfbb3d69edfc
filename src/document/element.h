#pragma once

#include "document.h"
#include "walk.h"

/*
 * The slots of a document as a table (slot.def), for whoever goes through them
 * all.  Who knows which slot he means uses the member of struct document.
 */
enum element_kind { ELEMENT_SPAN, ELEMENT_SPANS, ELEMENT_TEXT, ELEMENT_TEXTS };

/* Where on the page. */
enum element_part {
	PART_HEAD, PART_TITLE, PART_ENDING, PART_COLOPHON, PART_NOWHERE
};

/* How an element is printed, beyond the role of its text. */
enum element_print {
	PRINT_TEXT, PRINT_MARK, PRINT_SIGNED, PRINT_TITLED, PRINT_UNPRINTED
};

/* How a value of the front matter is read. */
enum element_form {
	FORM_NONE,		/* it is no key */
	FORM_SPAN,		/* one line */
	FORM_DATE, FORM_COPIES,
	FORM_NAMES,		/* organs, parted by 、 */
	FORM_PERSONS,		/* by blanks too, but not 方　云 */
	FORM_MARKS,		/* the same; 文件 stands apart */
	FORM_LIST,		/* items make one line */
	FORM_RECIPIENTS,
	FORM_TITLE, FORM_TITLE_NOTE,	/* items are lines of a text */
	FORM_TEXTS, FORM_REMARKS, FORM_CONTACTS,	/* items are texts */
	/* Of keys that are no text of the page: */
	FORM_TERM, FORM_PLACE, FORM_SEAL, FORM_NOTE, FORM_PAGES, FORM_FLAG,
	FORM_FLAG_NOT, FORM_GENRE, FORM_FORMAT, FORM_HEAD, FORM_VALUES,
	FORM_COUNT
};

enum element_id {
#define SLOT(member, ...)	ELEMENT_##member,
#include "slot.def"
	ELEMENT_COUNT
};

struct element {
	enum element_id id;
	enum element_kind kind;
	enum element_part part;
	enum element_print print;
	enum element_form form;
	const char *names;		/* by blanks; the first is its name */
	const char *frame;		/* "抄送：…" */
	const char *joint;
	const char *json;
	const char *label;		/* of the recogniser: "CC", "NONE" */
	size_t at;			/* in struct document */
};

extern const struct element elements[ELEMENT_COUNT];

/* The next of the blank-separated NAMES; false at the end. */
bool	 element_name(const char **names, struct str *name);
/* Is NAME one of NAMES? */
bool	 element_named(const char *names, struct str name);
/* How a value says yes and no. */
#define NAMES_YES	"是 有 要 开 true yes on"
#define NAMES_NO	"否 无 不要 关 false no off"
/* The first of its names. */
struct str element_title(const struct element *);
/* The element that NAME is a name of; NULL. */
const struct element *element_find(struct str name);

/* Is there anything in the slot? */
bool	 element_given(const struct document *, const struct element *);
/* All that is in it as one text; the place is that of its beginning. */
struct span element_value(struct arena *, const struct document *,
	    const struct element *, const char *joint);

/* The slot itself: a struct span, spans, text or texts by the kind. */
const void *element_in(const struct document *, const struct element *);
void	*element_of(struct document *, const struct element *);

/*
 * How a document is made: the keys of slot.def with one word for a value that
 * is no text of the page (版式, 印章, 控件 …).
 */
struct making {
	const char *names;		/* as an element's */
	enum element_form form;
	size_t at;			/* in struct document */
};

enum {
	MAKING_COUNT = 0
#define KEY(...)	+ 1
#include "slot.def"
};
extern const struct making makings[MAKING_COUNT];

/* The key called NAME; NULL, also for what has more than a word. */
const struct making *making_find(struct str name);
/* Its name; n == 0: it has more than a word. */
struct str making_title(const struct making *);
/* Its word in DOCUMENT, as it is typed; n == 0: as ever. */
struct str making_word(const struct document *, const struct making *);
