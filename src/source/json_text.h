#ifndef SOURCE_JSON_TEXT_H
#define SOURCE_JSON_TEXT_H

#include "../document/document.h"

/*
 * JSON (RFC 8259) with the place of every value, so that what is wrong in a
 * document can be shown.  libjansson, which reads the rows of --data, knows
 * the places of errors only.
 */
enum json_kind {
	JSON_KIND_NULL, JSON_KIND_FALSE, JSON_KIND_TRUE, JSON_KIND_NUMBER,
	JSON_KIND_STRING, JSON_KIND_LIST, JSON_KIND_RECORD
};

struct json {
	enum json_kind kind;
	struct span name;		/* in a record */
	struct span text;		/* as decoded; a number as typed */
	uint32_t typed;			/* bytes of a string as it is typed */
	struct json *v;			/* of a list or a record */
	size_t n;
};

/* Faults that are told of one file; more of them help nobody. */
#define JSON_FAULTS_MAX	10000

/*
 * Read all of the text of FILE.  0, or -1 with a finding at each place: it is
 * no JSON, a name stands twice, or it is too deep or too large.
 */
int	 json_text_read(struct arena *, uint32_t file, struct json *,
	    struct findings *);

/* The member of a record with this name, or NULL. */
const struct json *json_member_of(const struct json *, const char *name);

#endif
