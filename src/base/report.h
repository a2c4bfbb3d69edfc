#pragma once

#include "finding.h"

/*
 * What is done with findings once they are all there: chosen with -W, held
 * against a baseline, and written out.  Nothing here prints; text goes to a
 * buffer.
 */

/* --- choosing: -W id, -W no-id, -W error=id, -W all -------------------- */

/*
 * Apply one argument of -W: "id" turns a rule on (one that is off by default
 * becomes a style finding), "no-id" off, "error=id" (or warning=, style=)
 * gives it that severity, "all" turns on every rule.  A fatal finding cannot
 * be changed.  0, or -1 with the nearest known name in *NEAREST.
 */
int	 report_choose(struct findings *, struct str argument,
	    struct str *nearest);

/* --- writing ----------------------------------------------------------- */

enum report_format { REPORT_TEXT, REPORT_JSON, REPORT_SARIF };

/* "text", "json" or "sarif"; -1 when it is none of them. */
int	 report_format(struct str name, enum report_format *);

struct report_options {
	enum report_format format;
	bool notes;		/* text: with the notes of what was done */
	bool each;		/* text: none is told by another like it */
	const char *version;	/* of the program, for SARIF */
	/* JSON: what the command itself has to say, {…},{…} under a name */
	const char *member;	/* NULL: nothing */
	struct str items;
};

/*
 * Write the findings in their order (findings_sort comes first); they are
 * sealed.
 *
 * text   文件:行:列: 错误: 消息 [id]
 * JSON   {"findings": [{file, line, column, severity, id, clause, message,
 *        fix}], "counts": {...}}; lines and columns count from 1, columns in
 *        characters; absent for a whole file
 * SARIF  2.1.0, one run, columns in Unicode code points
 */
void	 report_write(struct buf *, struct findings *,
	    const struct report_options *);

/* --- baseline: the findings of old documents, accepted as they are ---- */

/*
 * A baseline is text: a comment line, then for each fingerprint a line of
 * rule, file, fingerprint (findings_seal), times, message, parted by tabs.
 */
void	 baseline_write(struct buf *, struct findings *);

/*
 * Take out the findings that the baseline TEXT (of file number FILE, for
 * messages) lists, each as often as it is listed there; fatal ones stay.  A
 * note tells how many of its entries no longer occur.  0, or -1 with a finding
 * when a line does not parse.
 */
int	 baseline_apply(uint32_t file, struct str text, struct findings *);
